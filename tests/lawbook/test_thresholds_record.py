"""Discipline to the day, open processes, registration, findings, groups: each edge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from asking import check_table, law_table
from complete import (
    CERTIFICATE_BY_GRADES,
    CERTIFICATE_BY_TITLES,
    OLD_DAY,
    OLD_PRIME_MINISTER,
    PRIME_MINISTER,
    SECOND_CLASS,
    THIRD_CLASS,
)

from thidua.lawbook import DisciplineFact, SubjectFacts
from thidua.lawbook.checks.person import Attested, InGroup
from thidua.lawbook.checks.record import (
    ClearOfDiscipline,
    NeverDisciplined,
    NoDisciplineInYear,
    NothingPending,
    Registered,
)
from thidua.lawbook.facts import GROUPS


def under(*spans: tuple[date, date]) -> SubjectFacts:
    return SubjectFacts(disciplines=tuple(DisciplineFact("reprimand", *span) for span in spans))


def until(day: date) -> SubjectFacts:
    return under((date(2023, 1, 1), day))


def test_a_discipline_inside_the_review_year() -> None:
    rows = [
        (SubjectFacts(), "silent", "silent"),
        (until(date(2024, 12, 30)), "met", "met"),
        (until(date(2024, 12, 31)), "met", "met"),
        (until(date(2025, 1, 1)), "not_met", "to_attest"),
        (until(date(2025, 12, 30)), "not_met", "to_attest"),
        (until(date(2025, 12, 31)), "not_met", "not_met"),
        (until(date(2026, 1, 1)), "not_met", "not_met"),
        (until(date.max), "not_met", "not_met"),
        (under((date(2025, 12, 31), date(2026, 12, 31))), "not_met", "not_met"),
        (under((date(2026, 1, 1), date(2027, 1, 1))), "met", "met"),
        (under((date(2025, 3, 1), date(2025, 4, 1))), "not_met", "to_attest"),
        # The heavier of two decides, in whatever order they stand.
        (
            under((date(2025, 3, 1), date(2025, 4, 1)), (date(2025, 6, 1), date(2026, 6, 1))),
            "not_met",
            "not_met",
        ),
        (
            under((date(2025, 6, 1), date(2026, 6, 1)), (date(2025, 3, 1), date(2025, 4, 1))),
            "not_met",
            "not_met",
        ),
    ]
    check_table(NoDisciplineInYear("not_met"), 2025, [(facts, word) for facts, word, _ in rows])
    check_table(NoDisciplineInYear("to_attest"), 2025, [(facts, word) for facts, _, word in rows])


def test_achievement_counts_from_the_end_of_a_discipline() -> None:
    check_table(
        ClearOfDiscipline(3),
        2025,
        [
            (SubjectFacts(), "silent"),
            (until(date(2022, 12, 30)), "silent"),
            (until(date(2022, 12, 31)), "silent"),
            (until(date(2023, 1, 1)), "to_attest"),
            (until(date(2023, 12, 30)), "to_attest"),
            (until(date(2023, 12, 31)), "not_met"),
            (until(date(2024, 1, 1)), "not_met"),
            (under((date(2025, 12, 31), date(2026, 12, 31))), "not_met"),
            (under((date(2026, 1, 1), date(2027, 1, 1))), "silent"),
            (until(date.max), "not_met"),
            (under((date(2020, 1, 1), date(2020, 6, 1)), (date(2022, 6, 1), date(2023, 6, 1))), "to_attest"),
            (under((date(2023, 1, 1), date(2023, 12, 31)), (date(2020, 1, 1), date(2020, 6, 1))), "not_met"),
        ],
    )


@pytest.mark.parametrize(
    ("code", "base", "first"),
    [
        ("bk_bo_tinh", CERTIFICATE_BY_TITLES, 2024),
        ("bk_bo_tinh", CERTIFICATE_BY_GRADES, 2024),
        ("bk_ttg", PRIME_MINISTER, 2021),
        ("hcld_3", THIRD_CLASS, 2021),
        ("hcld_2", SECOND_CLASS, 2021),
    ],
)
def test_the_years_of_each_form_begin_after_the_discipline(code: str, base: SubjectFacts, first: int) -> None:
    def ended(day: date) -> SubjectFacts:
        return replace(base, disciplines=(DisciplineFact("warning", date(2019, 1, 1), day),))

    law_table(
        code,
        2025,
        [
            (ended(date(first - 1, 12, 31)), "met"),
            (ended(date(first, 1, 1)), "to_attest"),
            (ended(date(first, 12, 30)), "to_attest"),
            (ended(date(first, 12, 31)), "not_met discipline"),
        ],
    )


def test_the_years_of_the_old_law_begin_after_the_discipline() -> None:
    def ended(day: date) -> SubjectFacts:
        return replace(OLD_PRIME_MINISTER, disciplines=(DisciplineFact("warning", date(2013, 1, 1), day),))

    rows = [(ended(date(2014, 12, 31)), "met"), (ended(date(2015, 12, 31)), "not_met discipline")]
    law_table("bk_ttg", 2019, rows, OLD_DAY)


def test_never_disciplined() -> None:
    rows = [(SubjectFacts(), "met"), (until(date(2023, 2, 1)), "not_met")]
    check_table(NeverDisciplined(), 2025, rows)


def test_an_open_process() -> None:
    rows = [
        (SubjectFacts(), "silent"),
        (SubjectFacts(pending=()), "met"),
        (SubjectFacts(pending=("inspection",)), "not_met"),
        (SubjectFacts(pending=("inspection", "denunciation")), "not_met"),
    ]
    check_table(NothingPending(), 2025, rows)


def test_a_registration() -> None:
    rows = [(None, "silent"), (True, "met"), (False, "not_met")]
    check_table(Registered(), 2025, [(SubjectFacts(registered=told), word) for told, word in rows])


def test_a_finding() -> None:
    rows = [
        ({}, "to_attest"),
        ({"solidarity": True}, "to_attest"),
        ({"outstanding": False}, "not_met"),
        ({"outstanding": True}, "met"),
    ]
    check_table(Attested("outstanding"), 2025, [(SubjectFacts(attested=found), word) for found, word in rows])


def test_the_group_an_alternative_is_written_for() -> None:
    staff = ("official", "employee")
    rows = [(SubjectFacts(group=group), "met" if group in staff else "not_met") for group in GROUPS]
    check_table(InGroup(staff), 2025, [*rows, (SubjectFacts(group=None), "to_attest")])
