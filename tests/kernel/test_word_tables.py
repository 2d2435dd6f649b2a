"""Lists that clerks keep as tables of a Word document."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest

from thidua.kernel.issues import InputFault, Issue
from thidua.kernel.sheets import Vocabulary, gate, open_tables, read_table
from thidua.kernel.sheets.word import MAX_COLUMNS

VOCABULARY = Vocabulary({"name": ["Họ và tên"], "birth": ["Ngày sinh"], "paper": ["Số quyết định"]})


def table(document: Any, *rows: tuple[str, ...]) -> Any:
    made = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return made


def saved(document: Any, path: Path) -> Path:
    document.save(path)
    return path


def refusal(path: Path) -> Issue:
    with pytest.raises(InputFault) as caught:
        open_tables(path)
    (issue,) = caught.value.issues
    return issue


def test_every_table_is_a_sheet_and_a_heading_typed_again_is_no_record(tmp_path: Path) -> None:
    heading = ("Họ và tên", "Ngày sinh", "Số quyết định")
    document = docx.Document()
    table(document, ("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
    table(
        document,
        heading,
        ("Nguyễn Văn An", "01/02/1980", "12/QĐ"),
        heading,
        ("Lê Thị Bình", "03/04/1985", "13/QĐ"),
    )
    table(document, heading, ("Trần Cường", "05/06/1990", "14/QĐ"))
    sheets = open_tables(saved(document, tmp_path / "ds.docx"))
    assert [sheet.name for sheet in sheets] == ["Bảng 1", "Bảng 2", "Bảng 3"]
    found = [
        (r.number, r.get("name"), r.get("paper"))
        for s in sheets[1:]
        for r in read_table(s, VOCABULARY, ("name",))
    ]
    assert found == [(2, "Nguyễn Văn An", "12/QĐ"), (4, "Lê Thị Bình", "13/QĐ"), (2, "Trần Cường", "14/QĐ")]


def test_merged_cells_hold_their_text_once_and_keep_the_columns_in_place(tmp_path: Path) -> None:
    document = docx.Document()
    made = table(document, ("a", "b", "c"), ("d", "e", "f"), ("g", "h", "i"))
    for first, last, text in (((0, 0), (0, 1), "ab"), ((1, 2), (2, 2), "fi")):
        made.cell(*first).merge(made.cell(*last)).text = text
    (sheet,) = open_tables(saved(document, tmp_path / "ds.docx"))
    assert [row.cells for row in sheet.rows] == [("ab", None, "c"), ("d", "e", "fi"), ("g", "h", None)]
    assert sorted(sheet.merged) == [(1, 0, 1, 1), (2, 2, 3, 2)]


@pytest.mark.parametrize(("span", "refused"), [(MAX_COLUMNS, False), (MAX_COLUMNS + 1, True), (10**9, True)])
def test_a_span_that_would_swell_the_grid(tmp_path: Path, span: int, refused: bool) -> None:
    document = docx.Document()
    table(document, ("x",)).cell(0, 0)._tc.grid_span = span
    path = saved(document, tmp_path / "ds.docx")
    if refused:
        assert refusal(path).code == "file_wide"
    else:
        assert len(open_tables(path)[0].rows[0].cells) == MAX_COLUMNS


def test_a_document_without_a_table_says_so(tmp_path: Path) -> None:
    issue = refusal(saved(docx.Document(), tmp_path / "ds.docx"))
    assert (issue.code, issue.message) == ("file_no_table", "Tệp Word không có bảng nào.")


def test_an_old_word_document_is_refused_with_the_cure(tmp_path: Path) -> None:
    path = tmp_path / "ds.doc"
    path.write_bytes(gate._OLE + bytes(600) + "WordDocument\0".encode("utf-16-le") + bytes(600))
    issue = refusal(path)
    assert issue.message == "Tệp Word kiểu cũ (.doc) chưa đọc được."
    assert issue.cure == "Mở tệp bằng Word, chọn Lưu thành (Save As) dạng .docx rồi gửi lại."


def test_a_damaged_document_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w")
    path = tmp_path / "ds.docx"
    path.write_bytes(out.getvalue())
    assert refusal(path).code == "file_broken"
