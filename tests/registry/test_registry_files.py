"""Registers in the layouts offices keep: what a heading means, and one message for a cell that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builders import save

from thidua.kernel.issues import InputFault
from thidua.registry.imports import read_disciplines, read_people, read_ratings, read_units
from thidua.registry.records import DisciplineRecord, RatingRecord

DEMO = Path(__file__).resolve().parents[2] / "demo" / "thach-that-2023"
PEOPLE = ["TT", "Mã cán bộ", "Họ tên", "Giới", "Năm sinh", "CCCD", "Mã ĐV", "Chức danh", "Ngày vào làm"]
AN = [1, "C1", "NGUYỄN VĂN AN", "Nam", "03/05/1980", "001080900001", "A", "Giáo viên", "15/8/98"]


def fault(read: Callable[..., Any], tmp_path: Path, *rows: Sequence[object]) -> tuple[str, str]:
    """The one fault of a file: its place with column and its message."""
    with pytest.raises(InputFault) as caught:
        read(save(tmp_path / "f.xlsx", *rows))
    (issue,) = caught.value.issues
    assert issue.cure != ""
    return str(issue.place), issue.message


def test_the_demo_registers_are_read_whole() -> None:
    units, people = (
        read_units(DEMO / "registry" / "units.xlsx"),
        read_people(DEMO / "registry" / "people.xlsx"),
    )
    persons, bodies = read_ratings(DEMO / "history" / "ratings-2018-2023.xlsx")
    assert (len(units), len(people)) == (103, 2721)
    assert {p.unit_code for p in people} <= {u.code for u in units}
    assert {r.code for r in persons} <= {p.code for p in people}
    assert {r.code for r in bodies} <= {u.code for u in units}
    measures = read_disciplines(DEMO / "history" / "discipline.xlsx")
    assert {m.person_code for m in measures} <= {p.code for p in people}
    assert all(m.from_on <= (m.until_on or m.from_on) for m in measures)


def test_other_headings_order_and_start(tmp_path: Path) -> None:
    order = [6, 2, 1, 4, 5, 8, 3, 7, 0]
    rows = [["DANH SÁCH CÁN BỘ NĂM 2023"], [], [PEOPLE[i] for i in order], [AN[i] for i in order]]
    (one,) = read_people(save(tmp_path / "cb.xlsx", *rows))
    assert (one.code, one.full_name, one.sex, one.born_on, one.id_number, one.unit_code, one.title) == (
        "C1", "Nguyễn Văn An", "male", date(1980, 5, 3), "001080900001", "A", "Giáo viên",
    )  # fmt: skip
    assert one.started_on == date(1998, 8, 15)


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        (2, None, "thiếu họ và tên."),
        (1, None, "thiếu mã cán bộ."),
        (4, "31/02/1980", "ngày sinh “31/02/1980” không đọc được."),
        (5, "00108090001", None),
        (5, "0010809", "số định danh không đủ 12 (hoặc 9) chữ số."),
        (8, "30/02/2015", "ngày “30/02/2015” không đọc được."),
    ],
)
def test_a_bad_cell_of_a_person(tmp_path: Path, column: int, cell: object, said: str | None) -> None:
    row = [*AN[:column], cell, *AN[column + 1 :]]
    if said is None:  # eleven digits: a zero was lost
        assert read_people(save(tmp_path / "f.xlsx", PEOPLE, row))[0].id_number == "000108090001"
        return
    place, message = fault(read_people, tmp_path, PEOPLE, row)
    assert message == said
    assert place.startswith("f.xlsx, trang “DS”, dòng 2, cột “")


def test_a_file_that_is_no_register(tmp_path: Path) -> None:
    place, message = fault(read_people, tmp_path, ["Ngày", "Nội dung"], ["1/1/2023", "Họp"])
    assert place == "f.xlsx"
    assert message == "không tìm thấy bảng có các cột “Mã CB”, “Họ và tên”, “Mã đơn vị”."


GRADES = ["Mã CB", "Họ và tên", "Năm 2022", "Năm 2023"]


def test_grades_in_words_and_what_is_unknown(tmp_path: Path) -> None:
    rows = [
        ["C1", "An", "Hoàn thành tốt nhiệm vụ", "HTXSNV"],
        ["C2", "Bình", "Chưa xếp loại", None],
        ["C3", "Chi", "Không hoàn thành nhiệm vụ", "Hoàn thành nhiệm vụ"],
    ]
    persons, bodies = read_ratings(save(tmp_path / "f.xlsx", GRADES, *rows, hidden=["Nháp"]))
    assert [(r.code, r.year, r.grade) for r in persons] == [
        ("C1", 2022, "good"), ("C1", 2023, "excellent"), ("C3", 2022, "not_completed"), ("C3", 2023, "completed"),
    ]  # fmt: skip
    assert bodies == []


def test_a_grade_that_cannot_be_read_or_is_nobody_s(tmp_path: Path) -> None:
    assert fault(read_ratings, tmp_path, GRADES, ["C1", "An", "Loại A", None]) == (
        "f.xlsx, trang “DS”, dòng 2, cột “Năm 2022”",
        "không đọc được mức xếp loại “Loại A”.",
    )
    assert fault(read_ratings, tmp_path, GRADES, ["C1", "An", None, "HTT"], [None, "Bình", None, "HTT"]) == (
        "f.xlsx, trang “DS”, dòng 3",
        "dòng xếp loại này thiếu mã.",
    )


def test_grades_of_units(tmp_path: Path) -> None:
    _, bodies = read_ratings(
        save(tmp_path / "f.xlsx", ["Mã đơn vị", "Tên đơn vị", "2023"], ["A", "Xã An", "HTT"])
    )
    assert bodies == [RatingRecord("A", 2023, "good", bodies[0].place)]


MEASURES = ["Mã CB", "Hình thức kỷ luật", "Ngày ký", "Hết hiệu lực", "Số QĐ", "Lý do"]


def test_measures_with_and_without_an_end(tmp_path: Path) -> None:
    rows = [
        ["C1", "Khiển trách", "5/3/23", "05/03/2024", "12/QĐ", "Vi phạm"],
        ["C2", "Cách chức", date(2021, 1, 2), None, None, None],
    ]
    found = read_disciplines(save(tmp_path / "f.xlsx", MEASURES, *rows))
    assert found == [
        DisciplineRecord(
            "C1", "reprimand", date(2023, 3, 5), date(2024, 3, 5), "12/QĐ", "Vi phạm", found[0].place
        ),
        DisciplineRecord("C2", "demotion", date(2021, 1, 2), None, place=found[1].place),
    ]


@pytest.mark.parametrize(
    ("row", "column", "written"),
    [
        (["C1", "Phê bình", "5/3/2023", None], "Hình thức", "Phê bình"),
        (["C1", "Cảnh cáo", "tháng 3", None], "Ngày quyết định", "tháng 3"),
        (["C1", "Cảnh cáo", "5/3/2023", "31/02/2024"], "Hết hiệu lực", "31/02/2024"),
        (["C1", "Cảnh cáo", "5/3/2023", "2024"], "Hết hiệu lực", "2024"),
    ],
)
def test_a_measure_that_cannot_be_read_is_never_taken_for_one_without_end(
    tmp_path: Path, row: list[object], column: str, written: str
) -> None:
    assert fault(read_disciplines, tmp_path, MEASURES, row) == (
        f"f.xlsx, trang “DS”, dòng 2, cột “{column}”",
        f"không đọc được “{written}”.",
    )


def test_units_with_other_headings(tmp_path: Path) -> None:
    rows = [
        ["Mã cơ quan", "Tên cơ quan", "Mã cấp trên", "Loại hình"],
        ["A", "Xã An", "H", "Xã"],
        ["H", "Huyện", "", ""],
    ]
    found = read_units(save(tmp_path / "f.xlsx", *rows))
    assert [(u.code, u.name, u.parent_code, u.kind) for u in found] == [
        ("A", "Xã An", "H", "Xã"),
        ("H", "Huyện", "", ""),
    ]
    assert fault(read_units, tmp_path, rows[0], ["A", None, "H", "Xã"])[1] == "thiếu tên đơn vị."


def test_headings_of_other_registers(tmp_path: Path) -> None:
    heads = [
        "Số hiệu công chức",
        "Họ, đệm và tên",
        "GT",
        "NTNS",
        "Số ĐDCN",
        "Nơi công tác",
        "Ngày nhận công tác",
    ]
    row = ["C1", "Nguyễn Văn An", "Nam", "03/05/1980", "001080900001", "Trường Y", "15/8/1998"]
    (one,) = read_people(save(tmp_path / "cb.xlsx", heads, row))
    assert (one.code, one.full_name, one.born_on, one.id_number, one.unit_code, one.started_on) == (
        "C1", "Nguyễn Văn An", date(1980, 5, 3), "001080900001", "Trường Y", date(1998, 8, 15),
    )  # fmt: skip
    heads = ["Mã số", "Tên cơ quan, đơn vị", "Cơ quan chủ quản"]
    units = read_units(save(tmp_path / "dv.xlsx", heads, ["A", "UBND huyện X", None], ["B", "Trường Y", "A"]))
    assert [(u.code, u.name, u.parent_code) for u in units] == [
        ("A", "UBND huyện X", ""),
        ("B", "Trường Y", "A"),
    ]


@pytest.mark.parametrize(
    ("file", "rows"),
    [
        ("r.xlsx", [["Mã số cán bộ", "Năm", "Xếp loại"], ["C1", 2022, "HTNV"], ["C1", 2023, "HTTNV"]]),
        (
            "r.xlsx",
            [["Mã CB", "Xếp loại năm 2022", "Mức độ hoàn thành nhiệm vụ năm 2023"], ["C1", "HTNV", "HTTNV"]],
        ),
    ],
)
def test_grades_a_row_or_a_column_a_year(tmp_path: Path, file: str, rows: list[list[object]]) -> None:
    persons, _ = read_ratings(save(tmp_path / file, *rows))
    assert [(r.code, r.year, r.grade) for r in persons] == [("C1", 2022, "completed"), ("C1", 2023, "good")]


@pytest.mark.parametrize(
    ("file", "title"), [("xep loai.xlsx", "KẾT QUẢ NĂM 2023"), ("xep-loai-2023.xlsx", "KẾT QUẢ")]
)
def test_grades_of_the_year_the_title_or_the_file_names(tmp_path: Path, file: str, title: str) -> None:
    persons, _ = read_ratings(
        save(tmp_path / file, [title], ["Mã CB", "Họ tên", "Xếp loại"], ["C1", "An", "HTTNV"])
    )
    assert [(r.code, r.year, r.grade) for r in persons] == [("C1", 2023, "good")]


@pytest.mark.parametrize(
    ("written", "group"),
    [("", ""), ("Viên chức", "employee"), ("NÔNG DÂN", "worker_farmer"), ("Người nước ngoài", "foreigner")],
)
def test_whom_the_law_counts_a_person_among_is_read(tmp_path: Path, written: str, group: str) -> None:
    heads = [*PEOPLE, "Nhóm đối tượng", "Quốc tịch"]
    row = [*AN, written, "Lào"]
    (one,) = read_people(save(tmp_path / "cb.xlsx", heads, row))
    assert (one.group, one.nationality) == (group, "Lào")


def test_a_passport_is_a_number_too(tmp_path: Path) -> None:
    row = [*AN[:5], " c 1234567", *AN[6:]]
    assert read_people(save(tmp_path / "cb.xlsx", PEOPLE, row))[0].id_number == "C1234567"
    _, message = fault(read_people, tmp_path, PEOPLE, [*AN[:5], "C123", *AN[6:]])
    assert message == "số định danh không đủ 12 (hoặc 9) chữ số."


def test_a_group_the_law_does_not_know_is_named(tmp_path: Path) -> None:
    place, message = fault(read_people, tmp_path, [*PEOPLE, "Đối tượng"], [*AN, "Khách"])
    assert (place.endswith("cột “Nhóm đối tượng”"), message) == (True, "không có nhóm đối tượng “Khách”.")
