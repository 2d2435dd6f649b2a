"""Working days: Monday to Friday, without the public holidays that are given. The one place that counts them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

_SATURDAY = 5
_DAY = timedelta(days=1)


def is_working_day(on: date, holidays: Collection[date] = ()) -> bool:
    return on.weekday() < _SATURDAY and on not in holidays


def after_working_days(start: date, count: int, holidays: Collection[date] = ()) -> date:
    """The `count`-th working day after `start`; `start` itself never counts. ValueError for a count below 1."""
    if count < 1:
        raise ValueError("a term has at least one working day")
    on = start
    while count:
        on += _DAY
        count -= is_working_day(on, holidays)
    return on


def working_days_left(on: date, due: date, holidays: Collection[date] = ()) -> int:
    """Working days after `on` up to and with `due`; negative as many as have passed since `due`."""
    if on > due:
        return -working_days_left(due, on, holidays)
    return sum(is_working_day(on + _DAY * n, holidays) for n in range(1, (due - on).days + 1))
