"""Files as offices keep them: the same two awards under every layout, and each kind in every format."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from files import HEAD, book, counts, done, faults, line, sent, tables

from tests.builders import House, born, house, people
from thidua.honours.models import Award
from thidua.registry.models import Discipline, LeadingPost, OrgUnit, PerformanceRating, Person

pytestmark = pytest.mark.django_db
HOA, LAN = line(1, "Nguyễn Thị Hoa", "02/03/1980"), line(2, "Trần Thị Lan", "05/06/1985", 2020)
TITLE = (("UBND HUYỆN MẪU",), (), ("SỔ KHEN THƯỞNG CÁC NĂM",), ("(Kèm theo Tờ trình số 12/TTr-PNV)",), ())


@pytest.fixture
def district() -> House:
    made = house()
    people(
        born("CB1", "Nguyễn Thị Hoa", "A", date(1980, 3, 2)),
        born("CB2", "Trần Thị Lan", "A", date(1985, 6, 5)),
        born("CB3", "Lê Văn Bảy", "B", date(1979, 7, 7)),
    )
    return made


def written() -> list[tuple[str, str, int, str, date]]:
    fields = ("person__code", "honour", "year", "decision_number", "decided_on")
    return list(Award.objects.order_by("year").values_list(*fields))


BOTH = [
    ("CB1", "ldtt", 2019, "12/2019/QĐ-UBND", date(2019, 12, 20)),
    ("CB2", "ldtt", 2020, "12/2020/QĐ-UBND", date(2020, 12, 20)),
]


def _merged() -> bytes:
    """Title over the whole width; "Quyết định" over its number and day; a column mark row; blank lines; a total."""
    made = openpyxl.Workbook()
    page = made.worksheets[0]
    page.append(["SỔ KHEN THƯỞNG"])
    page.merge_cells("A1:I1")
    page.append([])
    page.append(
        ["STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Danh hiệu", "Năm", "Quyết định", None, "Cấp quyết định"]
    )
    page.append([None] * 6 + ["Số", "Ngày ký", None])
    page.merge_cells("G3:H3")
    for column in "ABCDEFI":
        page.merge_cells(f"{column}3:{column}4")
    page.append([f"({n})" for n in range(1, 10)])
    page.append(list(HOA))
    page.append([])
    page.append(["II. NĂM 2020"])
    page.append(list(LAN))
    page.append([None, "Cộng năm 2020"])
    page.append([None, "Tổng cộng: 02 người"])
    page.append([None, "NGƯỜI LẬP BIỂU", None, None, None, None, None, "CHỦ TỊCH"])
    page.append([None, "Phan Văn Ký", None, None, None, None, None, "Đỗ Văn Duyệt"])
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _texts(folder: Path) -> bytes:
    """Numbers and days as texts, a day as a serial, spaces and capitals where nobody wants them."""
    hoa = ("1.", "  NGUYỄN THỊ HOA ", " 2/3/80", *HOA[3:5], "'2019", HOA[6], "20.12.2019", HOA[8])
    lan = ("02", "Trần  Thị Lan", 31203, *LAN[3:5], "2020 ", LAN[6], "ngày 20 tháng 12 năm 2020", LAN[8])
    return book(folder, *TITLE, HEAD, hoa, lan)


def _two_sheets(folder: Path) -> bytes:
    """A sheet a year, and a hidden one that is nobody's business."""
    made = openpyxl.Workbook()
    for name, row in (("2019", HOA), ("2020", LAN), ("nháp", line(9, "Lê Văn Bảy", "07/07/1979", 2018))):
        page = made.create_sheet(name)
        for cells in (("Năm " + name,), HEAD, row):
            page.append(list(cells))
    made["nháp"].sheet_state = "hidden"
    del made["Sheet"]
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _csv(folder: Path) -> bytes:
    rows = [";".join(map(str, row)) for row in (*TITLE, HEAD, HOA, LAN)]
    return "\r\n".join(rows).encode("utf-8-sig")


def _word(folder: Path) -> bytes:
    document = Document()
    document.add_paragraph("SỔ KHEN THƯỞNG")
    listed = document.add_table(rows=0, cols=len(HEAD))
    for cells in (HEAD, HOA, LAN):
        for cell, text in zip(listed.add_row().cells, cells, strict=True):
            cell.text = str(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("titles.xlsx", lambda folder: book(folder, *TITLE, HEAD, HOA, LAN)),
        ("merged.xlsx", lambda folder: _merged()),
        ("texts.xlsx", _texts),
        ("sheets.xlsx", _two_sheets),
        ("semicolons.csv", _csv),
        ("word.docx", _word),
    ],
)
def test_every_layout_gives_the_same_lines(
    district: House, tmp_path: Path, name: str, made: Callable[[Path], bytes]
) -> None:
    one = sent(district.office, district.a, made(tmp_path), file=name)
    assert (faults(one), counts(one)) == ([], (2, 0, 0, 0))
    done(district.office, one, "accept")
    assert written() == BOTH


def test_headings_nobody_knows_stand_where_a_person_says(district: House, tmp_path: Path) -> None:
    """The likeliest row is a wordy title; named by hand, the right one is read and remembered."""
    from files import work_off

    from thidua.intake.actions import assign_columns, send

    rows = (
        ("Sở", "Nội vụ", "tỉnh", "Mẫu", "kính", "gửi"),
        ("A", "B", "C", "D"),
        ("Nguyễn Thị Hoa", "LĐTT", "12/2019/QĐ-UBND", "20/12/2019"),
    )
    one = send(
        actor=district.office, kind="awards", sender=district.a, file="a.xlsx", content=book(tmp_path, *rows)
    )
    work_off()
    one.refresh_from_db()
    assert [c["heading"] for c in one.columns][:2] == ["Sở", "Nội vụ"]
    assign_columns(actor=district.office, intake=one, fields={}, sheet="DS", header_row=2)
    work_off()
    one.refresh_from_db()
    fields = dict(zip("ABCD", ("name", "honour", "decision", "decided"), strict=True))
    assert [c["heading"] for c in one.columns] == list(fields)
    assign_columns(actor=district.office, intake=one, fields=fields, sheet="DS", header_row=2)
    work_off()
    one.refresh_from_db()
    assert [row["cells"]["name"] for row in one.draft["rows"]] == ["Nguyễn Thị Hoa"]


KINDS: dict[str, tuple[Sequence[Sequence[object]], tuple[int, int, int, int], Callable[[], Any], Any]] = {
    "units": (
        (
            ("Mã đơn vị", "Tên đơn vị", "Loại", "Trực thuộc"),
            ("A1", "Trường A1", "Trường", "A"),
            ("A", "UBND xã An", "", ""),
        ),
        (1, 0, 1, 0),
        lambda: OrgUnit.objects.get(code="A1").parent.code,  # type: ignore[union-attr]
        "A",
    ),
    "positions": (
        (
            ("Mã CB", "Họ và tên", "Chức vụ lãnh đạo", "Từ ngày", "Đến ngày"),
            ("CB1", "Hoa", "Giám đốc sở", "01/06/2010", "31/05/2015"),
        ),
        (1, 0, 0, 0),
        lambda: LeadingPost.objects.get().until_on,
        date(2015, 5, 31),
    ),
    "ratings": (
        (
            ("Mã CB", "Họ và tên", "Năm 2021", "Năm 2022"),
            ("CB1", "Hoa", "HTT", "HTXS"),
            ("CB2", "Lan", "", "HTNV"),
        ),
        (3, 0, 0, 0),
        lambda: list(
            PerformanceRating.objects.order_by("person_id", "year").values_list(
                "person__code", "year", "grade"
            )
        ),
        [("CB1", 2021, "good"), ("CB1", 2022, "excellent"), ("CB2", 2022, "completed")],
    ),
    "disciplines": (
        (
            ("Mã CB", "Họ và tên", "Hình thức kỷ luật", "Số QĐ", "Từ ngày", "Đến ngày"),
            ("CB1", "Hoa", "Khiển trách", "4/QĐ", "10/05/2018", "10/05/2019"),
        ),
        (1, 0, 0, 0),
        lambda: Discipline.objects.values_list("kind", "number", "until_on").get(),
        ("reprimand", "4/QĐ", date(2019, 5, 10)),
    ),
}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_register_is_taken_in_again_without_change_and_taken_back(
    district: House, tmp_path: Path, kind: str
) -> None:
    rows, wanted, read, value = KINDS[kind]
    before = tables()
    one = sent(district.office, district.a, book(tmp_path, *rows), kind=kind)
    assert (faults(one), counts(one), tables()) == ([], wanted, before)
    done(district.office, one, "accept")
    assert read() == value
    again = sent(district.office, district.a, book(tmp_path, ("In lại",), *rows), kind=kind)
    assert counts(again)[:2] == (0, 0)
    done(district.office, one, "undo")
    assert tables() == before


@pytest.mark.parametrize("kind", ["positions", "ratings", "disciplines"])
def test_rows_of_people_elsewhere_are_wrong(district: House, tmp_path: Path, kind: str) -> None:
    from tests.builders import user
    from thidua.access.enums import Role

    office = user("xa-binh", Role.OFFICE, district.b)
    one = sent(office, district.b, book(tmp_path, *KINDS[kind][0]), kind=kind)
    said = "Không có mã “CB1” trong các đơn vị thuộc phạm vi của bạn."
    assert (faults(one)[0][2], counts(one)[:3]) == (said, (0, 0, 0))


def test_a_unit_elsewhere_is_not_touched(district: House, tmp_path: Path) -> None:
    from tests.builders import user
    from thidua.access.enums import Role

    office = user("xa-binh", Role.OFFICE, district.b)
    rows = (
        ("Mã đơn vị", "Tên đơn vị", "Trực thuộc"),
        ("A", "Xã khác tên", ""),
        ("N1", "Thôn Một", "A"),
        ("N2", "Thôn Hai", ""),
        ("N3", "Thôn Ba", "B"),
    )
    one = sent(office, district.b, book(tmp_path, *rows), kind="units")
    assert [(row, column) for row, column, _ in faults(one)] == [
        (2, "Mã đơn vị"), (3, "Trực thuộc"), (4, "Trực thuộc"),
    ]  # fmt: skip
    assert counts(one) == (1, 0, 0, 3)


def test_people_of_the_same_code_or_of_no_unit_are_wrong(district: House, tmp_path: Path) -> None:
    rows = (
        ("Mã cán bộ", "Họ và tên", "Đơn vị", "Ngày sinh"),
        ("CB7", "Vũ Văn Bảy", "A", ""),
        ("CB7", "Vũ Văn Bảy", "A", ""),
        ("CB8", "Vũ Văn Tám", "Xã Không Có", ""),
        ("CB9", "Vũ Văn Chín", "A", "31/02/1980"),
        ("CB3", "Lê Văn Bảy", "A", ""),
    )
    before = Person.objects.count()
    one = sent(district.office, district.a, book(tmp_path, *rows), kind="people")
    assert faults(one) == [
        (3, "", "Mã cán bộ CB7 có hai lần."),
        (4, "Đơn vị", "Không có đơn vị “Xã Không Có” trong các đơn vị thuộc phạm vi của bạn."),
        (5, "Ngày sinh", "Ngày sinh “31/02/1980” không đọc được."),
        (6, "", "CB3 đang thuộc đơn vị B, tệp ghi A."),
    ]
    assert (counts(one), Person.objects.count()) == ((1, 0, 0, 4), before)
