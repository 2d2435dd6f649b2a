"""The demo after its season: the changes of units of 2025 from public facts, recorded as an office would.

The season's figures stay as they are; what is not settled is recorded as uncertain.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from thidua.access.actions import grant
from thidua.access.enums import Role
from thidua.access.models import User
from thidua.audit.actor import Actor
from thidua.registry.actions import Basis, NewUnit, enter_units, merge, rearrange, split
from thidua.registry.models import OrgUnit, UnitAct
from thidua.registry.records import UnitRecord


@transaction.atomic
def demo_changes(file: Path, office: User) -> None:
    """Record them once; nothing is done where acts are on record. The office of the district keeps its records and
    goes on in the new communes."""
    if UnitAct.objects.exists():
        return
    told = yaml.safe_load(file.read_text(encoding="utf-8"))
    above = told["above"]
    district = OrgUnit.objects.get(code=above["over"])
    enter_units(
        actor=office,
        records=[
            UnitRecord(above["code"], above["name"], above["kind"]),
            UnitRecord(district.code, district.name, district.kind, parent_code=above["code"]),
        ],
    )
    for act in told["acts"]:
        _record(office, act)
    for unit in OrgUnit.objects.filter(origins__predecessor__code=above["over"]):
        grant(
            actor=office,
            user=office,
            role=Role.OFFICE,
            unit=unit,
            from_on=unit.from_on or told["acts"][-1]["from_on"],
        )


def _record(actor: Actor, act: dict[str, Any]) -> None:
    basis = Basis(act["paper"], act["from_on"], act["source"], act["note"], uncertain=True)
    units = [OrgUnit.objects.get(code=code) for code in act["units"]]
    into: list[OrgUnit | NewUnit] = [OrgUnit.objects.get(code=code) for code in act.get("into", ())]
    into += [
        NewUnit(new["code"], new["name"], new["kind"], parent=OrgUnit.objects.get(code=new["parent"]))
        for new in act.get("new", ())
    ]
    if act["change"] == "merge":
        merge(actor=actor, units=units, into=into[0], basis=basis)
    elif act["change"] == "split":
        split(actor=actor, unit=units[0], into=into, basis=basis)
    else:
        rearrange(actor=actor, units=units, into=into, basis=basis)
