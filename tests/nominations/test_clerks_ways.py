"""Ways of clerks no form foresees: their headings, abbreviations, lines between rows, files named after bodies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from clerks_lists import asked, codes, read, read_list, save

AN, BINH, CONG = "Nguyễn Văn An", "Đỗ Thị Bình", "Vương Thành Công"
LDTT, FIGHTER = ("ldtt",), ("cstd_co_so",)


@pytest.mark.parametrize(
    "name", ["Ông (bà)", "Người lao động", "Tên cán bộ, công chức, viên chức", "Họ, đệm và tên"]
)
@pytest.mark.parametrize("birth", ["NTNS", "N.sinh"])
def test_headings_of_other_offices(tmp_path: Path, name: str, birth: str) -> None:
    draft = read(
        tmp_path,
        [
            "TT",
            name,
            birth,
            "GT",
            "Số ĐDCN",
            "Nhiệm vụ được giao",
            "Mức độ HTNV",
            "Thứ tự xét",
            "Hình thức KT",
        ],
        [1, AN, "05/03/1980", "Nam", "001080900001", "Kế toán", "HTTNV", 2, "LĐTT"],
    )
    (row,) = draft.rows
    assert (row.name, row.birth, row.sex, row.id_number) == (AN, date(1980, 3, 5), "Nam", "001080900001")
    assert (row.post, row.rating, row.priority, row.honours) == ("Kế toán", "good", 2, LDTT)


@pytest.mark.parametrize("heading", ["LĐTT (x)", "Đề nghị LĐTT", "LĐTT năm 2023", "Đạt LĐTT", "L.Đ.T.T"])
def test_a_column_of_crosses_is_known_by_the_honour_it_names(tmp_path: Path, heading: str) -> None:
    draft = read(
        tmp_path,
        ["Danh sách năm 2023"],
        ["STT", "Họ tên", heading, "Chiến sỹ thi đua cấp cơ sở"],
        [1, AN, "Đ", "K"],
        [2, BINH, "K", "Đ"],
    )
    assert (asked(draft), codes(draft)) == ([(AN, LDTT), (BINH, FIGHTER)], [])


@pytest.mark.parametrize(
    ("wording", "honours"),
    [("L.Đ.T.T", LDTT), ("Chiến sĩ TĐCS", FIGHTER), ("LĐTT & CSTĐ-CS", LDTT + FIGHTER)],
)
def test_abbreviations_of_honours(tmp_path: Path, wording: str, honours: Sequence[str]) -> None:
    assert asked(read(tmp_path, ["Họ tên", "Danh hiệu"], [AN, wording])) == [(AN, honours)]


@pytest.mark.parametrize("heading", ["Kết quả bình xét", "Ghi chú"])
def test_honours_below_a_heading_that_does_not_name_them(tmp_path: Path, heading: str) -> None:
    rows = [["TT", "Họ tên", "Năm sinh", heading], [1, AN, 1980, "LĐTT"], [2, BINH, 1981, "CSTĐCS"]]
    assert asked(read(tmp_path, *rows)) == [(AN, LDTT), (BINH, FIGHTER)]


def test_a_note_is_no_honour_where_the_title_names_one(tmp_path: Path) -> None:
    rows = [["DANH SÁCH CHIẾN SĨ THI ĐUA CƠ SỞ"], ["TT", "Họ tên", "Ghi chú"], [1, AN, "LĐTT"]]
    assert asked(read(tmp_path, *rows)) == [(AN, FIGHTER)]


@pytest.mark.parametrize("merge", [["C1:E1", "A1:A2", "B1:B2", "F1:F2"], []])
def test_a_birth_in_three_columns(tmp_path: Path, merge: Sequence[str]) -> None:
    draft = read(
        tmp_path,
        ["TT", "Họ tên", "Sinh năm", None, None, "Danh hiệu"],
        [None, None, "Ngày", "Tháng", "Năm", None],
        [1, AN, 5, 3, 1980, "LĐTT"],
        [2, BINH, None, None, 1981, "LĐTT"],
        merge=merge,
    )
    assert [(row.birth, row.birth_year) for row in draft.rows] == [(date(1980, 3, 5), 1980), (None, 1981)]


def test_a_section_right_under_two_rows_of_headings(tmp_path: Path) -> None:
    draft = read(
        tmp_path,
        ["TT", "Họ và tên", None, "Năm sinh"],
        [None, "Họ đệm", "Tên", None],
        ["Danh hiệu Lao động tiên tiến"],
        ["I", "Nhóm nuôi dưỡng"],
        ["01", "Nguyễn Văn", "An", 1980],
        merge=["B1:C1"],
    )
    assert [(row.name, row.honours, row.birth_year) for row in draft.rows] == [(AN, LDTT, 1980)]


def test_a_given_name_that_reads_as_a_sum(tmp_path: Path) -> None:
    draft = read(
        tmp_path,
        ["Họ đệm", "Tên", "Danh hiệu"],
        ["Vương Thành", "Công", "LĐTT"],
        [None, "Cộng", None],
    )
    assert asked(draft) == [(CONG, LDTT)]


def test_a_row_of_words_before_a_repeated_heading_is_kept(tmp_path: Path) -> None:
    heading = ["STT", "Ngày sinh", "Giới tính", "Chức vụ", "Họ tên", "Danh hiệu"]
    draft = read(
        tmp_path,
        heading,
        ["1.", "05/03/1980", "Nữ", "Giáo viên", AN, "LĐTT"],
        heading,
        ["2.", "06/04/1981", "Nữ", "Giáo viên", BINH, "LĐTT"],
    )
    assert asked(draft) == [(AN, LDTT), (BINH, LDTT)]


@pytest.mark.parametrize(
    "line", [["I", "Ban giám hiệu"], ["Nhóm nuôi dưỡng", None], ["Bộ phận một cửa", None]]
)
def test_lines_of_groups_are_not_people(tmp_path: Path, line: Sequence[object]) -> None:
    draft = read(tmp_path, ["Họ tên", "Chức vụ", "STT", "Danh hiệu"], line, [AN, "Giáo viên", 1, "LĐTT"])
    assert (asked(draft), codes(draft)) == ([(AN, LDTT)], [])


def test_a_big_x_beside_a_name_is_a_cross(tmp_path: Path) -> None:
    assert asked(read(tmp_path, ["LĐTT", "Họ tên"], ["X", AN], ["X", BINH])) == [(AN, LDTT), (BINH, LDTT)]


def test_a_birth_written_with_its_word(tmp_path: Path) -> None:
    draft = read(tmp_path, ["Họ tên", "Ngày sinh", "Danh hiệu"], [AN, "Sinh ngày 5/3/1980", "LĐTT"])
    assert draft.rows[0].birth == date(1980, 3, 5)


@pytest.mark.parametrize(
    ("file", "sender"),
    [
        ("Ban Quản lý dự án.xlsx", "Ban Quản lý dự án"),
        ("Danh sách Ban Quản lý dự án (bản cuối).xlsx", "Ban Quản lý dự án"),
    ],
)
def test_a_file_named_after_a_body_that_begins_like_a_copy(tmp_path: Path, file: str, sender: str) -> None:
    path = save(tmp_path / file, ("DS", [["Họ tên", "Danh hiệu"], [AN, "LĐTT"]]))
    assert sender in read_list(path).senders


def test_two_bodies_in_one_cell_over_a_line_on_the_form(tmp_path: Path) -> None:
    draft = read(
        tmp_path,
        ["UBND HUYỆN MẪU\nTrường Mầm non Y"],
        ["(Ban hành kèm theo Công văn số 15/CV)"],
        ["Họ tên", "Danh hiệu"],
        [AN, "LĐTT"],
    )
    assert draft.senders[0] == "Trường Mầm non Y"


@pytest.mark.parametrize(("count", "told"), [(2, []), (1, []), (3, [("count_differs", 5)])])
def test_a_count_may_speak_for_the_pages_before_it(tmp_path: Path, count: int, told: object) -> None:
    heading = ["TT", "Họ tên", "Danh hiệu"]
    draft = read(tmp_path, heading, [1, AN, "LĐTT"], heading, [2, BINH, "LĐTT"], [None, f"Tổng số: {count}"])
    assert codes(draft) == told
