"""Records set right by hand: the old value and the reason stay, numbers are sealed, rights are asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import House, born, house, people, user

from thidua.access.enums import Role
from thidua.kernel.issues import Refused
from thidua.personnel.actions import (
    Told,
    add_name,
    add_number,
    add_person,
    correct_person,
    write_discipline,
    write_rating,
)
from thidua.personnel.models import Correction
from thidua.personnel.queries.duplicates import resembling
from thidua.personnel.queries.likeness import Look
from thidua.registry.enums import DisciplineKind, Grade, NameKind
from thidua.registry.models import Discipline, PerformanceRating, Person

pytestmark = pytest.mark.django_db
AN = Told("Nguyễn Văn An", date(1980, 5, 3), 1980, "male", date(2010, 1, 1), "official")


@pytest.fixture
def town() -> House:
    made = house()
    people(born("C1", "Nguyễn Văn An", "A", date(1980, 5, 3), sex="male", id_number="012345678"))
    return made


def an() -> Person:
    return Person.objects.get(code="C1")


def codes(fault: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [issue.code for issue in fault.value.issues]


def kept() -> list[tuple[str, str, str, str, str]]:
    rows = Correction.objects.order_by("id")
    return [(c.label, c.was, c.now, c.reason, c.by) for c in rows]


def test_what_it_was_and_why_it_changed_stays(town: House) -> None:
    new = replace(AN, full_name="Nguyễn Văn Ân", born_on=date(1980, 5, 4), group="employee")
    with pytest.raises(Refused) as fault:
        correct_person(actor=town.office, person=an(), told_of=new, reason="")
    assert (codes(fault), an().full_name, kept()) == (["person.reason"], "Nguyễn Văn An", [])
    assert (
        correct_person(actor=town.office, person=an(), told_of=new, reason="Khai sinh", was_called=True) == 3
    )
    assert kept() == [
        ("Họ và tên", "Nguyễn Văn An", "Nguyễn Văn Ân", "Khai sinh", "van-phong"),
        ("Ngày sinh", "03/05/1980", "04/05/1980", "Khai sinh", "van-phong"),
        ("Nhóm đối tượng", "Cán bộ, công chức", "Viên chức, người lao động", "Khai sinh", "van-phong"),
    ]
    assert [(n.full_name, n.kind) for n in an().names.all()] == [("Nguyễn Văn An", "earlier")]
    assert correct_person(actor=town.office, person=an(), told_of=new, reason="") == 0


def test_a_citizen_s_number_takes_the_place_of_the_old_one(town: House) -> None:
    add_number(actor=town.office, person=an(), number="001080 900 001", reason="Thẻ căn cước")
    assert (an().id_last_digits, an().id_kind, [str(n) for n in an().numbers.all()]) == (
        "001", "cccd", ["Chứng minh nhân dân cũ … 678"],
    )  # fmt: skip
    add_number(actor=town.office, person=an(), number="C1234567", reason="Hộ chiếu")
    assert (an().id_last_digits, an().numbers.count()) == ("001", 2)
    assert kept()[0][:3] == ("Số định danh", "… 678", "Căn cước công dân … 001")
    stored = repr(list(Correction.objects.values())) + repr(list(an().numbers.values()))
    assert [number for number in ("012345678", "001080900001", "C1234567") if number in stored] == []
    for wrong, code in (
        ("C1234567", "number.taken"),
        ("012345678", "number.taken"),
        ("12345", "number.form"),
    ):
        with pytest.raises(Refused) as fault:
            add_number(actor=town.office, person=an(), number=wrong, reason="x")
        assert codes(fault) == [code]


def test_a_person_added_by_hand_has_an_unknown_group_until_it_is_told(town: House) -> None:
    farmer = Told("Trần Thị Bưởi", None, 1975)
    made = add_person(actor=town.office, told_of=farmer, unit=town.b, title="Nông dân")
    assert (made.code, made.group, made.posts.get().unit.code) == (f"HS{made.pk:06}", "", "B")
    with pytest.raises(Refused) as fault:
        add_person(actor=town.office, told_of=farmer, unit=town.b, code="C1")
    assert codes(fault) == ["person.code"]
    alike = resembling(Look("Tran Thi Buoi", None, 1975, unit_id=town.b.pk))
    assert [(p.code, score) for p, score, _ in alike] == [(made.code, 67)]
    assert resembling(Look("Trần Thị Cúc", None, 1975, unit_id=town.b.pk)) == []


def test_a_name_is_recorded_once(town: House) -> None:
    given = {"actor": town.office, "kind": NameKind.EARLIER}
    add_name(person=an(), name="Nguyễn Văn Ba", **given)
    for name, code in (
        ("Nguyễn Văn Ba", "name.known"),
        ("Nguyễn Văn An", "name.known"),
        ("Ba", "person.name"),
    ):
        with pytest.raises(Refused) as fault:
            add_name(person=an(), name=name, **given)
        assert codes(fault) == [code]


def test_a_grade_is_corrected_with_a_reason(town: House) -> None:
    clerk = user("can-bo-a", Role.UNIT_CLERK, town.a)
    write_rating(actor=clerk, person=an(), year=2022, grade=Grade.GOOD)
    with pytest.raises(Refused) as fault:
        write_rating(actor=clerk, person=an(), year=2022, grade=Grade.EXCELLENT)
    assert (codes(fault), PerformanceRating.objects.get().grade) == (["rating.reason"], "good")
    write_rating(actor=clerk, person=an(), year=2022, grade=Grade.EXCELLENT, reason="Quyết định 5")
    assert [row[:3] for row in kept()] == [
        ("Xếp loại năm 2022", "", "Hoàn thành tốt nhiệm vụ"),
        ("Xếp loại năm 2022", "Hoàn thành tốt nhiệm vụ", "Hoàn thành xuất sắc nhiệm vụ"),
    ]
    with pytest.raises(Refused) as fault:
        write_rating(
            actor=user("can-bo-b", Role.UNIT_CLERK, town.b), person=an(), year=2021, grade=Grade.GOOD
        )
    assert codes(fault) == ["standing.right"]


def test_a_measure_is_corrected_with_a_reason(town: House) -> None:
    kind, since = DisciplineKind.WARNING, date(2022, 4, 1)
    clerk = user("can-bo-a", Role.UNIT_CLERK, town.a)
    with pytest.raises(Refused) as fault:
        write_discipline(actor=clerk, person=an(), kind=kind, from_on=since)
    assert codes(fault) == ["standing.right"]
    made = write_discipline(actor=town.office, person=an(), kind=kind, from_on=since, number="12/QĐ")
    for more, code in (
        ({}, "discipline.twice"),
        ({"measure": made}, "discipline.reason"),
        ({"measure": made, "reason": "x", "until_on": date(2022, 3, 31)}, "discipline.days"),
    ):
        with pytest.raises(Refused) as fault:
            write_discipline(actor=town.office, person=an(), kind=kind, from_on=since, **more)  # type: ignore[arg-type]
        assert codes(fault) == [code]
    write_discipline(
        actor=town.office,
        person=an(),
        kind=kind,
        from_on=since,
        until_on=since,
        measure=made,
        reason="Hết hạn",
    )
    assert Discipline.objects.get().until_on == since
    assert kept()[-1][1:3] == (
        "Cảnh cáo 12/QĐ từ 01/04/2022, chưa ghi ngày hết hiệu lực", "Cảnh cáo từ 01/04/2022 đến 01/04/2022",
    )  # fmt: skip


def test_only_who_may_write_on_the_unit_of_record_writes(town: House) -> None:
    of_b = user("van-phong-b", Role.OFFICE, town.b)
    for act in (
        lambda: correct_person(actor=of_b, person=an(), told_of=AN, reason="x"),
        lambda: add_number(actor=of_b, person=an(), number="001080900001", reason="x"),
        lambda: add_name(actor=of_b, person=an(), name="Nguyễn Ba", kind=NameKind.EARLIER),
        lambda: add_person(actor=of_b, told_of=AN, unit=town.a),
    ):
        with pytest.raises(Refused) as fault:
            act()
        assert (codes(fault), kept(), Person.objects.count()) == (["person.right"], [], 1)
