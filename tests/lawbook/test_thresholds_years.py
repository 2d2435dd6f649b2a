"""Years as bits, and the arrays facts are packed into, at their ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from complete import given, grades, work

from thidua.lawbook import Cohort, DisciplineFact, GivenHonour, LeaveFact, MemberFacts, SubjectFacts
from thidua.lawbook.packing import NEVER, used_up
from thidua.lawbook.years import OLDEST, bit, count, latest_age, listed, whole, window


def years(*bits: int) -> np.ndarray:
    return np.array(bits, np.uint32)


@pytest.mark.parametrize(
    ("year", "place"), [(2026, None), (2025, 0), (2024, 1), (1995, 30), (1994, 31), (1993, 31), (1900, 31)]
)
def test_the_bit_of_a_year(year: int, place: int | None) -> None:
    assert bit(2025, year) == (0 if place is None else 1 << place)


@pytest.mark.parametrize(("length", "bits"), [(1, 1), (2, 3), (5, 31), (OLDEST, 2**31 - 1)])
def test_a_window(length: int, bits: int) -> None:
    assert window(length) == bits


@pytest.mark.parametrize("length", [0, -1, OLDEST + 1])
def test_a_window_has_an_end(length: int) -> None:
    with pytest.raises(ValueError, match=f"1 to 31 years, got {length}"):
        window(length)


def test_sets_of_years() -> None:
    held = years(0, 0b1, 0b11, 0b101, 0b111, 1 << 31)
    assert whole(held, window(2)).tolist() == [False, False, True, False, True, False]
    assert count(held, window(2)).tolist() == [0, 1, 2, 1, 2, 0]
    assert latest_age(held).tolist() == [-1, 0, 0, 0, 0, 31]
    assert latest_age(years(0b10, 0b1100, 2**32 - 2)).tolist() == [1, 2, 1]
    assert listed(2025, 0b1011, 0b111) == [2024, 2025]


@pytest.mark.parametrize(
    ("award", "closed"),
    [
        (GivenHonour("x", 2023), (2023, 0)),
        (GivenHonour("x", 2023, date(2024, 1, 20)), (2023, 2024)),
        (GivenHonour("x", 2023, date(2024, 12, 30)), (2023, 2024)),
        (GivenHonour("x", 2023, date(2024, 12, 31)), (2024, 0)),
        (GivenHonour("x", 2023, date(2024, 12, 31), (2022, 2021)), (2022, 0)),
    ],
)
def test_the_years_an_award_uses_up(award: GivenHonour, closed: tuple[int, int]) -> None:
    assert used_up(award) == closed


def test_what_is_unknown_is_minus_one_and_what_is_absent_is_none() -> None:
    cohort = Cohort.build(2025, [SubjectFacts()])
    numbers = (cohort.months, cohort.old_unit_months, cohort.cluster_rank, *cohort.members.values())
    answers = (cohort.group, cohort.pending, cohort.recruit, cohort.old_unit_comment, cohort.registered)
    assert {int(array[0]) for array in (*numbers, *answers)} == {-1}
    assert (cohort.leave.tolist(), cohort.dissolved.tolist()) == ([[0, 0, 0]], [NEVER])
    assert [int(of[0]) for of in (cohort.discipline, cohort.discipline_closed, cohort.discipline_partly)] == [
        0
    ] * 3
    assert not (cohort.grades_kept | cohort.honours_known | cohort.works_known | cohort.rewarded).any()


def test_each_array_holds_its_fact() -> None:
    measures = [(date(2025, 2, 1), date(2025, 3, 1)), (date(2025, 2, 1), date(2025, 12, 31))]
    plain = SubjectFacts(
        group="employee",
        ratings=grades((2024,), "excellent", y2025="completed"),
        honours=(*given("ldtt", 2024), *given("ldtt", 2025, revoked=True)),
        initiatives=work(2025, replicable=None, applied=False),
        pending=(),
        months_worked=7,
        recruit=True,
        leave=(LeaveFact("injury", 2), LeaveFact("injury", 1)),
        registered=False,
        members=MemberFacts(count=3),
        dissolved_on=date(2025, 1, 1),
    )
    people = [plain, *(replace(plain, disciplines=(DisciplineFact("warning", *one),)) for one in measures)]
    cohort = Cohort.build(2025, people)
    assert cohort.discipline.tolist() == [0, 1, 2]
    assert cohort.discipline_closed.tolist() == [0, 2024, 2025]
    assert cohort.discipline_partly.tolist() == [0, 2025, 0]
    assert cohort.ever_disciplined.tolist() == [False, True, True]
    assert (cohort.graded[0], cohort.at_least["excellent"][0], cohort.at_least["completed"][0]) == (
        0b11,
        0b10,
        0b11,
    )
    assert (cohort.titles["ldtt"][0], cohort.revoked["ldtt"][0]) == (0b10, 0b1)
    assert (cohort.group[0], cohort.pending[0], cohort.recruit[0], cohort.registered[0]) == (1, 0, 1, 0)
    assert (cohort.months[0], cohort.leave[0].tolist(), cohort.members["count"][0]) == (7, [0, 0, 3], 3)
    works = cohort.works
    assert works.row.tolist() == [0, 1, 2]
    assert (works.recognised[0], works.applied[0], works.replicable[0]) == (1, 0, -1)
    assert cohort.dissolved[0] == date(2025, 1, 1).toordinal()
