"""What is packed for a province is what is told of each person, and so is what the law says of it."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

import numpy as np
import pytest
from builders import units

from thidua.eligibility.models import Hold
from thidua.eligibility.queries.law import law_book
from thidua.eligibility.queries.packed import PersonPacker, packing, person_ids
from thidua.eligibility.queries.persons import facts_on_record
from thidua.honours.models import Award
from thidua.initiatives.models import Initiative, InitiativeAuthor
from thidua.lawbook.cohort import Cohort, Works
from thidua.ops.population.filling import fill
from thidua.registry.models import Discipline, LeadingPost, OrgUnit, PerformanceRating, Person, Post
from thidua.registry.queries.tree import descendant_ids

pytestmark = pytest.mark.django_db
RELEASED = {"released_on": date(2024, 5, 1), "release_paper": "2/KL", "released_by": "a"}
RANKED = [honour.code for honour in reversed(law_book().honours())]


def award(person: int, honour: str, year: int, decided: date, **more: Any) -> Award:
    return Award(
        honour=honour, person_id=person, year=year, decided_on=decided, issued_by="UBND", source="imported",
        decision_number=f"{decided:%d%m%y}/QĐ", name_written="Người Mẫu", **more,
    )  # fmt: skip


@pytest.fixture
def people(db: None) -> list[int]:
    """Invented people, among them what registers hold besides ordinary lives."""
    fill(people=420, years=10, say=lambda message: None)
    ids = list(Person.objects.order_by("id").values_list("id", flat=True))
    day = date(2021, 12, 31)
    Award.objects.bulk_create(
        [
            award(3, "bk_bo_tinh", 2021, day),  # decided on the last day: the year is used up
            award(3, "bk_bo_tinh", 2021, date(2022, 5, 3), counted_from=2019, counted_until=2020),
            award(4, "cstd_bo_tinh", 2021, day, counted_from=2019, counted_until=2021),
            award(4, "cstd_bo_tinh", 2021, date(2022, 1, 1)),
            award(5, "bk_ttg", 1985, date(1985, 9, 2)),
            award(6, "danh_hieu_la", 2022, day),  # no honour the law knows
            award(7, "ldtt", 2031, date(2031, 12, 31)),
            award(8, "hcld_3", 2022, day, revoked_on=date(2023, 1, 1), revoked_by="1/QĐ"),
            award(9, "bk_bo_tinh", 2022, day, ground="unexpected"),
        ]
    )
    Discipline.objects.bulk_create(
        Discipline(person_id=i, kind="warning", from_on=date(year, 3, 1), until_on=until)
        for i, year, until in [
            (11, 2023, date(2024, 3, 1)),
            (12, 2024, date(2024, 12, 31)),
            (13, 2022, date(2023, 12, 31)),
            (14, 2024, None),
            (15, 2025, date(2026, 3, 1)),
            (11, 2018, date(2019, 3, 1)),
        ]
    )
    Hold.objects.bulk_create(
        Hold(person_id=i, kind=kind, from_on=date(2024, 3, 1), paper="1/CV", opened_by="a", **end)
        for i, kind, end in [
            (11, "inspection", {}),
            (11, "denunciation", RELEASED),
            (14, "inspection", RELEASED),
            (18, "discipline", {}),
        ]
    )
    LeadingPost.objects.bulk_create(
        LeadingPost(person_id=i, kind=kind, from_on=date(year, 2, 1), until_on=until, paper="1/QĐ")
        for i, kind, year, until in [
            (11, "director_of_department", 2016, None),
            (15, "deputy_director_of_department", 2010, date(2023, 8, 31)),
            (16, "director_of_department", 2023, date(2024, 6, 30)),
            (15, "director_of_department", 2023, None),
        ]
    )
    shared = Initiative.objects.create(code="SK", title="Chung", scope="national", recognised=True, year=2024)
    InitiativeAuthor.objects.bulk_create(InitiativeAuthor(initiative=shared, person_id=i) for i in ids[20:24])
    PerformanceRating.objects.create(person_id=ids[0], year=1990, grade="good")
    Person.objects.filter(id=ids[30]).update(started_on=date(2024, 2, 15))
    Person.objects.filter(id=ids[31]).update(started_on=date(2024, 3, 1))
    Person.objects.filter(id=ids[32]).update(started_on=date(2025, 1, 1))
    for place, group, since in (
        (50, "", None), (51, "employee", date(2024, 12, 31)), (52, "employee", date(2025, 1, 1)), (53, "leader", None)
    ):  # fmt: skip
        Person.objects.filter(id=ids[place]).update(group=group, group_from=since)
    Post.objects.filter(person_id=ids[40]).update(until_on=date(2024, 6, 30))
    return ids


def one_by_one(ids: list[int], year: int) -> Cohort:
    persons = list(Person.objects.filter(id__in=ids).order_by("id").prefetch_related("posts"))
    return Cohort.build(year, facts_on_record(year, persons))


def all_at_once(ids: list[int], year: int) -> Cohort:
    with packing() as cursor:
        return PersonPacker(cursor, year, RANKED).cohort(cursor, np.array(ids, np.int64))


def works(cohort: Cohort) -> list[tuple[int, ...]]:
    return sorted(zip(*(getattr(cohort.works, f.name).tolist() for f in fields(Works)), strict=True))


def told(cohort: Cohort) -> dict[str, Any]:
    """The arrays by name as lists; of honours those that somebody has."""
    made: dict[str, Any] = {"works": works(cohort)}
    for field in fields(Cohort):
        value = getattr(cohort, field.name)
        if isinstance(value, np.ndarray):
            made[field.name] = value.tolist()
        elif isinstance(value, dict):
            made |= {f"{field.name} {key}": v.tolist() for key, v in value.items() if v.any()}
    return made


def outcomes(cohort: Cohort, on: date) -> dict[str, list[int]]:
    book = law_book()
    judged = {}
    for honour in book.honours():
        if book.computable(honour.code, "person", on):
            for way in (book.judge, book.screen):
                found = way(honour.code, cohort, on)
                judged[f"{way.__name__} {honour.code}"] = [*found.outcome.tolist(), *found.held.tolist()]
    return judged


def test_both_ways_say_the_same(people: list[int]) -> None:
    """Neighbours are asked for as a range, one in seven by their ids; nobody was graded in 2026."""
    for year, step in ((2024, 1), (2024, 7), (2022, 1), (2016, 7), (2026, 1)):
        ids = people[::step]
        packed, built = all_at_once(ids, year), one_by_one(ids, year)
        assert told(packed) == told(built)
        for on in (date(2023, 12, 15), date(2024, 12, 15), date(2025, 12, 15)):
            assert outcomes(packed, on) == outcomes(built, on)


def test_nobody_at_all() -> None:
    with packing() as cursor:
        assert person_ids(cursor).tolist() == []
        assert len(PersonPacker(cursor, 2024, RANKED).cohort(cursor, person_ids(cursor))) == 0


def test_people_of_a_unit_and_what_is_below_it(people: list[int]) -> None:
    (other,) = units(("KHAC", "Sở Khác", ""))
    Post.objects.filter(person_id__in=people[:5]).update(unit=other)
    commune = OrgUnit.objects.get(level="commune")
    with packing() as cursor:
        assert person_ids(cursor, [other.id]).tolist() == people[:5]
        below = person_ids(cursor, descendant_ids([commune.id])).tolist()
    assert below == [i for i in people[5:] if i != people[40]]
