"""Acts that change units: establish, rename, move, merge, split, dissolve. Each rests on a paper and a day.

What was decided before stays with the units of that time; who goes on for whom is kept as successions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from thidua.audit.actions import record
from thidua.audit.actor import Actor
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.text import fold, sort_key, tidy
from thidua.registry.actions.units import level_of
from thidua.registry.enums import UnitChange
from thidua.registry.models import OrgUnit, Succession, UnitAct, UnitState
from thidua.registry.queries.tree import ancestor_ids


@dataclass(frozen=True)
class Basis:
    """The paper an act rests on, its first day, and whether the paper was read in full."""

    paper: str
    effective_on: date
    source: str = ""
    note: str = ""
    uncertain: bool = False


@dataclass(frozen=True)
class NewUnit:
    """A unit that begins by an act."""

    code: str
    name: str
    kind: str = ""
    official_code: str = ""
    parent: OrgUnit | None = None


@transaction.atomic
def establish(*, actor: Actor, unit: NewUnit, basis: Basis) -> OrgUnit:
    """A new unit begins on the day. Raises Refused for a code in use, a day ahead, a paper not named."""
    act = _act(actor, UnitChange.ESTABLISH, basis)
    record(actor=actor, **_told(act, [unit.code]))
    return _begin(unit, act)


@transaction.atomic
def rename(
    *, actor: Actor, unit: OrgUnit, name: str, basis: Basis, official_code: str | None = None
) -> OrgUnit:
    """The unit bears another name (and official code) from the day on. Raises Refused as the others."""
    act = _act(actor, UnitChange.RENAME, basis)
    record(actor=actor, **_told(act, [unit.code]))
    _keep_state(unit, act)
    _name(unit, name)
    unit.official_code = unit.official_code if official_code is None else official_code
    unit.save(update_fields=["name", "folded_name", "sort_key", "official_code", "from_on"])
    return unit


@transaction.atomic
def move_unit(*, actor: Actor, unit: OrgUnit, parent: OrgUnit | None, basis: Basis) -> OrgUnit:
    """The unit comes under another one from the day on. Raises Refused when it would lie below itself."""
    if parent is not None and unit.pk in ancestor_ids(parent):
        raise Refused(
            Issue("unit.cycle", f"{unit.name} sẽ nằm dưới chính nó.", "Chọn cơ quan cấp trên khác.")
        )
    act = _act(actor, UnitChange.MOVE, basis)
    record(actor=actor, **_told(act, [unit.code]))
    _keep_state(unit, act)
    unit.parent = parent
    unit.save(update_fields=["parent", "from_on"])
    return unit


@transaction.atomic
def merge(*, actor: Actor, units: Sequence[OrgUnit], into: OrgUnit | NewUnit, basis: Basis) -> OrgUnit:
    """Units go into one, new or already there; they end the day before. Their records stay theirs.

    Persons and bodies below are not moved: where each went is for a person to say. Raises Refused when nothing
    would be merged, a unit ended already, or a later change is on record.
    """
    parts = [unit for unit in units if unit != into]
    if not parts or (isinstance(into, NewUnit) and len(parts) < 2):
        raise Refused(Issue("unit.merge", "Sáp nhập cần ít nhất hai đơn vị.", "Chọn thêm đơn vị."))
    act = _act(actor, UnitChange.MERGE, basis)
    record(actor=actor, **_told(act, [unit.code for unit in parts]))
    target = _begin(into, act) if isinstance(into, NewUnit) else _living(into, act)
    for unit in parts:
        _end(unit, act)
    _succeed(parts, [target], act)
    return target


@transaction.atomic
def split(
    *, actor: Actor, unit: OrgUnit, into: Sequence[OrgUnit | NewUnit], basis: Basis, lives_on: bool = False
) -> list[OrgUnit]:
    """A unit goes on in several; it ends the day before unless it `lives_on` with a part given away.

    Raises Refused as `merge`.
    """
    if not into or (len(into) < 2 and not lives_on):
        raise Refused(Issue("unit.split", "Chia, tách cần ít nhất hai đơn vị mới.", "Chọn thêm đơn vị."))
    act = _act(actor, UnitChange.SPLIT, basis)
    record(actor=actor, **_told(act, [unit.code]))
    targets = [_begin(one, act) if isinstance(one, NewUnit) else _living(one, act) for one in into]
    if lives_on:
        _living(unit, act)
    else:
        _end(unit, act)
    _succeed([unit], targets, act)
    return targets


@transaction.atomic
def dissolve(*, actor: Actor, unit: OrgUnit, basis: Basis) -> OrgUnit:
    """The unit ends the day before, without a successor. Raises Refused as the others."""
    act = _act(actor, UnitChange.DISSOLVE, basis)
    record(actor=actor, **_told(act, [unit.code]))
    _end(unit, act)
    return unit


def _act(actor: Actor, change: UnitChange, basis: Basis) -> UnitAct:
    if not basis.paper.strip():
        raise Refused(Issue("unit.basis", "Chưa ghi văn bản làm căn cứ.", "Ghi số, ký hiệu văn bản."))
    if basis.effective_on > localdate():
        raise Refused(
            Issue("unit.ahead", "Ngày có hiệu lực chưa đến.", "Ghi nhận khi văn bản đã có hiệu lực.")
        )
    return UnitAct.objects.create(
        change=change,
        effective_on=basis.effective_on,
        basis=basis.paper.strip(),
        source=basis.source,
        note=basis.note,
        uncertain=basis.uncertain,
        recorded_by=actor.username,
    )


def _told(act: UnitAct, codes: Sequence[str]) -> dict[str, Any]:
    """What the log says of the act."""
    return {
        "verb": "units.changed",
        "subject": f"registry.UnitAct:{act.pk}",
        "change": act.change,
        "units": list(codes),
    }


def _begin(new: NewUnit, act: UnitAct) -> OrgUnit:
    if OrgUnit.objects.filter(code=new.code).exists():
        raise Refused(Issue("unit.code", f"Mã {new.code} đã có đơn vị khác dùng.", "Chọn mã khác."))
    name = tidy(new.name)
    return OrgUnit.objects.create(
        code=new.code,
        name=name,
        folded_name=fold(name),
        sort_key=sort_key(name),
        kind=new.kind,
        official_code=new.official_code,
        level=level_of(new.kind),
        parent=new.parent,
        from_on=act.effective_on,
    )


def _living(unit: OrgUnit, act: UnitAct) -> OrgUnit:
    """The unit, which must still stand and must not have been changed after the act's day."""
    if unit.until_on is not None:
        raise Refused(
            Issue("unit.ended", f"{unit.name} đã kết thúc hoạt động.", "Chọn đơn vị đang hoạt động.")
        )
    if unit.from_on is not None and unit.from_on > act.effective_on:
        raise Refused(
            Issue(
                "unit.later",
                f"{unit.name} đã có thay đổi từ ngày {unit.from_on:%d/%m/%Y}, muộn hơn ngày của văn bản.",
                "Ghi các thay đổi theo thứ tự thời gian.",
            )
        )
    return unit


def _keep_state(unit: OrgUnit, act: UnitAct) -> None:
    """The state so far is kept up to the day before; the unit's own row is the new one."""
    _living(unit, act)
    if unit.from_on == act.effective_on:
        raise Refused(
            Issue(
                "unit.same_day", f"{unit.name} đã có thay đổi trong cùng ngày này.", "Kiểm tra lại văn bản."
            )
        )
    UnitState.objects.create(
        unit=unit,
        name=unit.name,
        folded_name=unit.folded_name,
        official_code=unit.official_code,
        level=unit.level,
        parent=unit.parent,
        from_on=unit.from_on,
        until_on=act.effective_on - timedelta(days=1),
        ended_by=act,
    )
    unit.from_on = act.effective_on


def _end(unit: OrgUnit, act: UnitAct) -> None:
    _living(unit, act)
    last = act.effective_on - timedelta(days=1)
    if unit.from_on is not None and unit.from_on > last:
        raise Refused(
            Issue("unit.same_day", f"{unit.name} bắt đầu trong cùng ngày này.", "Kiểm tra lại văn bản.")
        )
    unit.until_on = last
    unit.save(update_fields=["until_on"])


def _succeed(units: Sequence[OrgUnit], targets: Sequence[OrgUnit], act: UnitAct) -> None:
    Succession.objects.bulk_create(
        Succession(predecessor=unit, successor=target, act=act, uncertain=act.uncertain)
        for unit in units
        for target in targets
    )


def _name(unit: OrgUnit, name: str) -> None:
    unit.name = tidy(name)
    unit.folded_name, unit.sort_key = fold(unit.name), sort_key(unit.name)
