"""Giấy khen, kỷ niệm chương, bằng khen."""

from __future__ import annotations

from datetime import date

from oracle.answers import OPEN, Answer, any_of, every, found, holds
from oracle.general import (
    LAW_2022,
    LINE,
    after_discipline,
    consecutive_grades,
    consecutive_titles,
    prior_form,
    title_count,
    used_years,
    window,
)
from thidua.lawbook import SubjectFacts

OTHER_GROUNDS = ("movement_result", "exploit", "contribution")


def of_local_standard(facts: SubjectFacts, year: int, on: date) -> Answer:
    return OPEN if on < LAW_2022 else found(facts.attested, "local_standard")


def other_grounds(facts: SubjectFacts) -> list[Answer]:
    return [found(facts.attested, one) for one in OTHER_GROUNDS]


def for_workers(facts: SubjectFacts, finding: str) -> list[Answer]:
    """A ground for workers and farmers alone; who may be one is left open."""
    answer = found(facts.attested, finding)
    if facts.group == "worker_farmer":
        return [answer]
    return [every(answer, OPEN)] if facts.group is None else []


def initiative_count(facts: SubjectFacts, wanted: int, years: list[int], applied: bool) -> Answer:
    if facts.initiatives is None:
        return OPEN
    sure = perhaps = 0
    for item in facts.initiatives:
        flags = (item.recognised, item.applied) if applied else (item.recognised,)
        if item.year in years and False not in flags:
            sure += None not in flags
            perhaps += None in flags
    if sure < wanted <= sure + perhaps:
        return OPEN
    return holds(sure >= wanted, "initiative")


def bk_bo_tinh(facts: SubjectFacts, year: int, on: date) -> Answer:
    if on < LAW_2022:
        return OPEN
    if facts.kind == "household":
        return every(found(facts.attested, "exemplary"), found(facts.attested, "household_contribution"))
    years = window(year, 2)
    free = used_years(facts, LINE, years)
    excellent = consecutive_grades(facts, "excellent", years)
    if facts.kind == "collective":
        either = any_of(excellent, *(consecutive_titles(facts, title, years) for title in ("ttldxs", "dvqt")))
        merit = every(either, found(facts.attested, "democracy_and_care"), free)
        return any_of(merit, *other_grounds(facts))
    free = every(free, after_discipline(facts, year, years))
    titles = every(consecutive_titles(facts, "cstd_co_so", years), free)
    grades = every(excellent, initiative_count(facts, 2, years, applied=True), free)
    grounds = [titles, grades, *other_grounds(facts), *for_workers(facts, "local_influence")]
    return every(found(facts.attested, "exemplary"), any_of(*grounds))


def bk_ttg(facts: SubjectFacts, year: int, on: date) -> Answer:
    if facts.kind != "person":
        return OPEN  # the clauses for collectives and households were not read
    years = window(year, 5)
    merit = [
        prior_form(facts, "bk_bo_tinh"),
        used_years(facts, LINE[1:], years),
        after_discipline(facts, year, years),
    ]
    if on < LAW_2022:
        merit += [
            consecutive_grades(facts, "excellent", years),
            initiative_count(facts, 5, years, applied=False),
        ]
        # The other grounds of that law were not read.
        return any_of(every(*merit), every(any_of(*other_grounds(facts)), OPEN))
    merit += [consecutive_grades(facts, "good", years), title_count(facts, "cstd_co_so", 3, years)]
    others = [*other_grounds(facts), *for_workers(facts, "local_influence")]
    return every(found(facts.attested, "exemplary"), any_of(every(*merit), *others))
