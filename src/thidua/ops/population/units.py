"""Invented units: one province, communes of about eighty bodies, bodies of a hundred people."""

from __future__ import annotations

from datetime import date

from thidua.kernel.text import fold, sort_key
from thidua.movements.models import EmulationRegistration
from thidua.ops.population.statements import INVENTED
from thidua.registry.enums import UnitLevel
from thidua.registry.models import OrgUnit

_BODIES_A_COMMUNE = 80
_UNREGISTERED = 50  # one body in so many


def make_units(bodies: int, *, year: int) -> list[int]:
    """Make them and register nearly all bodies for the year. Returns the ids of the bodies."""
    province = _unit("T", "UBND tỉnh Mẫu", UnitLevel.PROVINCE, None)
    province.save()
    communes = [
        _unit(f"X{c:03}", f"UBND xã Mẫu {c}", UnitLevel.COMMUNE, province)
        for c in range(1, -(-bodies // _BODIES_A_COMMUNE) + 1)
    ]
    OrgUnit.objects.bulk_create(communes)
    made = [
        _unit(f"D{b:06}", f"Đơn vị Mẫu {b + 1}", UnitLevel.BODY, communes[b // _BODIES_A_COMMUNE])
        for b in range(bodies)
    ]
    OrgUnit.objects.bulk_create(made, batch_size=2000)
    EmulationRegistration.objects.bulk_create(
        EmulationRegistration(unit=body, year=year, registered_on=date(year, 2, 15))
        for place, body in enumerate(made)
        if place % _UNREGISTERED != 7
    )
    return [body.id for body in made]


def _unit(code: str, name: str, level: UnitLevel, parent: OrgUnit | None) -> OrgUnit:
    return OrgUnit(
        code=INVENTED + code,
        name=name,
        folded_name=fold(name),
        sort_key=sort_key(name),
        level=level,
        parent=parent,
    )
