"""The year of emulation work as one list of days: launches, reviews, dues, the season's days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from thidua.conferences.models import Conference
from thidua.movements.models import EmulationMovement, MovementTask, ScoreRound, Season


@dataclass(frozen=True)
class Day:
    """One entry: what falls on the day, whose it is, and the page that tells more (name of the address, key)."""

    on: date
    what: str
    about: str
    address: str = ""
    key: int = 0
    is_due: bool = False


@dataclass(frozen=True)
class Around:
    """What a calendar is made of; the caller narrows each to what may be read."""

    movements: QuerySet[EmulationMovement]
    tasks: QuerySet[MovementTask]
    seasons: QuerySet[Season]
    rounds: QuerySet[ScoreRound]
    conferences: QuerySet[Conference]


def days_of(year: int, around: Around) -> list[Day]:
    """Every entry of the year, in the order of the days."""
    found = [
        *_of_movements(around.movements),
        *_of_tasks(around.tasks),
        *_of_seasons(around.seasons),
        *_of_rounds(around.rounds),
        *_of_conferences(around.conferences),
    ]
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


def _of_rounds(rounds: QuerySet[ScoreRound]) -> Iterator[Day]:
    for one in rounds:
        name = f"{one.name}, {one.table}"
        yield Day(one.self_until, "Hạn tự chấm", name, "score_round", one.pk, True)
        yield Day(one.cross_until, "Hạn chấm chéo", name, "score_round", one.pk, True)
        yield Day(one.check_until, "Hạn thẩm định điểm", name, "score_round", one.pk, True)
        if one.published_on:
            yield Day(one.published_on, "Công bố xếp hạng", name, "score_round", one.pk)


def _of_conferences(conferences: QuerySet[Conference]) -> Iterator[Day]:
    for one in conferences:
        yield Day(one.held_on, "Hội nghị", one.title, "conference", one.pk)
