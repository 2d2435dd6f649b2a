"""The facts of one person for one honour and year, as a dossier of that year would be judged by them."""

from __future__ import annotations

from datetime import date

from thidua.eligibility.queries.persons import facts_on_record, person_facts
from thidua.lawbook.facts import SubjectFacts
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
    """What is on record; findings that cover the season's nominees, when the person is one for the honour."""
    season = season_of(year)
    if season is None or not person.nominations.filter(season=season, honour=honour).exists():
        return facts_on_record(year, [person])[0]
    return person_facts(season, [person], honour=honour, nominated={person.pk})[0]
