"""Working days against a plain walk over the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.kernel.days import after_working_days, is_working_day, working_days_left

FRIDAY, MONDAY = date(2026, 6, 5), date(2026, 6, 8)
DAYS = st.dates(date(2017, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        (FRIDAY - timedelta(days=1), 1, FRIDAY),
        (FRIDAY, 1, MONDAY),
        (FRIDAY + timedelta(days=1), 1, MONDAY),
        (FRIDAY + timedelta(days=2), 1, MONDAY),
        (MONDAY, 1, date(2026, 6, 9)),
        (MONDAY, 5, date(2026, 6, 15)),
        (date(2025, 12, 31), 1, date(2026, 1, 1)),
    ],
)
def test_the_first_day_is_the_next_working_day(start: date, count: int, due: date) -> None:
    assert after_working_days(start, count) == due


def test_a_holiday_is_no_working_day() -> None:
    new_year = date(2026, 1, 1)
    assert after_working_days(date(2025, 12, 31), 1, [new_year]) == date(2026, 1, 2)
    assert not is_working_day(new_year, {new_year})


@given(DAYS, st.integers(1, 60), st.sets(DAYS, max_size=30))
def test_a_term_holds_exactly_its_working_days(start: date, count: int, holidays: set[date]) -> None:
    due = after_working_days(start, count, holidays)
    passed = [start + timedelta(days=n) for n in range(1, (due - start).days + 1)]
    working = [one for one in passed if one.isoweekday() <= 5 and one not in holidays]
    assert (len(working), working[-1]) == (count, due)
    assert working_days_left(start, due, holidays) == count
    assert working_days_left(due, start, holidays) == -count


def test_a_term_of_no_days_is_an_error() -> None:
    with pytest.raises(ValueError, match="working day"):
        after_working_days(MONDAY, 0)
