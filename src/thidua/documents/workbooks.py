"""Lists as .xlsx: one sheet with title, heading row and rows, ready to filter and print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thidua.kernel.issues import InputFault, Issue, Place

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | date | None
LONGEST_TEXT = 32_767  # what one cell holds; a longer text would be lost without a word
MOST_ROWS = 1_048_576
_FORBIDDEN_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True)
class Column:
    """A column: heading, width in characters, and whether long text wraps."""

    heading: str
    width: float = 16
    wrap: bool = False


def list_workbook(
    *, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], sheet: str = "Danh sách"
) -> bytes:
    """A workbook of one list: title in row 1, headings in row 3 (frozen, with filters), data from row 4.

    Text stays text whatever it begins with (`=`, `+`, `-`, `@`, `http:`): no formula or link ever comes
    from data. Days show as dd/mm/yyyy, a datetime also with its hour (without its zone), None is an empty
    cell. Raises InputFault for a row of another length, a text no cell can hold, or too many rows.
    """
    import xlsxwriter

    buffer = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    styles = _styles(book)
    page = book.add_worksheet(_FORBIDDEN_IN_SHEET_NAME.sub(" ", sheet)[:31])
    _prepare(page, columns, styles)
    page.write_string(0, 0, title, styles["title"])
    for at, column in enumerate(columns):
        page.write_string(2, at, column.heading, styles["heading"])
    last = 2
    for last, row in enumerate(rows, start=3):
        if len(row) != len(columns) or last >= MOST_ROWS:
            said = (
                f"Dòng {last + 1} có {len(row)} ô, danh sách có {len(columns)} cột, tối đa {MOST_ROWS} dòng."
            )
            raise InputFault(Issue("list_shape", said, "Kiểm tra lại dữ liệu xuất."))
        for at, (cell, column) in enumerate(zip(row, columns, strict=True)):
            _write(page, last, at, cell, styles, column)
    page.autofilter(2, 0, last, len(columns) - 1)
    book.close()
    return buffer.getvalue()


def save_list(path: Path, **content: Any) -> None:
    """`list_workbook` written to a file."""
    path.write_bytes(list_workbook(**content))


def _styles(book: Any) -> dict[str, Any]:
    base = {
        "font_name": "Times New Roman",
        "font_size": 12,
        "valign": "top",
        "border": 1,
        "border_color": "#C9C4B8",
    }
    heading = base | {"bold": True, "font_color": "#FFFFFF", "bg_color": "#A3161A", "text_wrap": True}
    return {
        "title": book.add_format({"font_name": "Times New Roman", "font_size": 14, "bold": True}),
        "heading": book.add_format(heading | {"align": "center", "valign": "vcenter"}),
        "text": book.add_format(base | {"num_format": "@"}),
        "wrapped": book.add_format(base | {"num_format": "@", "text_wrap": True}),
        "number": book.add_format(base | {"num_format": "#,##0.##", "align": "right"}),
        "whole": book.add_format(base | {"num_format": "#,##0", "align": "right"}),
        "day": book.add_format(base | {"num_format": "dd/mm/yyyy", "align": "center"}),
        "moment": book.add_format(base | {"num_format": "dd/mm/yyyy hh:mm", "align": "center"}),
    }


def _prepare(page: Worksheet, columns: Sequence[Column], styles: dict[str, Any]) -> None:
    for at, column in enumerate(columns):
        page.set_column(at, at, column.width)
    page.freeze_panes(3, 0)
    page.repeat_rows(2)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.set_footer("&C&P / &N")


def _write(page: Worksheet, row: int, at: int, cell: Cell, styles: dict[str, Any], column: Column) -> None:
    if cell is None or cell == "":
        page.write_blank(row, at, None, styles["text"])
    elif isinstance(cell, datetime):
        page.write_datetime(row, at, cell.replace(tzinfo=None), styles["moment"])
    elif isinstance(cell, date):
        page.write_datetime(row, at, datetime(cell.year, cell.month, cell.day), styles["day"])
    elif isinstance(cell, str):
        if len(cell) > LONGEST_TEXT:
            where = Place(row=row + 1, column=column.heading)
            raise InputFault(Issue("text_too_long", "Nội dung dài quá một ô.", "Rút ngắn nội dung.", where))
        page.write_string(row, at, cell, styles["wrapped" if column.wrap else "text"])
    else:
        page.write_number(row, at, cell, styles["whole" if isinstance(cell, int) else "number"])
