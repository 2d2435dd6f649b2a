"""Facts of collectives for one review year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Q

from thidua.eligibility.queries.persons import findings
from thidua.lawbook.facts import MemberFacts, SubjectFacts
from thidua.movements.models import Season
from thidua.registry.enums import DisciplineKind, Grade
from thidua.registry.models import Discipline, OrgUnit, PerformanceRating, Post

_WARNING_OR_MORE = (DisciplineKind.WARNING, DisciplineKind.DEMOTION, DisciplineKind.DISMISSAL)


def members_of(unit: OrgUnit, year: int) -> list[int]:
    """Ids of the persons whose unit of record it was at the end of the year."""
    last = date(year, 12, 31)
    posts = Post.objects.filter(unit=unit).filter(
        Q(from_on__isnull=True) | Q(from_on__lte=last), Q(until_on__isnull=True) | Q(until_on__gte=last)
    )
    return list(posts.values_list("person_id", flat=True))


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
    return [
        SubjectFacts(
            kind="collective",
            ratings=ratings.get(unit.id),  # type: ignore[arg-type]
            members=_members(unit, year, reached_ldtt.get(unit.id), fighters.get(unit.id)),
            attested=attested,
            papers=papers,
        )
        for unit in units
    ]


def _members(unit: OrgUnit, year: int, ldtt: int | None, fighters: int | None) -> MemberFacts:
    """Counts over the register; a unit without members on record is unknown in every count."""
    ids = members_of(unit, year)
    if not ids:
        return MemberFacts()
    graded = PerformanceRating.objects.filter(person_id__in=ids, year=year)
    completed = graded.exclude(grade=Grade.NOT_COMPLETED).count()
    in_force = Discipline.objects.filter(
        person_id__in=ids, kind__in=_WARNING_OR_MORE, from_on__lte=date(year, 12, 31)
    ).filter(Q(until_on__isnull=True) | Q(until_on__gte=date(year, 1, 1)))
    return MemberFacts(
        count=len(ids),
        completed=completed if graded.count() == len(ids) else None,
        ldtt=ldtt,
        cstd_co_so=fighters,
        disciplined_warning_or_more=in_force.values("person_id").distinct().count(),
    )
