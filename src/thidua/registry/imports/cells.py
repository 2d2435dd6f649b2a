"""Cells the registers share."""

from __future__ import annotations

import datetime

from thidua.kernel.issues import InputFault, Issue
from thidua.kernel.sheets import Cell, Record, Sheet, Vocabulary, find_tables, read_day

# How registers head what all of them have.
PERSON_CODES = (
    "Mã CB", "Mã cán bộ", "Mã nhân viên", "Mã CBCC", "Mã CBCCVC", "Mã số CB", "Mã số cán bộ", "Mã viên chức",
    "Mã công chức", "Số hiệu cán bộ", "Số hiệu công chức", "Số hiệu viên chức",
)  # fmt: skip
UNIT_CODES = ("Mã đơn vị", "Mã cơ quan", "Mã ĐV", "Mã số đơn vị", "Mã tập thể")
NAMES = ("Họ và tên", "Họ tên", "Họ, tên", "Họ và tên khai sinh", "Họ, chữ đệm và tên", "Họ, đệm và tên")
BIRTHS = ("Ngày sinh", "Ngày, tháng, năm sinh", "Năm sinh", "Sinh ngày", "Sinh năm", "NTNS")
IDS = ("Số CCCD", "CCCD", "Số định danh", "CMND", "CMTND", "Số CMND/CCCD", "Căn cước", "Số ĐDCN")


def text(record: Record, field: str) -> str:
    """The cell as text; a whole number without a decimal point, empty for none."""
    cell = record.get(field)
    return "" if cell is None else str(cell).strip()


# A two-digit year beyond this many years from now is one of the last century: “15/3/98” is 1998.
_YEARS_AHEAD = 10


def day(cell: Cell) -> datetime.date | None:
    """The whole day a cell names; none for a year alone or what cannot be."""
    return read_day(cell, latest=datetime.date.today().year + _YEARS_AHEAD).day


def sheets_with(
    sheets: list[Sheet], vocabulary: Vocabulary, required: tuple[str, ...]
) -> list[tuple[Sheet, list[Record]]]:
    """Each sheet with a table that has all `required` columns, and its records. Others are passed over."""
    found = []
    for sheet in sheets:
        if sheet.hidden:
            continue
        tables = [
            t
            for t in find_tables(sheet, vocabulary, required)
            if all(field in t.heading.fields() for field in required)
        ]
        records = [record for table in tables for record in table.records]
        if records:
            found.append((sheet, records))
    return found


def demand(
    sheets: list[Sheet], vocabulary: Vocabulary, required: tuple[str, ...]
) -> list[tuple[Sheet, list[Record]]]:
    """`sheets_with`, or InputFault naming the file and the columns that no sheet has."""
    found = sheets_with(sheets, vocabulary, required)
    if not found:
        names = ", ".join(f"“{vocabulary.labels.get(field, field)}”" for field in required)
        file = sheets[0].place() if sheets else None
        issue = Issue(
            "heading_missing",
            f"không tìm thấy bảng có các cột {names}.",
            "Ghi đủ tên cột ở dòng tiêu đề của bảng, hoặc gửi đúng tệp.",
        )
        if file is not None:
            issue = Issue(issue.code, issue.message, issue.cure, type(file)(file.file))
        raise InputFault(issue)
    return found
