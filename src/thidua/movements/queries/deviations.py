"""Where a unit's own movement differs from the higher one it was derived from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from thidua.kernel.numbers import day, decimal
from thidua.movements.models import EmulationMovement, MovementCriterion, MovementTask

Row = TypeVar("Row", MovementTask, MovementCriterion)


def deviations(higher: EmulationMovement, derived: Sequence[EmulationMovement]) -> dict[int, list[str]]:
    """What each derived movement changed of the higher one, in sentences, by the id of its unit."""
    ids = [one.pk for one in derived]
    tasks = _by_movement(MovementTask.objects.filter(movement_id__in=ids).order_by("position"))
    criteria = _by_movement(MovementCriterion.objects.filter(movement_id__in=ids).order_by("position"))
    own_tasks, own_criteria = list(higher.tasks.all()), list(higher.criteria.all())
    return {
        one.authority_id: [
            *_of_plan(higher, one),
            *_of_rows("nhiệm vụ", own_tasks, tasks[one.pk], _task_change),
            *_of_rows("tiêu chí", own_criteria, criteria[one.pk], _criterion_change),
        ]
        for one in derived
    }


def _by_movement(rows: Iterable[Row]) -> defaultdict[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.movement_id].append(row)
    return found


def _of_plan(higher: EmulationMovement, own: EmulationMovement) -> list[str]:
    said = []
    if own.theme != higher.theme:
        said.append(f"Chủ đề riêng: “{own.theme}”." if own.theme else "Không ghi chủ đề.")
    if own.until_on and higher.until_on and own.until_on > higher.until_on:
        said.append(f"Kết thúc ngày {day(own.until_on)}, sau phong trào cấp trên.")
    return said


def _of_rows(
    noun: str, higher: Sequence[Row], own: Sequence[Row], change: Callable[[Row, Row], str]
) -> list[str]:
    """Rows left out, changed and added, in the order of the tables."""
    taken = {row.origin_id: row for row in own if row.origin_id}
    said: list[str] = []
    for row in higher:
        mine = taken.get(row.pk)
        if mine is None:
            said.append(f"Bỏ {noun} “{row.content}”.")
        elif changed := change(row, mine):
            said.append(f"Sửa {noun} “{row.content}”: {changed}.")
    said += [f"Thêm {noun} “{row.content}”." for row in own if not row.origin_id]
    return said


def _task_change(before: MovementTask, after: MovementTask) -> str:
    return _told(
        ("nội dung", before.content, after.content),
        ("chỉ số", before.indicator, after.indicator),
        # A unit that has set no goal of its own yet has changed none.
        ("mục tiêu", _goal(before), _goal(after) or _goal(before)),
        ("hạn", day(before.due_on), day(after.due_on)),
    )


def _criterion_change(before: MovementCriterion, after: MovementCriterion) -> str:
    return _told(
        ("nội dung", before.content, after.content),
        ("điểm tối đa", decimal(before.max_points), decimal(after.max_points)),
        ("điểm thưởng", decimal(before.bonus_points), decimal(after.bonus_points)),
    )


def _goal(task: MovementTask) -> str:
    return f"{decimal(task.goal)} {task.measure}".strip() if task.goal is not None else ""


def _told(*pairs: tuple[str, str, str]) -> str:
    return "; ".join(
        f"{name} {before or 'không ghi'} → {after or 'không ghi'}"
        for name, before, after in pairs
        if before != after
    )
