"""The year of emulation work as one list of days: launches, reviews, dues, the season's days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from thidua.movements.models import EmulationMovement, MovementTask, Season


@dataclass(frozen=True)
class Day:
    """One entry: what falls on the day, whose it is, and the page that tells more (name of the address, key)."""

    on: date
    what: str
    about: str
    address: str = ""
    key: int = 0
    is_due: bool = False


def days_of(
    year: int,
    movements: QuerySet[EmulationMovement],
    tasks: QuerySet[MovementTask],
    seasons: QuerySet[Season],
) -> list[Day]:
    """Every entry of the year, in the order of the days. The caller narrows the querysets to what may be read."""
    found = [*_of_movements(movements), *_of_tasks(tasks), *_of_seasons(seasons)]
    return sorted(
        (day for day in found if day.on.year == year), key=lambda day: (day.on, day.what, day.about)
    )


def _of_movements(movements: QuerySet[EmulationMovement]) -> Iterator[Day]:
    for one in movements:
        entries = (
            (one.launched_on, "Phát động", False),
            (one.cascade_until, "Hạn cấp dưới phát động", True),
            (one.midterm_on, "Hạn sơ kết", True),
            (one.final_on, "Hạn tổng kết", True),
            (one.until_on, "Kết thúc phong trào", False),
        )
        for on, what, due in entries:
            if on is not None:
                yield Day(on, what, one.title, "movement", one.pk, due)


def _of_tasks(tasks: QuerySet[MovementTask]) -> Iterator[Day]:
    for one in tasks:
        if one.due_on is not None:
            yield Day(one.due_on, "Hạn nhiệm vụ", one.content, "task", one.pk, True)


def _of_seasons(seasons: QuerySet[Season]) -> Iterator[Day]:
    for one in seasons:
        name = f"Đợt xét khen thưởng năm {one.review_year}"
        yield Day(one.received_from, "Bắt đầu nhận danh sách", name)
        yield Day(one.received_until, "Hạn nhận danh sách", name, is_due=True)
        yield Day(one.decided_on, "Ngày quyết định", name)
