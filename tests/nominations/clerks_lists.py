"""Lists as clerks make them, written to a file and read back; used by the tests of this folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl

from thidua.lawbook import load
from thidua.nominations.imports import DraftRow, ListDraft
from thidua.nominations.imports import read_list as read_list_with

READER = load(Path(__file__).parents[2] / "law").honour_reader()
Rows = Sequence[Sequence[object]]
AN, BINH, CHI = "Nguyễn Văn An", "Đỗ Thị Bình", "Cấn Hoài Chi"
BOTH = ("ldtt", "cstd_co_so")
ASKED = [(AN, ("ldtt",)), (BINH, ("cstd_co_so",)), (CHI, BOTH)]


def save(
    path: Path, *sheets: tuple[str, Rows], merge: Sequence[str] = (), hidden: Sequence[str] = ()
) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    for area in merge:
        book.worksheets[0].merge_cells(area)
    book.save(path)
    return path


def read_list(path: Path, *, name: str | None = None) -> ListDraft:
    return read_list_with(path, name=name, honours=READER)


def read(tmp_path: Path, *rows: Sequence[object], name: str = "DS", merge: Sequence[str] = ()) -> ListDraft:
    return read_list(save(tmp_path / "ds.xlsx", (name, rows), merge=merge))


def asked(draft: ListDraft) -> list[tuple[str, tuple[str, ...]]]:
    return [(row.name, row.honours) for row in draft.rows]


def codes(draft: ListDraft) -> list[tuple[str, int]]:
    return [(issue.code, issue.place.row) for issue in draft.issues]


def one(tmp_path: Path, **cells: object) -> tuple[DraftRow, list[str]]:
    """A list of one row with these columns, and the codes of what was told about it."""
    base: dict[str, object] = {"STT": 1, "Họ và tên": AN, "Danh hiệu đề nghị": "LĐTT"}
    both = base | {heading.replace("_", " "): cell for heading, cell in cells.items()}
    draft = read(tmp_path, ["Năm 2023"], list(both), list(both.values()))
    return draft.rows[0], [issue.code for issue in draft.issues]


TITLE = ["DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2023"]
FOOT: Rows = (
    [None, "Tổng cộng: 3 người"],
    [],
    [None, "NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ"],
    [None, "Lê Ký", "Vũ Duyệt"],
)
COLUMN: Rows = (
    ["UBND HUYỆN X"],
    ["TRƯỜNG THCS Y"],
    [],
    TITLE,
    [],
    ["STT", "Họ và tên", "Danh hiệu đề nghị"],
    [1, AN, "LĐTT"],
    [2, BINH, "Chiến sỹ thi đua cấp cơ sở"],
    [3, CHI, "LĐTT, CSTĐCS"],
    *FOOT,
)
