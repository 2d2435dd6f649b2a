"""Huân chương Lao động."""

from __future__ import annotations

from datetime import date

from oracle.answers import OPEN, Answer, any_of, every, found
from oracle.certificates import for_workers
from oracle.devotion import HCLD_1, HCLD_3, devotion
from oracle.general import (
    DECREE_152,
    LAW_2022,
    LINE,
    after_discipline,
    consecutive_grades,
    excellent_years,
    prior_form,
    title_count,
    used_years,
    window,
)
from thidua.lawbook import SubjectFacts


def merit(facts: SubjectFacts, year: int, prior: str, excellent: int, title: str, times: int) -> Answer:
    """Five years after the form before, each graded good, some excellent, with titles among them."""
    years = window(year, 5)
    return every(
        prior_form(facts, prior),
        used_years(facts, LINE[LINE.index(prior) :], years),
        after_discipline(facts, year, years),
        consecutive_grades(facts, "good", years),
        excellent_years(facts, excellent, years),
        title_count(facts, title, times, years),
    )


def not_by_devotion(facts: SubjectFacts, *grounds_read: Answer) -> Answer:
    grounds = [found(facts.attested, one) for one in ("exploit", "invention", "contribution")]
    return every(found(facts.attested, "exemplary"), any_of(*grounds_read, *grounds))


def hcld_3(facts: SubjectFacts, year: int, on: date) -> Answer:
    if on < LAW_2022 or facts.kind != "person":
        return OPEN
    by_merit = merit(facts, year, "bk_ttg", 1, "cstd_co_so", 3)
    other = not_by_devotion(facts, by_merit, *for_workers(facts, "movement_result"))
    if not facts.positions:
        return other
    # The bands were read in Decree 152 alone.
    by_devotion = devotion(facts, HCLD_3, on) if on >= DECREE_152 else OPEN
    return any_of(other, by_devotion)


def hcld_2(facts: SubjectFacts, year: int, on: date) -> Answer:
    if on < LAW_2022 or facts.kind != "person":
        return OPEN
    other = not_by_devotion(facts, merit(facts, year, "hcld_3", 2, "cstd_bo_tinh", 1))
    return any_of(other, OPEN) if facts.positions else other  # no band is known


def hcld_1(facts: SubjectFacts, year: int, on: date) -> Answer:
    """The article was not read: only the bands of Decree 98 can decide, and only in favour."""
    if LAW_2022 <= on < DECREE_152 and facts.kind == "person" and facts.positions:
        return any_of(OPEN, devotion(facts, HCLD_1, on))
    return OPEN
