"""Grades over several years at one below, at and above every number and edge."""

from __future__ import annotations

from dataclasses import replace

import pytest
from asking import check_table, law_table
from complete import (
    CERTIFICATE_BY_GRADES,
    CERTIFICATE_OF_COLLECTIVE,
    OLD_DAY,
    OLD_PRIME_MINISTER,
    PRIME_MINISTER,
    SECOND_CLASS,
    THIRD_CLASS,
    grades,
)

from thidua.lawbook import SubjectFacts
from thidua.lawbook.checks.grades import GradeChain, GradedYears
from thidua.lawbook.checks.person import RatedAtLeast
from thidua.lawbook.facts import GRADES, Grade

FIVE = range(2020, 2025)


def rated(ratings: dict[int, Grade] | None) -> SubjectFacts:
    return SubjectFacts(ratings=ratings)


def without(ratings: dict[int, Grade], *years: int) -> SubjectFacts:
    return rated({year: grade for year, grade in ratings.items() if year not in years})


@pytest.mark.parametrize("wanted", GRADES)
def test_the_grade_of_the_year(wanted: Grade) -> None:
    rows = [
        (rated({2024: grade}), "met" if GRADES.index(grade) >= GRADES.index(wanted) else "not_met")
        for grade in GRADES
    ]
    unknown = [rated(None), rated({}), rated({2023: "excellent"}), rated({2025: "excellent"})]
    check_table(RatedAtLeast(wanted), 2024, [*rows, *((one, "to_attest") for one in unknown)])


def test_a_grade_on_record_decides_only_where_grades_are_kept() -> None:
    check_table(
        RatedAtLeast("good", if_graded=True),
        2023,
        [
            (rated(None), "silent"),
            (rated({}), "to_attest"),
            (rated({2022: "good"}), "to_attest"),
            (rated({2023: "completed"}), "not_met"),
            (rated({2023: "good"}), "met"),
        ],
    )


def test_a_chain_of_grades() -> None:
    good = grades(FIVE)
    check_table(
        GradeChain("good", 5),
        2024,
        [
            (rated(None), "to_attest"),
            (rated(good), "met"),
            (rated(grades(range(2019, 2025))), "met"),
            (rated(grades(FIVE, y2022="excellent")), "met"),
            (rated(grades(FIVE, y2020="completed")), "not_met"),
            (rated(grades(FIVE, y2024="completed")), "not_met"),
            (rated(grades(FIVE, y2019="not_completed")), "met"),
            (rated(grades(FIVE, y2025="not_completed")), "met"),
            # A year that is not on record is open, but not beside one that is below.
            (without(good, 2020), "to_attest"),
            (without(good, 2024), "to_attest"),
            (without(grades(FIVE, y2021="completed"), 2020), "not_met"),
            (rated(grades(range(2019, 2024))), "to_attest"),
        ],
    )


@pytest.mark.parametrize("grade", GRADES)
def test_any_grade_on_record_is_at_least_the_lowest(grade: Grade) -> None:
    check_table(
        GradeChain("not_completed", 2),
        2024,
        [(rated({2023: grade, 2024: grade}), "met"), (rated({2024: grade}), "to_attest")],
    )


def test_years_of_a_grade_within_the_window() -> None:
    def excellent(*years: int, of: range = FIVE) -> dict[int, Grade]:
        return grades(of) | dict.fromkeys(years, "excellent")

    check_table(
        GradedYears("excellent", 2, 5),
        2024,
        [
            (rated(None), "to_attest"),
            (rated(excellent()), "not_met"),
            (rated(excellent(2022)), "not_met"),
            (rated(excellent(2020, 2024)), "met"),
            (rated(excellent(2020, 2022, 2024)), "met"),
            (rated(excellent(2019, 2024)), "not_met"),
            (rated(excellent(2024, 2025)), "not_met"),
            # Open years count only as far as they could make the number.
            (without(excellent(2022), 2020), "to_attest"),
            (without(excellent(), 2020), "not_met"),
            (without(excellent(), 2020, 2021), "to_attest"),
            (without(excellent(2023, 2024), 2020, 2021, 2022), "met"),
        ],
    )


@pytest.mark.parametrize(
    ("code", "base", "years", "least"),
    [
        ("bk_bo_tinh", CERTIFICATE_BY_GRADES, 2, "excellent"),
        ("bk_bo_tinh", CERTIFICATE_OF_COLLECTIVE, 2, "excellent"),
        ("bk_ttg", PRIME_MINISTER, 5, "good"),
        ("hcld_3", THIRD_CLASS, 5, "good"),
        ("hcld_2", SECOND_CLASS, 5, "good"),
    ],
)
def test_the_chain_of_grades_of_each_honour(code: str, base: SubjectFacts, years: int, least: Grade) -> None:
    below = GRADES[GRADES.index(least) - 1]
    first = 2025 - years + 1
    known = dict(base.ratings or {})

    def graded(year: int, grade: Grade | None) -> SubjectFacts:
        others = {of: one for of, one in known.items() if of != year}
        return replace(base, ratings=others | ({year: grade} if grade else {}))

    law_table(
        code,
        2025,
        [
            (graded(first - 1, below), "met"),
            (graded(first, below), "not_met rating_chain"),
            (graded(first + 1, below), "not_met rating_chain"),
            (graded(2025, below), "not_met rating_chain"),
            (graded(first, None), "to_attest"),
            (graded(first - 1, None), "met"),
            (base, "met"),
        ],
    )


@pytest.mark.parametrize(
    ("code", "base", "needed"), [("hcld_3", THIRD_CLASS, 1), ("hcld_2", SECOND_CLASS, 2)]
)
def test_excellent_years_of_the_orders(code: str, base: SubjectFacts, needed: int) -> None:
    def excellent(count: int, *unknown: int) -> SubjectFacts:
        made = grades(range(2021, 2026)) | dict.fromkeys(range(2021, 2021 + count), "excellent")
        return replace(base, ratings={year: one for year, one in made.items() if year not in unknown})

    law_table(
        code,
        2025,
        [
            (excellent(needed - 1), "not_met excellent_years"),
            (excellent(needed), "met"),
            (excellent(needed + 1), "met"),
            (excellent(needed - 1, 2025), "to_attest"),
        ],
    )


def test_five_excellent_years_of_the_old_law() -> None:
    def graded(**others: Grade) -> SubjectFacts:
        return replace(OLD_PRIME_MINISTER, ratings=grades(range(2015, 2020), "excellent", **others))

    law_table(
        "bk_ttg",
        2019,
        [
            (graded(y2014="completed"), "met"),
            (graded(y2015="good"), "not_met rating_chain"),
            (graded(y2019="good"), "not_met rating_chain"),
        ],
        OLD_DAY,
    )
