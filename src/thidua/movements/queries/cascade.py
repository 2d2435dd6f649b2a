"""How units below answer a launched movement: who has launched, when, and where theirs differs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max

from thidua.movements.enums import MovementState
from thidua.movements.models import EmulationMovement
from thidua.movements.queries.deviations import deviations
from thidua.registry.models import OrgUnit
from thidua.registry.queries.tree import children_on


@dataclass(frozen=True)
class Answered:
    """One unit below: its movement (none: not begun), whether it is late, what differs, when it was reminded last."""

    unit: OrgUnit
    movement: EmulationMovement | None
    is_late: bool
    deviations: tuple[str, ...]
    reminded_on: date | None
    reminders: int

    @property
    def pk(self) -> int:
        return self.unit.pk

    @property
    def state(self) -> str:
        """none, draft, or launched whatever came after."""
        if self.movement is None:
            return "none"
        return "draft" if self.movement.state == MovementState.DRAFT else "launched"

    @property
    def launched_on(self) -> date | None:
        return self.movement.launched_on if self.movement else None

    @property
    def name(self) -> str:
        return self.unit.name

    @property
    def sort_key(self) -> str:
        return self.unit.sort_key


def board(movement: EmulationMovement, *, on: date) -> list[Answered]:
    """Every unit directly below the authority when the movement was launched, and every unit that answered it since,
    by name; `on` is the day lateness is told for."""
    since = movement.launched_on or movement.from_on
    units = {then.unit.pk: then.unit for then in children_on(movement.authority, since or on)}
    derived = {
        one.authority_id: one
        for one in movement.derived.exclude(state=MovementState.DROPPED).select_related("authority")
    }
    units |= {key: one.authority for key, one in derived.items()}
    reminded = {
        unit: (last, times)
        for unit, last, times in movement.reminders.order_by()
        .values_list("unit")
        .annotate(last=Max("on"), times=Count("id"))
    }
    # A draft is its unit's own affair until it is launched.
    launched = [one for one in derived.values() if one.state != MovementState.DRAFT]
    differing = deviations(movement, launched)
    rows = [
        Answered(
            unit,
            derived.get(unit.pk),
            _is_late(movement, derived.get(unit.pk), on),
            tuple(differing.get(unit.pk, ())),
            *reminded.get(unit.pk, (None, 0)),
        )
        for unit in units.values()
    ]
    return sorted(rows, key=lambda row: row.sort_key)


def _is_late(higher: EmulationMovement, own: EmulationMovement | None, on: date) -> bool:
    """The day itself is in time."""
    until = higher.cascade_until
    if until is None:
        return False
    if own is None or own.state == MovementState.DRAFT:
        return on > until
    return own.launched_on is not None and own.launched_on > until


def counted(rows: list[Answered]) -> Counter[str]:
    """How many units are in each state, and how many are late."""
    return Counter([row.state for row in rows] + ["late" for row in rows if row.is_late])
