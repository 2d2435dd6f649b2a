"""The facts of one person for one honour and year, as a dossier of that year would be judged by them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

from thidua.eligibility.queries.persons import facts_on_record, person_facts
from thidua.lawbook.facts import Grade, SubjectFacts
from thidua.lawbook.forecast import dossier_day
from thidua.movements.models import Season
from thidua.registry.models import Person


def season_of(year: int) -> Season | None:
    """The season that reviews the year; the newest of several."""
    return Season.objects.filter(review_year=year).order_by("-id").first()


def day_of_dossiers(year: int) -> date:
    """The day whose law a dossier on the year follows: the last of the season, else soon after the year."""
    season = season_of(year)
    return season.received_until if season else dossier_day(year)


def facts_of(person: Person, honour: str, year: int) -> SubjectFacts:
    """What is on record; findings that cover the season's nominees, when the person is one for the honour.

    Before the grades of the year come in those of the years before it count, the year itself is unknown.
    """
    season = season_of(year)
    if season is None or not person.nominations.filter(season=season, honour=honour).exists():
        facts = facts_on_record(year, [person])[0]
    else:
        facts = person_facts(season, [person], honour=honour, nominated={person.pk})[0]
    return facts if facts.ratings is not None else replace(facts, ratings=_earlier_grades(person, year))


def _earlier_grades(person: Person, year: int) -> dict[int, Grade] | None:
    rows = person.ratings.filter(year__lte=year).values_list("year", "grade")
    return {rated: cast(Grade, grade) for rated, grade in rows} or None
