"""Covenants with their targets, as part of a launch."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from thidua.movements.actions.naming import units_named
from thidua.movements.models import Covenant, CovenantTarget, EmulationMovement
from thidua.movements.records import TargetRecord


def sign_for(movement: EmulationMovement, targets: Sequence[TargetRecord]) -> int:
    units = units_named([t.unit_code for t in targets])
    by_unit = groupby(sorted(targets, key=lambda t: t.unit_code), key=lambda t: t.unit_code)
    signed = 0
    for code, own in by_unit:
        covenant = Covenant.objects.create(movement=movement, unit=units[code])
        signed += 1
        CovenantTarget.objects.bulk_create(
            CovenantTarget(covenant=covenant, position=i, name=t.name, measure=t.measure, goal=t.goal)
            for i, t in enumerate(own, 1)
        )
    return signed
