"""A file is taken in whole or not at all, twice the same changes nothing, and taken back nothing of it is left."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from files import HEAD, book, counts, done, faults, line, sent, tables

from tests.builders import House, born, house, people, user
from thidua.access.enums import Role
from thidua.audit.models import AuditEntry
from thidua.flow.enums import JobState
from thidua.honours.models import Award
from thidua.intake.actions import accept, assign_columns, drop, send
from thidua.intake.actions.files import MAX_BYTES
from thidua.intake.enums import IntakeState
from thidua.intake.exports import opened
from thidua.intake.models import Intake
from thidua.kernel.issues import Refused
from thidua.registry import identity
from thidua.registry.actions import enter_ratings
from thidua.registry.models import PerformanceRating, Person
from thidua.registry.records import RatingRecord

pytestmark = pytest.mark.django_db
HOA = line(1, "Nguyễn Thị Hoa", "02/03/1980")
LAN = line(2, "Trần Thị Lan", "05/06/1985", 2020)


@pytest.fixture
def district() -> House:
    made = house()
    people(
        born("CB1", "Nguyễn Thị Hoa", "A", date(1980, 3, 2), id_number="001180012345"),
        born("CB2", "Trần Thị Lan", "A", date(1985, 6, 5)),
        born("CB3", "Lê Văn Bảy", "B", date(1979, 7, 7)),
        born("CB4", "Lê Thị Trùng", "A", date(1982, 1, 2)),
        born("CB5", "Lê Thị Trùng", "A", date(1982, 5, 2)),
    )
    return made


def test_old_awards_are_looked_at_taken_in_and_taken_back(district: House, tmp_path: Path) -> None:
    before = tables()
    one = sent(district.office, district.a, book(tmp_path, ("DANH SÁCH KHEN THƯỞNG",), (), HEAD, HOA, LAN))
    assert (counts(one), one.fault, tables()) == ((2, 0, 0, 0), "", before)
    assert [row["cells"]["name"] for row in one.draft["rows"]] == ["Nguyễn Thị Hoa", "Trần Thị Lan"]
    job = done(district.office, one, "accept")
    assert (job.state, one.state, counts(one)) == (JobState.DONE, IntakeState.ACCEPTED, (2, 0, 0, 0))
    lines = Award.objects.order_by("year").values_list(
        "person__code", "honour", "year", "decision_number", "issued_by"
    )
    assert list(lines) == [
        ("CB1", "ldtt", 2019, "12/2019/QĐ-UBND", "Chủ tịch UBND huyện"),
        ("CB2", "ldtt", 2020, "12/2020/QĐ-UBND", "Chủ tịch UBND huyện"),
    ]
    assert list(
        AuditEntry.objects.filter(verb__contains="accept").values_list("verb", "actor", "detail")
    ) == [("intake.accepted", "van-phong", {"kind": "awards", "created": 2, "changed": 0, "same": 0})]
    assert not AuditEntry.objects.filter(verb="awards.entered").exists()
    assert done(district.office, one, "undo").state == JobState.DONE
    assert (one.state, tables()) == (IntakeState.UNDONE, before)


def test_the_same_file_twice_changes_nothing_and_says_so(district: House, tmp_path: Path) -> None:
    data = book(tmp_path, HEAD, HOA, LAN)
    one = sent(district.office, district.a, data)
    assert send(actor=district.office, kind="awards", sender=district.a, file="x.xlsx", content=data) == one
    done(district.office, one, "accept")
    after = tables()
    with pytest.raises(Refused, match=r"đã được ghi ngày .* không có gì thay đổi"):
        sent(district.office, district.a, data)
    again = sent(district.office, district.a, book(tmp_path, ("Bản in lại",), HEAD, LAN, HOA))
    assert counts(again) == (0, 0, 2, 0)
    job = done(district.office, again, "accept")
    assert (job.state, again.state, tables()) == (JobState.FAILED, IntakeState.DRAFT, after)
    assert "mọi dòng của tệp đã có trong hệ thống; không có gì thay đổi" in job.message


def test_what_is_uncertain_or_elsewhere_is_wrong_and_nothing_is_written(
    district: House, tmp_path: Path
) -> None:
    """Only a unit's own office: of people of unit B it is told no more than of nobody."""
    office = user("xa-an", Role.OFFICE, district.a)
    before = tables()
    rows = (
        HOA,
        line(2, "Lê Thị Trùng", "1982"),
        line(3, "Lê Văn Bảy", "07/07/1979", unit="UBND xã Bình"),
        line(4, "Đỗ Văn Lạ", "01/01/1970"),
        line(5, "Trần Thị Lan", "05/06/1985", honour="Cờ lê", day="31/02/2020"),
        line(6, "Trần Thị Lan", "05/06/1985", day="31/02/2020"),
    )
    one = sent(office, district.a, book(tmp_path, HEAD, *rows))
    assert (counts(one), tables()) == ((1, 0, 0, 5), before)
    unknown = "Không có “{}” trong danh bạ các đơn vị thuộc phạm vi của bạn."
    assert faults(one) == [
        (3, "Họ và tên", "Cần hỏi: có nhiều người tên “Lê Thị Trùng”."),
        (4, "Họ và tên", unknown.format("Lê Văn Bảy")),
        (5, "Họ và tên", unknown.format("Đỗ Văn Lạ")),
        (6, "Danh hiệu", "Không đọc được danh hiệu, hình thức “Cờ lê”."),
        (7, "Ngày ký", "Không đọc được ngày ký quyết định “31/02/2020”."),
    ]
    assert all(one.faults.values_list("cure", flat=True))
    job = done(office, one, "accept")
    assert (job.state, tables()) == (JobState.FAILED, before)
    assert "còn dòng sai nên chưa ghi được dòng nào" in job.message


def test_the_faults_come_back_beside_the_rows_and_can_be_sent_again(district: House, tmp_path: Path) -> None:
    title = ("SỔ KHEN THƯỞNG",)
    one = sent(district.office, district.a, book(tmp_path, title, HEAD, HOA, line(2, "Lê Thị Trùng", "1982")))
    page = openpyxl.load_workbook(io.BytesIO(opened(one))).active
    assert page is not None
    assert [cell.value for cell in page[2]] == [*HEAD, "Cần sửa (hệ thống ghi)"]
    assert page["J4"].value == (
        "Cần hỏi: có nhiều người tên “Lê Thị Trùng”. Ghi thêm mã cán bộ, ngày sinh hoặc số định danh, rồi gửi lại."
    )
    coloured = [c.coordinate for row in page.iter_rows() for c in row if c.fill.fgColor.rgb == "FFF8D7DA"]
    assert (coloured, page["J3"].value) == (["B4"], None)
    page["C4"] = "02/01/1982"
    page.parent.save(tmp_path / "sua.xlsx")
    again = sent(district.office, district.a, (tmp_path / "sua.xlsx").read_bytes())
    assert (counts(again), again.mapped) == ((2, 0, 0, 0), True)


def test_a_layout_is_remembered_for_its_sender(district: House, tmp_path: Path) -> None:
    head = ("TT", "Ai", "NS", "Phần thưởng gì", "Văn bản", "Ký hôm")
    row = (1, "Nguyễn Thị Hoa", "02/03/1980", "Lao động tiên tiến", "7/QĐ-UBND", "20/12/2018")
    one = send(
        actor=district.office,
        kind="awards",
        sender=district.a,
        file="a.xlsx",
        content=book(tmp_path, head, row),
    )
    from files import work_off

    work_off()
    one.refresh_from_db()
    assert [(c["heading"], c["samples"]) for c in one.columns][1:3] == [
        ("Ai", ["Nguyễn Thị Hoa"]),
        ("NS", ["02/03/1980"]),
    ]
    with pytest.raises(Refused, match=r"chưa có cột cho .*“Họ và tên”"):
        assign_columns(actor=district.office, intake=one, fields={"Phần thưởng gì": "honour"})
    fields = dict(zip(head[1:], ("name", "born", "honour", "decision", "decided"), strict=True))
    with pytest.raises(Refused, match="“Họ và tên” được chọn cho hai cột"):
        assign_columns(actor=district.office, intake=one, fields=fields | {"TT": "name"})
    assign_columns(actor=district.office, intake=one, fields=fields)
    work_off()
    one.refresh_from_db()
    assert counts(one) == (1, 0, 0, 0)
    other = (2, "Trần Thị Lan", "05/06/1985", "LĐTT", "8/QĐ-UBND", "20/12/2017")
    next_year = send(
        actor=district.office,
        kind="awards",
        sender=district.a,
        file="b.xlsx",
        content=book(tmp_path, head, other),
    )
    elsewhere = send(
        actor=district.office,
        kind="awards",
        sender=district.b,
        file="c.xlsx",
        content=book(tmp_path, head, row, other),
    )
    work_off()
    next_year.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (next_year.mapped, counts(next_year)) == (True, (1, 0, 0, 0))
    assert (elsewhere.mapped, elsewhere.draft) == (False, None)


def test_a_register_of_people_is_taken_in_and_taken_back_exactly(district: House, tmp_path: Path) -> None:
    """One new, one changed in name and number, one the same; the old number is kept and goes again."""
    head = ("Mã cán bộ", "Họ và tên", "Ngày sinh", "Số CCCD", "Đơn vị", "Chức vụ")
    rows = (
        ("CB1", "Nguyễn Thị Hoà", "02/03/1980", "001180054321", "A", ""),
        ("CB2", "Trần Thị Lan", "05/06/1985", "", "UBND xã An", ""),
        ("CB9", "Vũ Văn Mới", "01/02/1990", "001090000999", "A", "Chuyên viên"),
    )
    before = tables()
    one = sent(district.office, district.a, book(tmp_path, head, *rows), kind="people")
    assert (counts(one), faults(one), tables()) == ((1, 1, 1, 0), [], before)
    assert "001180054321" not in str(one.draft) + str(one.columns)
    done(district.office, one, "accept")
    hoa = Person.objects.get(code="CB1")
    assert (hoa.full_name, identity.unseal(bytes(hoa.id_sealed or b"")), hoa.numbers.count()) == (
        "Nguyễn Thị Hoà", "001180054321", 1,
    )  # fmt: skip
    assert Person.objects.get(code="CB9").posts.get().unit == district.a
    assert done(district.office, one, "undo").state == JobState.DONE
    assert tables() == before


def test_what_something_rests_on_is_not_taken_back(district: House, tmp_path: Path) -> None:
    head = ("Mã cán bộ", "Họ và tên", "Đơn vị")
    one = sent(district.office, district.a, book(tmp_path, head, ("CB9", "Vũ Văn Mới", "A")), kind="people")
    done(district.office, one, "accept")
    enter_ratings(actor=district.office, persons=[RatingRecord("CB9", 2022, "good")], units=[])
    job = done(district.office, one, "undo")
    assert (job.state, one.state) == (JobState.FAILED, IntakeState.ACCEPTED)
    assert "1 xếp loại hằng năm dựa vào các dòng đã ghi từ tệp này" in job.message
    PerformanceRating.objects.filter(person__code="CB9").delete()
    Person.objects.filter(code="CB9").update(sex="male")
    assert "1 dòng đã được sửa hoặc xóa sau khi ghi" in done(district.office, one, "undo").message
    assert Person.objects.filter(code="CB9").exists()


def test_who_was_judged_by_a_file_keeps_it(district: House, tmp_path: Path) -> None:
    from tests.builders import row

    ratings = (("Mã cán bộ", "Họ và tên", "Năm 2023"), ("CB1", "Nguyễn Thị Hoa", "Hoàn thành tốt nhiệm vụ"))
    one = sent(district.office, district.a, book(tmp_path, *ratings), kind="ratings")
    done(district.office, one, "accept")
    district.send(district.a, row("Nguyễn Thị Hoa", birth=date(1980, 3, 2)))
    district.identify()
    district.appraise()
    job = done(district.office, one, "undo")
    assert "1 kết luận xét tiêu chuẩn dựa vào các dòng đã ghi từ tệp này" in job.message
    assert PerformanceRating.objects.count() == 1


@pytest.mark.parametrize("size", [0, MAX_BYTES + 1], ids=["empty", "one byte too many"])
def test_a_file_of_no_fitting_size_is_refused(district: House, size: int) -> None:
    with pytest.raises(Refused, match="tệp rỗng" if not size else "tệp lớn hơn 20 MB"):
        send(actor=district.office, kind="awards", sender=district.a, file="a.xlsx", content=b"x" * size)
    assert Intake.objects.count() == 0


def test_only_the_office_of_the_unit_does_anything(district: House, tmp_path: Path) -> None:
    stranger, clerk = user("xa-binh", Role.OFFICE, district.b), user("don-vi", Role.UNIT_CLERK, district.a)
    one = sent(district.office, district.a, book(tmp_path, HEAD, HOA))
    before = tables()
    for other in (stranger, clerk):
        with pytest.raises(Refused):
            accept(actor=other, intake=one)
        with pytest.raises(Refused):
            drop(actor=other, intake=one)
        with pytest.raises(Refused):
            assign_columns(actor=other, intake=one, fields={})
        with pytest.raises(Refused):
            send(actor=other, kind="awards", sender=district.a, file="a.xlsx", content=b"x")
    one.refresh_from_db()
    assert (one.state, tables()) == (IntakeState.DRAFT, before)


def test_a_file_that_is_no_table_says_why(district: House) -> None:
    one = sent(district.office, district.a, b"%PDF-1.7", file="001180012345.pdf")
    assert one.fault == "…345.pdf: Đây là tệp PDF, không phải bảng tính. Gửi tệp .xlsx hoặc .csv."


def test_no_personal_id_is_kept_in_the_clear(district: House, tmp_path: Path) -> None:
    one = sent(district.office, district.a, book(tmp_path, (*HEAD, "Số CCCD"), (*HOA, "001180012345")))
    assert (counts(one), b"001180012345" in bytes(one.sealed)) == ((1, 0, 0, 0), False)
    assert "001180012345" not in str(one.draft) + str(one.columns)
    assert one.columns[-1]["samples"] == ["… 345"]
