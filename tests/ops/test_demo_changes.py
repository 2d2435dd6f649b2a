"""The changes of 2025 on the register of the demo: who goes on for whom, and a person's verdicts through both."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from builders import System, born, people, user

from thidua.access.enums import Role
from thidua.access.queries import units_with
from thidua.eligibility.queries.law import law_book
from thidua.eligibility.queries.persons import facts_on_record
from thidua.honours.actions import enter_past_awards
from thidua.honours.records import AwardRecord
from thidua.lawbook.cohort import Cohort
from thidua.ops.demo.changes import demo_changes
from thidua.registry.actions import enter_ratings, enter_units
from thidua.registry.imports import read_units
from thidua.registry.models import OrgUnit, Person, Succession, UnitAct
from thidua.registry.queries.matching import Clue, PersonIndex
from thidua.registry.queries.tree import children_on, todays_ids
from thidua.registry.records import RatingRecord

pytestmark = pytest.mark.django_db
DEMO = Path(__file__).parents[2] / "demo"
LAW_DAY = date(2024, 12, 20)


@pytest.fixture
def district() -> OrgUnit:
    enter_units(actor=System(), records=read_units(DEMO / "thach-that-2023" / "registry" / "units.xlsx"))
    return OrgUnit.objects.get(code="H00")


def verdicts(person: Person) -> dict[str, tuple[str, str]]:
    """For every honour of persons: the outcome and the whole explanation."""
    [facts] = facts_on_record(2024, [person])
    book = law_book()
    return {
        honour.code: (str(verdict.outcome), repr(verdict))
        for honour in book.honours()
        if book.in_force(honour.code, "person", LAW_DAY) is not None
        for verdict in [book.judge(honour.code, Cohort.build(2024, [facts]), LAW_DAY).verdict(0)]
    }


def communes(district: OrgUnit, day: date) -> int:
    return sum(one.level == "commune" for one in children_on(district, day))


def test_a_persons_chain_reads_the_same_through_both_changes(district: OrgUnit) -> None:
    """A fighter of Bình Phú, which went first into one of two communes, then into Tây Phương."""
    people(born("BP1", "Khuất Văn Bình Mẫu", "X13", date(1980, 5, 3)))
    person = Person.objects.get(code="BP1")
    years = (2022, 2023, 2024)
    enter_ratings(actor=System(), persons=[RatingRecord("BP1", y, "excellent") for y in years], units=[])
    enter_past_awards(
        actor=System(),
        records=[
            AwardRecord(
                "cstd_co_so", y, f"{y}/QĐ-UBND", date(y, 12, 20), "Chủ tịch UBND huyện", "Khuất Văn Bình Mẫu",
                person.pk, unit_name="UBND xã Bình Phú",
            )
            for y in years
        ],
    )  # fmt: skip
    before = verdicts(person)
    assert all(f"{y}/QĐ-UBND" in repr(list(before.values())) for y in years)
    demo_changes(DEMO / "thach-that-2023-changes.yaml", user("van-phong", Role.OFFICE, district))
    assert verdicts(person) == before
    new = OrgUnit.objects.get(name="UBND xã Tây Phương")
    match = PersonIndex().match(Clue("Khuất Văn Bình Mẫu", birth_year=1980, unit=new))
    assert (match.found.person.code if match.found else match.why) == "BP1"


def test_twenty_three_communes_become_twenty_and_then_five(district: OrgUnit) -> None:
    office = user("van-phong", Role.OFFICE, district)
    demo_changes(DEMO / "thach-that-2023-changes.yaml", office)
    counts = [communes(district, day) for day in (date(2024, 12, 31), date(2025, 1, 1), date(2025, 6, 30))]
    assert counts == [23, 20, 20]
    five = OrgUnit.objects.filter(parent__code="HN", level="commune", until_on=None)
    assert sorted(five.values_list("name", flat=True)) == [
        "UBND xã Hòa Lạc",
        "UBND xã Hạ Bằng",
        "UBND xã Thạch Thất",
        "UBND xã Tây Phương",
        "UBND xã Yên Xuân",
    ]
    former = OrgUnit.objects.filter(code__startswith="X", until_on__isnull=False)
    assert former.count() == 25
    found = todays_ids(former.values_list("pk", flat=True))
    assert {len(ids) for ids in found.values()} == {1}
    assert not Succession.objects.filter(uncertain=False).exists()
    assert {one.pk for one in five} <= units_with(office, "unit.change")
    acts = UnitAct.objects.count()
    demo_changes(DEMO / "thach-that-2023-changes.yaml", office)
    assert UnitAct.objects.count() == acts
