"""What a derived movement takes over from the higher one."""

from __future__ import annotations

from thidua.movements.models import EmulationMovement, MovementCriterion, MovementTask


def inherit(parent: EmulationMovement, own: EmulationMovement) -> None:
    """Copy tasks and criteria, each with the row it came from. The unit itself answers for what it takes over."""
    MovementTask.objects.bulk_create(
        MovementTask(
            movement=own,
            origin=task,
            position=task.position,
            content=task.content,
            owner=own.authority,
            indicator=task.indicator,
            measure=task.measure,
            due_on=task.due_on,
        )
        for task in parent.tasks.all()
    )
    MovementCriterion.objects.bulk_create(
        MovementCriterion(
            movement=own,
            origin=criterion,
            position=criterion.position,
            group=criterion.group,
            content=criterion.content,
            max_points=criterion.max_points,
            bonus_points=criterion.bonus_points,
            evidence=criterion.evidence,
        )
        for criterion in parent.criteria.all()
    )
