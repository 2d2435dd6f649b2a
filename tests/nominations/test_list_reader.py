"""A list says the same whatever the layout: headings, orders, start rows, sheet names, titles, sections."""

from __future__ import annotations

from pathlib import Path

import pytest
from clerks_lists import AN, ASKED, BINH, CHI, COLUMN, TITLE, Rows, asked, codes, read, read_list, save
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.kernel.issues import InputFault
from thidua.nominations.imports import DraftRow

OTHER_WORDS: Rows = (
    ["Biểu tổng hợp trình khen năm 2023"],
    ["Hình thức khen thưởng", "Nơi công tác", "Họ tên cán bộ", "TT"],
    ["Lao động TT", "A", AN, 1],
    ["CSTĐ cơ sở", "A", BINH, 2],
    ["lao động tiên tiến năm 2023; CSTĐCS", "A", CHI, 3],
)
CROSSES: Rows = (
    [],
    [],
    [],
    TITLE,
    ["TT", "HỌ VÀ TÊN", "Năm sinh", None, "Danh hiệu đề nghị", None, "Ghi chú"],
    [None, None, "Nam", "Nữ", "LĐTT", "CSTĐ cơ sở", None],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
    [1, AN, 1980, None, "x", None, None],
    [2, BINH, None, 1981, None, "✓", None],
    [3, CHI, None, 1982, "X", "1", None],
)
SECTIONS: Rows = (
    ["DANH SÁCH TẬP THỂ, CÁ NHÂN ĐỀ NGHỊ KHEN THƯỞNG"],
    ["A. CÁ NHÂN"],
    ["TT", "HỌ TÊN", "CHỨC VỤ"],
    ["I. DANH HIỆU LAO ĐỘNG TIÊN TIẾN"],
    [1, AN, "Giáo viên"],
    ["II", "Chiến sĩ thi đua cơ sở"],
    [1, BINH, "Giáo viên"],
    ["III. LĐTT"],
    [1, CHI, "Giáo viên"],
    ["IV. CSTĐCS"],
    [1, CHI, "Giáo viên"],
)
PARTED: Rows = (
    TITLE,
    ["STT", "Họ và tên", None, "Đề nghị"],
    [None, "Họ đệm", "Tên", None],
    [1, "Nguyễn Văn", "An", "LĐTT"],
    [2, "Đỗ Thị", "Bình", "CSTĐCS"],
    [3, "Cấn Hoài", "Chi", "LĐTT và CSTĐCS"],
)
NO_PARENT: Rows = (
    TITLE,
    ["CSTĐCS", "LĐTT", "Họ và tên", "Chức vụ"],
    [None, "x", AN, "a"],
    ["x", None, BINH, "b"],
    ["v", "có", CHI, "c"],
)


@pytest.mark.parametrize(
    ("rows", "merge"),
    [
        (COLUMN, ["A4:C4"]),
        (OTHER_WORDS, []),
        (CROSSES, ["A5:A6", "B5:B6", "C5:D5", "E5:F5", "G5:G6"]),
        (CROSSES, []),
        (PARTED, ["A2:A3", "B2:C2", "D2:D3"]),
        (PARTED, []),
        (NO_PARENT, []),
    ],
    ids=[
        "column",
        "other words",
        "crosses",
        "crosses unmerged",
        "parted names",
        "parted unmerged",
        "no parent",
    ],
)
def test_every_layout_gives_the_same_rows(tmp_path: Path, rows: Rows, merge: list[str]) -> None:
    draft = read(tmp_path, *rows, merge=merge)
    assert asked(draft) == ASKED
    assert draft.issues == ()
    assert draft.year == 2023


def test_sections_carry_the_honour(tmp_path: Path) -> None:
    draft = read(tmp_path, *SECTIONS, merge=["A4:C4"])
    assert asked(draft) == [
        (AN, ("ldtt",)),
        (BINH, ("cstd_co_so",)),
        (CHI, ("ldtt",)),
        (CHI, ("cstd_co_so",)),
    ]
    assert [row.row for row in draft.rows] == [5, 7, 9, 11]


def test_titles_and_names_of_sheets_carry_the_honour(tmp_path: Path) -> None:
    plain: Rows = (["Số TT", "Họ và tên", "Giới tính"], [1, AN, "Nam"])
    titled = [["DANH SÁCH ĐỀ NGHỊ DANH HIỆU CHIẾN SĨ THI ĐUA CƠ SỞ"], ["Năm 2023"], *plain]
    path = save(tmp_path / "ds.xlsx", ("Trang 1", titled), ("LDTT", plain))
    assert [(r.sheet, r.honours, r.sex) for r in read_list(path).rows] == [
        ("Trang 1", ("cstd_co_so",), "Nam"),
        ("LDTT", ("ldtt",), "Nam"),
    ]


def test_collectives_after_persons_on_one_sheet(tmp_path: Path) -> None:
    draft = read(
        tmp_path,
        *COLUMN[:-2],
        ["B. TẬP THỂ"],
        ["STT", "Tên tập thể", "Tổng số người", "Số người đạt LĐTT trở lên", "Xếp loại", "Danh hiệu đề nghị"],
        [1, "Tập thể Trường THCS Y", 20, 18, "Hoàn thành xuất sắc nhiệm vụ", "LĐTT"],
    )
    assert asked(draft)[:3] == ASKED
    last = draft.rows[3]
    assert (last.kind, last.name, last.honours, last.members, last.members_ldtt, last.rating) == (
        "collective",
        "Tập thể Trường THCS Y",
        ("ttldtt",),
        20,
        18,
        "excellent",
    )
    assert [row.kind for row in draft.rows] == ["person"] * 3 + ["collective"]


def test_persons_and_collectives_in_one_column(tmp_path: Path) -> None:
    draft = read(
        tmp_path,
        TITLE,
        ["STT", "Tập thể, cá nhân", "Danh hiệu đề nghị"],
        [1, "Phòng Nội vụ", "Tập thể LĐXS"],
        [2, AN, "LĐTT"],
        [3, "Tổ Văn phòng", "Giấy khen"],
    )
    assert [(r.kind, r.honours) for r in draft.rows] == [
        ("collective", ("ttldxs",)),
        ("person", ("ldtt",)),
        ("collective", ("giay_khen",)),
    ]


def test_past_honours_and_registrations_are_not_asked_for(tmp_path: Path) -> None:
    heads = ["STT", "Họ và tên", "Danh hiệu đã đạt năm 2022", "Danh hiệu đăng ký", "Danh hiệu năm 2023"]
    assert asked(read(tmp_path, TITLE, heads, [1, AN, "CSTĐCS", "CSTĐCS", "LĐTT"])) == [(AN, ("ldtt",))]


def test_hidden_sheets_and_catalogues_are_passed_over(tmp_path: Path) -> None:
    catalogue: Rows = (
        ["DANH MỤC DANH HIỆU", "MỨC XẾP LOẠI"],
        ["Lao động tiên tiến", "Hoàn thành tốt nhiệm vụ"],
    )
    path = save(tmp_path / "a.xlsx", ("DS", COLUMN), ("DM", catalogue), ("cũ", COLUMN), hidden=["cũ"])
    draft = read_list(path)
    assert asked(draft) == ASKED
    assert draft.issues == ()


def test_a_repeated_heading_goes_on_with_the_section(tmp_path: Path) -> None:
    heads = ["TT", "Họ tên", "Chức vụ"]
    draft = read(tmp_path, TITLE, heads, ["I. LĐTT"], [1, AN, "a"], heads, [2, BINH, "b"])
    assert asked(draft) == [(AN, ("ldtt",)), (BINH, ("ldtt",))]


def test_rows_go_on_after_a_subtotal_and_after_a_signature(tmp_path: Path) -> None:
    heads = ["TT", "Họ tên", "Danh hiệu"]
    draft = read(
        tmp_path,
        TITLE,
        heads,
        [1, AN, "LĐTT"],
        [None, "Cộng"],
        [2, BINH, "LĐTT"],
        [None, "NGƯỜI LẬP"],
        [None, "Lê Ký"],
        [3, CHI, "LĐTT"],
    )
    assert [row.name for row in draft.rows] == [AN, BINH, CHI]


def test_a_count_at_the_foot_that_does_not_fit_is_told(tmp_path: Path) -> None:
    for count, told in ((2, [("count_differs", 10)]), (3, []), (4, [("count_differs", 10)])):
        foot = [None, f"Tổng cộng: {count} người"]
        assert codes(read(tmp_path, *COLUMN[:9], foot)) == told


def test_a_merged_honour_speaks_for_its_rows_and_nt_for_the_row_above(tmp_path: Path) -> None:
    heads = ["TT", "Họ tên", "Danh hiệu"]
    rows = ([1, AN, "LĐTT"], [2, BINH, None], [3, CHI, "-nt-"])
    draft = read(tmp_path, TITLE, heads, *rows, merge=["C3:C4"])
    assert asked(draft) == [(AN, ("ldtt",)), (BINH, ("ldtt",)), (CHI, ("ldtt",))]


def test_trouble_with_a_row_is_told_and_the_row_is_kept(tmp_path: Path) -> None:
    heads = ["TT", "Họ tên", "Ngày sinh", "Số CCCD", "Xếp loại", "Danh hiệu"]
    draft = read(
        tmp_path,
        TITLE,
        heads,
        [1, AN, "31/02/1980", "001080000001", "Hoàn thành tốt nhiệm vụ", "LĐTT"],
        [2, None, "1/1/1980", "001080000002", "Tốt", "LĐTT"],
        [3, BINH, "1/1/1980", "1,07E+09", "A", "CSTĐ"],
        [4, CHI, "1/1/1980", None, None, None],
        [5],
    )
    assert [(row.row, row.honours) for row in draft.rows] == [
        (3, ("ldtt",)),
        (4, ("ldtt",)),
        (5, ()),
        (6, ()),
    ]
    assert sorted(codes(draft)) == [
        ("birth_wrong", 3),
        ("honour_missing", 6),
        ("honour_unreadable", 5),
        ("id_unreadable", 5),
        ("name_missing", 4),
        ("rating_unreadable", 5),
    ]
    assert str(draft.issues[0]) == (
        "ds.xlsx, trang “DS”, dòng 3: Ngày sinh “31/02/1980” không đúng. Ghi ngày sinh theo dạng ngày/tháng/năm."
    )


def test_a_list_without_names(tmp_path: Path) -> None:
    for rows in ([TITLE, COLUMN[5]], [TITLE], [TITLE, COLUMN[5], [1, None, "LĐTT"]]):
        with pytest.raises(InputFault) as caught:
            read(tmp_path, *rows)
        (issue,) = caught.value.issues
        assert (issue.code, issue.place.file, issue.place.sheet) == ("list_empty", "ds.xlsx", "DS")


def test_a_list_without_any_honour(tmp_path: Path) -> None:
    with pytest.raises(InputFault) as caught:
        read(tmp_path, ["DANH SÁCH CÁN BỘ NĂM 2023"], ["TT", "Họ tên", "Chức vụ"], [1, AN, "Giáo viên"])
    (issue,) = caught.value.issues
    assert (issue.code, issue.place.sheet) == ("list_without_honour", "DS")


HEADS = [
    "STT",
    "Họ đệm",
    "Tên",
    "Ngày sinh",
    "Số CCCD",
    "Chức vụ",
    "Đánh giá năm",
    "LĐTT",
    "CSTĐ cơ sở",
    "Ghi chú",
]
BODY = [
    [1, "Nguyễn Văn", "An", "4/2/81", 1081000001, "Hiệu trưởng", "Hoàn thành tốt nhiệm vụ", "x", None, "a"],
    [2, "Đỗ Thị", "Bình", "00/00/1979", "001179000002", "Giáo viên", "HTXSNV", None, "x", None],
]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    order=st.permutations(range(len(HEADS))),
    lines=st.integers(0, 6),
    name=st.sampled_from(["Sheet1", "DS 1"]),
)
def test_reading_is_stable_under_the_order_of_columns(
    tmp_path: Path, order: list[int], lines: int, name: str
) -> None:
    plain = read(tmp_path, TITLE, HEADS, *BODY, name="S").rows
    moved = read(
        tmp_path, TITLE, *[[]] * lines, *[[row[i] for i in order] for row in (HEADS, *BODY)], name=name
    ).rows

    def without_place(row: DraftRow) -> tuple[object, ...]:
        return tuple(
            value for key, value in vars(row).items() if key not in ("sheet", "row", "wording", "repairs")
        )

    assert [set(row.honours) for row in moved] == [{"ldtt"}, {"cstd_co_so"}]
    assert list(map(without_place, moved)) == list(map(without_place, plain))
    assert [row.row for row in moved] == [row.row + lines for row in plain]


@pytest.mark.parametrize(
    "heading",
    ["Họ, chữ đệm và tên khai sinh", "Họ, tên đệm và tên", "Cán bộ, công chức, viên chức", "Tên người"],
)
def test_names_under_other_headings(tmp_path: Path, heading: str) -> None:
    file = save(
        tmp_path / "ds.xlsx", ("DS", [["STT", heading, "Danh hiệu"], [1, AN, "LĐTT"], [2, BINH, "LĐTT"]])
    )
    assert [(r.row, r.name) for r in read_list(file).rows] == [(2, AN), (3, BINH)]


def test_a_sheet_without_a_readable_heading_is_never_dropped(tmp_path: Path) -> None:
    """Its rows would be lost while the other sheet is taken: the whole list goes back instead."""
    good = [["STT", "Họ và tên", "Danh hiệu"], [1, AN, "LĐTT"]]
    lost = [["A", "B", "C"], [1, BINH, "LĐTT"], [2, CHI, "LĐTT"]]
    file = save(tmp_path / "ds.xlsx", ("Tờ 1", good), ("Tờ 2", lost))
    with pytest.raises(InputFault) as told:
        read_list(file)
    assert [(i.code, i.place.file, i.place.sheet) for i in told.value.issues] == [
        ("heading_missing", "ds.xlsx", "Tờ 2")
    ]
