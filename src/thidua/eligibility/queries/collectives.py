"""Facts of collectives for one review year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Q

from thidua.eligibility.queries.holds import pending_of_units
from thidua.eligibility.queries.persons import findings
from thidua.lawbook.facts import MemberFacts, SubjectFacts
from thidua.movements.models import Season
from thidua.registry.enums import DisciplineKind, Grade
from thidua.registry.models import Discipline, OrgUnit, PerformanceRating, Post
from thidua.registry.queries.units import is_household

_WARNING_OR_MORE = (DisciplineKind.WARNING, DisciplineKind.DEMOTION, DisciplineKind.DISMISSAL)


def members_by_unit(units: Sequence[OrgUnit], year: int) -> dict[int, set[int]]:
    """Ids of the persons whose unit of record each was at the end of the year."""
    last = date(year, 12, 31)
    posts = Post.objects.filter(unit__in=units).filter(
        Q(from_on__isnull=True) | Q(from_on__lte=last), Q(until_on__isnull=True) | Q(until_on__gte=last)
    )
    found: dict[int, set[int]] = {unit.id: set() for unit in units}
    for unit_id, person_id in posts.values_list("unit_id", "person_id"):
        found[unit_id].add(person_id)
    return found


def collective_facts(
    season: Season,
    units: Sequence[OrgUnit],
    *,
    honour: str,
    reached_ldtt: Mapping[int, int],
    fighters: Mapping[int, int],
) -> list[SubjectFacts]:
    """Facts of each unit in the given order.

    `reached_ldtt` and `fighters` count, by unit id, the members who reach the LĐTT standard and those who
    qualify as grassroots fighters this season.
    """
    year = season.review_year
    attested, papers = findings(season, honour)
    grades = PerformanceRating.objects.filter(unit__in=units, year__lte=year)
    ratings: dict[int, dict[int, str]] = {}
    for unit_id, rated, grade in grades.values_list("unit_id", "year", "grade"):
        if unit_id is not None:
            ratings.setdefault(unit_id, {})[rated] = grade
    pending = pending_of_units([unit.id for unit in units])
    members = members_by_unit(units, year)
    persons = set().union(*members.values()) if members else set()
    graded, warned = _graded(persons, year), _warned(persons, year)
    return [
        SubjectFacts(
            kind="household" if is_household(unit) else "collective",
            ratings=ratings.get(unit.id),  # type: ignore[arg-type]
            members=_members(
                members[unit.id],
                graded,
                warned,
                reached_ldtt.get(unit.id),
                # A unit whose list was judged and has no fighter has none; without a list it is unknown.
                fighters.get(unit.id, 0) if unit.id in reached_ldtt else None,
            ),
            pending=pending.get(unit.id),
            attested=attested,
            papers=papers,
        )
        for unit in units
    ]


def _graded(persons: set[int], year: int) -> dict[int, str]:
    """Grade of the year by person, of those who have one on record."""
    rows = PerformanceRating.objects.filter(person_id__in=persons, year=year)
    return {person: grade for person, grade in rows.values_list("person_id", "grade") if person is not None}


def _warned(persons: set[int], year: int) -> set[int]:
    """Persons under warning or heavier on any day of the year."""
    in_force = Discipline.objects.filter(
        person_id__in=persons, kind__in=_WARNING_OR_MORE, from_on__lte=date(year, 12, 31)
    ).filter(Q(until_on__isnull=True) | Q(until_on__gte=date(year, 1, 1)))
    return set(in_force.values_list("person_id", flat=True))


def _members(
    ids: set[int], graded: Mapping[int, str], warned: set[int], ldtt: int | None, fighters: int | None
) -> MemberFacts:
    """Counts over the register; a unit without members on record is unknown in every count."""
    if not ids:
        return MemberFacts()
    grades = [graded[i] for i in ids if i in graded]
    completed = sum(grade != Grade.NOT_COMPLETED for grade in grades)
    return MemberFacts(
        count=len(ids),
        completed=completed if len(grades) == len(ids) else None,
        ldtt=ldtt,
        cstd_co_so=fighters,
        disciplined_warning_or_more=len(ids & warned),
    )
