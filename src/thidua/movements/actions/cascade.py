"""Reminding units below to launch their own."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction

from thidua.access.models import User
from thidua.audit.actions import record
from thidua.kernel.issues import Issue, Refused
from thidua.movements.actions.naming import permit
from thidua.movements.models import EmulationMovement, MovementReminder
from thidua.movements.queries.cascade import board
from thidua.movements.queries.movements import UNDER_WAY


@transaction.atomic
def remind_units(
    *, actor: User, movement: EmulationMovement, on: date, codes: Collection[str] | None = None
) -> int:
    """Remind those of the units (all below when none are named) that have not launched; once a day each. Returns how
    many were reminded now.

    Raises Refused when the actor may not, and for a movement that is not under way.
    """
    permit(actor, "movement.review", movement.authority)
    if movement.state not in UNDER_WAY:
        raise Refused(Issue("movement.remind", "Phong trào không còn trong thời gian thực hiện."))
    waiting = [
        row.unit
        for row in board(movement, on=on)
        if row.state != "launched" and (codes is None or row.unit.code in codes)
    ]
    held = set(movement.reminders.filter(on=on).values_list("unit_id", flat=True))
    new = [unit for unit in waiting if unit.pk not in held]
    MovementReminder.objects.bulk_create(
        MovementReminder(movement=movement, unit=unit, on=on, by=actor.username) for unit in new
    )
    if new:
        record(
            actor=actor,
            verb="movement.reminded",
            subject=f"movements.EmulationMovement:{movement.pk}",
            units=[unit.code for unit in new],
        )
    return len(new)
