"""Lists as workbooks: what a clerk sees when she opens one."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from thidua.documents.workbooks import LONGEST_TEXT, Column, list_workbook, save_list
from thidua.kernel.issues import InputFault

COLUMNS = [Column("Họ và tên", 28), Column("Ngày sinh", 12), Column("Số", 8), Column("Lý do", 40, wrap=True)]


def opened(rows: list[tuple[Any, ...]], sheet: str = "Danh sách") -> Any:
    made = list_workbook(title="Danh sách không đạt", columns=COLUMNS, rows=rows, sheet=sheet)
    return openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]


def test_title_headings_and_cells_come_back_as_they_went_in() -> None:
    sheet = opened(
        [("Nguyễn Thị Ường", date(1980, 2, 5), 1774, "Chưa có sáng kiến."), ("Vũ Ý", None, 0.5, "")]
    )
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Danh sách không đạt", None, None, None],
        [None, None, None, None],
        ["Họ và tên", "Ngày sinh", "Số", "Lý do"],
        ["Nguyễn Thị Ường", datetime(1980, 2, 5), 1774, "Chưa có sáng kiến."],
        ["Vũ Ý", None, 0.5, None],
    ]


@pytest.mark.parametrize(
    "name", ["=1+1", "+84 912", "-Đỗ", "@SUM(A1)", "{=A1}", "http://a.vn", "001190012345"]
)
def test_text_stays_text_whatever_it_begins_with(name: str) -> None:
    cell = opened([(name, None, None, None)])["A4"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (name, "s", None)


def test_list_is_ready_to_filter_and_print() -> None:
    sheet = opened([("A", date(2023, 12, 22), 1, "B")])
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref == "A3:D4"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet["B4"].number_format == "dd/mm/yyyy"
    assert (sheet["D4"].alignment.wrap_text, sheet["A4"].alignment.wrap_text) == (True, None)
    assert [round(sheet.column_dimensions[letter].width) for letter in "ABCD"] == [29, 13, 9, 41]


def test_an_empty_list_still_opens() -> None:
    assert opened([]).max_row == 3


def test_sheet_names_excel_refuses_are_mended() -> None:
    assert (
        opened([], sheet="Đợt 1/2023: [danh sách] rất dài không vừa").title
        == "Đợt 1 2023   danh sách  rất dài"
    )


@pytest.mark.parametrize("length", [LONGEST_TEXT - 1, LONGEST_TEXT])
def test_the_longest_text_is_kept(length: int) -> None:
    assert len(opened([("a" * length, None, None, None)])["A4"].value) == length


def test_a_longer_text_is_refused_with_its_place() -> None:
    with pytest.raises(InputFault, match="dòng 4, cột “Họ và tên”: Nội dung dài quá một ô"):
        opened([("a" * (LONGEST_TEXT + 1), None, None, None)])


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(InputFault, match="Dòng 4 có 3 ô, danh sách có 4 cột"):
        opened([("A", None, None)])


def test_a_list_can_be_saved(tmp_path: Path) -> None:
    target = tmp_path / "ds.xlsx"
    save_list(target, title="T", columns=[Column("C")], rows=[["x"]])
    assert openpyxl.load_workbook(target).worksheets[0]["A4"].value == "x"
