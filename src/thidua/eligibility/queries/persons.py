"""Facts of persons for one review year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import cast

from django.db.models import F

from thidua.eligibility.models import Attestation
from thidua.eligibility.queries.holds import pending_of_persons
from thidua.honours.models import Award
from thidua.initiatives.models import InitiativeAuthor
from thidua.lawbook.facts import (
    DisciplineFact,
    GivenHonour,
    Grade,
    InitiativeFact,
    PositionFact,
    SubjectFacts,
)
from thidua.lawbook.years import OLDEST
from thidua.movements.models import EmulationRegistration, Season
from thidua.registry.enums import DisciplineKind
from thidua.registry.models import Discipline, LeadingPost, PerformanceRating, Person

# Of an honour given twice for one year, the line that counts the later years speaks, then the later decision.
_LEDGER_ORDER = ("year", F("counted_from").asc(nulls_first=True), "decided_on", "id")


def months_worked(started_on: date | None, year: int) -> int | None:
    """Whole months at work in the year, of 12; None when the first day at work is not on record.

    The month of the first day counts from that day: from 15/02 to 31/12 are ten whole months.
    """
    if started_on is None:
        return None
    if started_on.year < year:
        return 12
    if started_on.year > year:
        return 0
    return 12 - started_on.month + (1 if started_on.day == 1 else 0)


def group_in(person: Person, year: int) -> str | None:
    """Whom the law counts the person among at the end of the year; None while nobody recorded it."""
    if person.group_from is not None and person.group_from.year > year:
        return None
    return person.group or None


def person_facts(
    season: Season, persons: Sequence[Person], *, honour: str, nominated: Collection[int]
) -> list[SubjectFacts]:
    """Facts of each person in the given order. Findings that cover every nominee hold for `nominated` ids."""
    attested, papers = findings(season, honour)
    facts = facts_on_record(season.review_year, persons)
    if not attested:
        return facts
    return [
        replace(one, attested=attested, papers=papers) if person.id in nominated else one
        for person, one in zip(persons, facts, strict=True)
    ]


def facts_on_record(year: int, persons: Sequence[Person]) -> list[SubjectFacts]:
    """What the registers and the ledger hold of each person for a review year; nobody's findings."""
    ids = [p.id for p in persons]
    ratings, kept = _ratings(ids, year), grades_are_kept(year)
    disciplines, honours, initiatives = _disciplines(ids), _honours(ids, year), _initiatives(ids)
    pending, positions = pending_of_persons(ids), _positions(ids)
    units = [_unit_of(person) for person in persons]
    registered = registered_units(year, among={unit for unit in units if unit is not None})
    return [
        SubjectFacts(
            kind="person",
            group=group_in(person, year),
            sex=person.sex or None,
            born_on=person.born_on,
            ratings=ratings.get(person.id, {}) if kept else None,
            honours=tuple(honours.get(person.id, ())),
            initiatives=tuple(initiatives.get(person.id, ())),
            disciplines=tuple(disciplines.get(person.id, ())),
            pending=pending.get(person.id),
            months_worked=months_worked(person.started_on, year),
            recruit=person.started_on.year == year if person.started_on else None,
            registered=True if unit in registered else None,
            positions=tuple(positions.get(person.id, ())),
        )
        for person, unit in zip(persons, units, strict=True)
    ]


def findings(season: Season, honour: str) -> tuple[dict[str, bool], dict[str, str]]:
    """What was found for every nominee of the honour, and by whom with which paper."""
    covering = Attestation.objects.filter(
        season=season, honours__contains=[honour], person__isnull=True, unit__isnull=True
    )
    rows = list(covering)
    return {a.criterion: a.found for a in rows}, {a.criterion: f"{a.by}; {a.paper}" for a in rows}


def _unit_of(person: Person) -> int | None:
    return next((p.unit_id for p in person.posts.all() if p.until_on is None), None)


def registered_units(year: int, among: Collection[int] | None = None) -> set[int]:
    """Units that registered for the year, all of them or those `among` the given ids."""
    found = EmulationRegistration.objects.filter(year=year)
    if among is not None:
        found = found.filter(unit_id__in=among)
    return set(found.values_list("unit_id", flat=True))


def grades_are_kept(year: int) -> bool:
    """Whether grades of the year are on record at all. Where they are, a missing one is unknown and asked;
    where none is kept, the unit's finding stands alone."""
    return PerformanceRating.objects.filter(person__isnull=False, year=year).exists()


def _ratings(ids: Sequence[int], year: int) -> dict[int, dict[int, Grade]]:
    found: dict[int, dict[int, Grade]] = defaultdict(dict)
    rows = PerformanceRating.objects.filter(person_id__in=ids, year__gt=year - OLDEST, year__lte=year)
    for person_id, rated, grade in rows.values_list("person_id", "year", "grade"):
        if person_id is not None:
            found[person_id][rated] = cast(Grade, grade)
    return found


def _disciplines(ids: Sequence[int]) -> Mapping[int, list[DisciplineFact]]:
    found: dict[int, list[DisciplineFact]] = defaultdict(list)
    for d in Discipline.objects.filter(person_id__in=ids).order_by("from_on"):
        # An end that is not on record cannot be taken to lie in the past.
        until = d.until_on or date.max
        label = f"{DisciplineKind(d.kind).label} {d.number}".strip()
        found[d.person_id].append(DisciplineFact(d.kind, d.from_on, until, evidence=label))
    return found


def _positions(ids: Sequence[int]) -> Mapping[int, list[PositionFact]]:
    """Leading posts; the register names the last day of one, the law book the day after."""
    found: dict[int, list[PositionFact]] = defaultdict(list)
    for p in LeadingPost.objects.filter(person_id__in=ids).order_by("from_on", "id"):
        until = p.until_on + timedelta(days=1) if p.until_on else None
        found[p.person_id].append(PositionFact(p.kind, p.from_on, until, evidence=p.paper))
    return found


def _honours(ids: Sequence[int], year: int) -> Mapping[int, list[GivenHonour]]:
    found: dict[int, list[GivenHonour]] = defaultdict(list)
    for a in Award.objects.filter(person_id__in=ids, year__lte=year).order_by(*_LEDGER_ORDER):
        if a.person_id is not None:
            found[a.person_id].append(given(a))
    return found


def given(award: Award) -> GivenHonour:
    """A line of the ledger as the law book takes it."""
    counted: tuple[int, ...] = ()
    if award.counted_from is not None and award.counted_until is not None:
        counted = tuple(range(award.counted_from, award.counted_until + 1))
    return GivenHonour(
        award.honour,
        award.year,
        decided_on=award.decided_on,
        counted_years=counted,
        revoked=award.revoked_on is not None,
        ground=award.ground,  # type: ignore[arg-type]
        evidence=award.decision_number,
    )


def _initiatives(ids: Sequence[int]) -> Mapping[int, list[InitiativeFact]]:
    found: dict[int, list[InitiativeFact]] = defaultdict(list)
    rows = InitiativeAuthor.objects.filter(person_id__in=ids).select_related("initiative")
    for row in rows:
        i = row.initiative
        found[row.person_id].append(
            InitiativeFact(
                year=i.year,
                scope=i.scope,  # type: ignore[arg-type]
                recognised=i.recognised,
                applied=i.applied,
                replicable=i.replicable,
                kind=i.kind,  # type: ignore[arg-type]
                evidence=f"{i.code}, {i.decision_number}".strip(", "),
            )
        )
    return found
