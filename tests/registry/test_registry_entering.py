"""Registers are entered whole or not at all; a later file corrects and adds, and never takes away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import System, born, people, units

from thidua.audit.models import AuditEntry
from thidua.kernel.issues import InputFault, Place
from thidua.registry import identity
from thidua.registry.actions import enter_disciplines, enter_people, enter_ratings, enter_units
from thidua.registry.models import Discipline, OrgUnit, PerformanceRating, Person, Post
from thidua.registry.records import DisciplineRecord, Entered, PersonRecord, RatingRecord, UnitRecord

pytestmark = pytest.mark.django_db
AN = born("C1", "Nguyễn Văn An", "A", date(1980, 5, 3), id_number="001080900001", sex="male")
WARNED = DisciplineRecord("C1", "warning", date(2022, 4, 1), None, "12/QĐ")


@pytest.fixture
def town() -> None:
    units(("TOP", "UBND huyện", ""), ("A", "UBND xã An", "TOP"), ("B", "UBND xã Bình", "TOP"))
    people(AN)


def codes(fault: pytest.ExceptionInfo[InputFault]) -> list[str]:
    return [issue.code for issue in fault.value.issues]


def test_entering_again_changes_nothing_and_writes_no_act(town: None) -> None:
    acts = AuditEntry.objects.count()
    assert enter_people(actor=System(), records=[AN]) == Entered(0, 0, 1)
    assert enter_units(actor=System(), records=[UnitRecord("A", "UBND xã An", parent_code="TOP")]) == Entered(
        0, 0, 1
    )
    assert AuditEntry.objects.count() == acts


def test_ids_are_sealed_and_found_again_by_hash_alone(town: None) -> None:
    person = Person.objects.get()
    assert "001080900001" not in repr(Person.objects.values())
    assert (identity.unseal(person.id_sealed), person.id_last_digits) == ("001080900001", "001")
    assert person.id_hash == identity.lookup_hash("001080900001")


def test_a_later_file_without_birth_id_and_sex_takes_none_of_them_away(town: None) -> None:
    bare = PersonRecord("C1", "Nguyễn Văn An", "A")
    assert enter_people(actor=System(), records=[bare]) == Entered(0, 0, 1)
    person = Person.objects.get()
    assert (person.born_on, person.birth_year, person.sex, person.id_last_digits) == (
        date(1980, 5, 3), 1980, "male", "001",
    )  # fmt: skip
    renamed = replace(AN, full_name="Nguyễn Vân An", born_on=date(1980, 5, 4))
    assert enter_people(actor=System(), records=[renamed]) == Entered(0, 1, 0)
    person.refresh_from_db()
    assert (person.full_name, person.folded_name, person.born_on) == (
        "Nguyễn Vân An", "nguyen van an", date(1980, 5, 4),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("record", "code", "said"),
    [
        (replace(AN, unit_code="Z"), "person.unit", "không có đơn vị mang mã “Z”."),
        (replace(AN, unit_code="B"), "person.moved", "C1 đang thuộc đơn vị A, tệp ghi B."),
        (replace(AN, code="C2"), "person.id_twice", "số định danh của C2 trùng với C1."),
    ],
)
def test_a_wrong_person_stops_the_whole_file(town: None, record: PersonRecord, code: str, said: str) -> None:
    fine = born("C9", "Lê Mới", "A")
    with pytest.raises(InputFault) as fault:
        enter_people(actor=System(), records=[fine, replace(record, place=Place("people.xlsx", "DS", 7))])
    first = fault.value.issues[0]
    assert (first.code, first.message, first.place.row) == (code, said, 7)
    assert "001080900001" not in str(fault.value)
    assert Person.objects.count() == 1


def test_a_code_twice_in_one_file_stops_it(town: None) -> None:
    with pytest.raises(InputFault) as fault:
        enter_people(actor=System(), records=[born("C9", "Lê Mới", "A")] * 2)
    assert codes(fault) == ["person.twice"]


def test_units_keep_their_place_when_a_later_file_names_no_parent(town: None) -> None:
    assert enter_units(actor=System(), records=[UnitRecord("A", "UBND xã Ân")]) == Entered(0, 1, 0)
    unit = OrgUnit.objects.get(code="A")
    assert (unit.name, unit.parent and unit.parent.code) == ("UBND xã Ân", "TOP")


@pytest.mark.parametrize(
    "rows",
    [
        [UnitRecord("A", "Xã An", parent_code="A")],
        [UnitRecord("TOP", "Huyện", parent_code="A")],
        [UnitRecord("N", "N", parent_code="M"), UnitRecord("M", "M", parent_code="N")],
    ],
)
def test_no_unit_lies_below_itself(town: None, rows: list[UnitRecord]) -> None:
    with pytest.raises(InputFault) as fault:
        enter_units(actor=System(), records=rows)
    assert set(codes(fault)) == {"unit.cycle"}
    assert OrgUnit.objects.count() == 3


def test_unknown_parents_and_doubled_codes_are_named(town: None) -> None:
    with pytest.raises(InputFault) as fault:
        enter_units(
            actor=System(),
            records=[UnitRecord("N", "N", parent_code="?"), UnitRecord("A", "A"), UnitRecord("A", "A")],
        )
    assert codes(fault) == ["unit.twice", "unit.parent"]


def test_grades_are_corrected_and_two_answers_are_refused(town: None) -> None:
    def grade(*given: str) -> Entered:
        rows = [RatingRecord("C1", 2023, g) for g in given]
        return enter_ratings(actor=System(), persons=rows, units=[])

    assert (grade("good"), grade("good"), grade("excellent")) == (
        Entered(1, 0, 0), Entered(0, 0, 1), Entered(0, 1, 0),
    )  # fmt: skip
    with pytest.raises(InputFault) as fault:
        grade("good", "completed")
    assert codes(fault) == ["rating.two"]
    assert [r.grade for r in PerformanceRating.objects.all()] == ["excellent"]


def test_the_end_of_a_measure_comes_with_a_later_list(town: None) -> None:
    ended = replace(WARNED, until_on=date(2023, 4, 1))
    assert enter_disciplines(actor=System(), records=[WARNED]) == Entered(1, 0, 0)
    assert enter_disciplines(actor=System(), records=[ended]) == Entered(0, 1, 0)
    assert enter_disciplines(actor=System(), records=[WARNED]) == Entered(0, 0, 1)
    (measure,) = Discipline.objects.all()
    assert (measure.until_on, measure.number) == (date(2023, 4, 1), "12/QĐ")


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([replace(WARNED, person_code="C9")], "standing.unknown"),
        ([replace(WARNED, until_on=date(2022, 3, 31))], "discipline.days"),
        ([replace(WARNED, until_on=date(2023, m, 1)) for m in (4, 5)], "discipline.two"),
    ],
)
def test_wrong_measures_stop_the_list(town: None, rows: list[DisciplineRecord], code: str) -> None:
    with pytest.raises(InputFault) as fault:
        enter_disciplines(actor=System(), records=rows)
    assert codes(fault) == [code]
    assert Discipline.objects.count() == 0


def test_every_person_has_one_post_in_the_unit_of_record(town: None) -> None:
    assert [(p.person.code, p.unit.code, p.until_on) for p in Post.objects.all()] == [("C1", "A", None)]
