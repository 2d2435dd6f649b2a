"""The tree of 40,000 invented units, today and on a past day: milliseconds for what is below a unit and above it.

The floor is the same walk as one plain recursive statement whose rows are counted in the database.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

UNITS, TRIES, SEED = 40_000, 60, 20240129
PAST = date(2015, 6, 1)
_CHANGED = date(2020, 1, 1)
_FLOOR = """
    WITH RECURSIVE tree(id) AS (
        SELECT %s::bigint UNION SELECT u.id FROM registry_orgunit u JOIN tree ON u.parent_id = tree.id
    )
    SELECT count(*) FROM tree
"""


def make_tree() -> None:
    """A country of 34 provinces, 100 communes each, bodies below them; every twentieth body stood elsewhere before."""
    from thidua.registry.enums import UnitChange, UnitLevel
    from thidua.registry.models import OrgUnit, UnitAct, UnitState

    def level(parents: list[Any], count: int, name: str, kind: UnitLevel) -> list[OrgUnit]:
        made = [
            OrgUnit(
                code=f"{name[:2].upper()}{place}",
                name=f"{name} {place}",
                folded_name=f"mau {place}",
                sort_key=str(place),
                level=kind,
                parent=parents[place % len(parents)],
            )
            for place in range(count)
        ]
        return OrgUnit.objects.bulk_create(made, batch_size=5000)

    country = level([None], 1, "Cả nước", UnitLevel.BODY)
    provinces = level(country, 34, "Tỉnh", UnitLevel.PROVINCE)
    communes = level(provinces, 3400, "Xã", UnitLevel.COMMUNE)
    bodies = level(communes, UNITS - 3435, "Đơn vị", UnitLevel.BODY)
    act = UnitAct.objects.create(
        change=UnitChange.MOVE, effective_on=_CHANGED, basis="1/QĐ-MẪU", recorded_by="do-toc-do"
    )
    moved = bodies[::20]
    UnitState.objects.bulk_create(
        UnitState(
            unit=body,
            name=body.name,
            folded_name=body.folded_name,
            level=body.level,
            parent=communes[(place * 7) % len(communes)],
            until_on=date(2019, 12, 31),
            ended_by=act,
        )
        for place, body in enumerate(moved)
    )
    OrgUnit.objects.filter(id__in=[body.pk for body in moved]).update(from_on=_CHANGED)


def measure() -> dict[str, dict[str, float]]:
    """p50 and p95 in milliseconds of each question, provinces and communes by lot."""
    from django.db import connection

    from thidua.registry.models import OrgUnit
    from thidua.registry.queries.tree import ancestor_ids, descendant_ids

    lot = random.Random(SEED)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE registry_orgunit, registry_unitstate")

        def floor(unit: OrgUnit) -> object:
            cursor.execute(_FLOOR, [unit.pk])
            return cursor.fetchall()

        provinces = lot.choices(list(OrgUnit.objects.filter(level="province")), k=TRIES)
        communes = lot.choices(list(OrgUnit.objects.filter(level="commune")), k=TRIES)
        bodies = lot.choices(list(OrgUnit.objects.filter(level="body", parent__isnull=False)), k=TRIES)
        return {
            "below_province": _times(provinces, lambda unit: descendant_ids([unit.pk])),
            "below_province_floor": _times(provinces, floor),
            "below_province_past": _times(provinces, lambda unit: descendant_ids([unit.pk], on=PAST)),
            "below_commune": _times(communes, lambda unit: descendant_ids([unit.pk])),
            "below_commune_floor": _times(communes, floor),
            "below_commune_past": _times(communes, lambda unit: descendant_ids([unit.pk], on=PAST)),
            "above_body": _times(bodies, lambda unit: ancestor_ids(unit)),
            "above_body_past": _times(bodies, lambda unit: ancestor_ids(unit, on=PAST)),
        }


def _times(units: list[Any], ask: Callable[[Any], object]) -> dict[str, float]:
    taken = []
    for unit in units:
        start = time.perf_counter()
        ask(unit)
        taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    return {"p50": round(taken[len(taken) // 2], 2), "p95": round(taken[-(-len(taken) * 95 // 100) - 1], 2)}


def main(data: Path) -> None:
    """Make the tree in an empty data folder and print the figures as JSON."""
    from thidua.ops.installation import ready

    with ready(data, say=lambda message: None):
        make_tree()
        print(json.dumps(measure()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
