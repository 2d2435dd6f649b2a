"""The tables of a draft: its tasks and its criteria, written as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F

from thidua.access.models import User
from thidua.audit.actions import record
from thidua.kernel.issues import Issue, Refused
from thidua.movements.actions.movements import demand_draft
from thidua.movements.actions.naming import permit, units_named
from thidua.movements.models import EmulationMovement, MovementCriterion, MovementTask
from thidua.movements.records import CriterionRecord, TaskRecord

_BEYOND = 10_000  # positions out of the way while the rows are renumbered
MOST_POINTS = 1000


@transaction.atomic
def set_tasks(*, actor: User, movement: EmulationMovement, rows: Sequence[TaskRecord]) -> int:
    """The tasks of a draft are these, in this order; a row that is not among them is gone. Returns how many stand.

    Raises Refused when the actor may not, once the movement is launched, and for a row without content; InputFault for
    an owner nobody carries the code of.
    """
    permit(actor, "movement.plan", movement.authority)
    demand_draft(movement)
    _demand_contents([row.content for row in rows], "nhiệm vụ")
    owners = units_named(sorted({row.owner_code for row in rows if row.owner_code}))
    held = {task.pk: task for task in movement.tasks.all()}
    for position, row in enumerate(rows, 1):
        task = held.pop(row.pk, None) if row.pk else None
        values = {
            "content": row.content,
            "owner": owners.get(row.owner_code),
            "indicator": row.indicator,
            "measure": row.measure,
            "goal": row.goal,
            "due_on": row.due_on,
        }
        _put(MovementTask, movement, task, position, values)
    _settle(movement.tasks, [*held])
    record(
        actor=actor,
        verb="movement.tasks_set",
        subject=f"movements.EmulationMovement:{movement.pk}",
        tasks=len(rows),
    )
    return len(rows)


@transaction.atomic
def set_criteria(*, actor: User, movement: EmulationMovement, rows: Sequence[CriterionRecord]) -> int:
    """The criteria of a draft are these, in this order. Returns how many stand.

    Raises Refused when the actor may not, once the movement is launched, for a row without content, and for points
    below zero or above 1.000.
    """
    permit(actor, "movement.plan", movement.authority)
    demand_draft(movement)
    _demand_contents([row.content for row in rows], "tiêu chí")
    for number, row in enumerate(rows, 1):
        if not 0 <= row.max_points <= MOST_POINTS or not 0 <= row.bonus_points <= MOST_POINTS:
            message = f"Dòng {number}: điểm phải từ 0 đến 1.000."
            raise Refused(Issue("criterion.points", message, "Sửa lại số điểm."))
    held = {one.pk: one for one in movement.criteria.all()}
    for position, row in enumerate(rows, 1):
        one = held.pop(row.pk, None) if row.pk else None
        values = {
            "group": row.group,
            "content": row.content,
            "max_points": row.max_points,
            "bonus_points": row.bonus_points,
            "evidence": row.evidence,
        }
        _put(MovementCriterion, movement, one, position, values)
    _settle(movement.criteria, [*held])
    record(
        actor=actor,
        verb="movement.criteria_set",
        subject=f"movements.EmulationMovement:{movement.pk}",
        criteria=len(rows),
    )
    return len(rows)


def _demand_contents(contents: Sequence[str], noun: str) -> None:
    for number, content in enumerate(contents, 1):
        if not content:
            message = f"Dòng {number}: chưa ghi nội dung {noun}."
            raise Refused(Issue("table.empty", message, "Ghi nội dung, hoặc bỏ trống cả dòng để xóa."))


def _put(model: Any, movement: EmulationMovement, one: Any, position: int, values: dict[str, Any]) -> None:
    one = one or model(movement=movement)
    for name, value in {**values, "position": position + _BEYOND}.items():
        setattr(one, name, value)
    one.save()


def _settle(rows: Any, gone: list[int]) -> None:
    """Take out what is gone, then bring the rest from their far positions to their own."""
    rows.filter(pk__in=gone).delete()
    rows.update(position=F("position") - _BEYOND)
