"""Acts that change units: establish, rename, move, merge, split, dissolve. Each rests on a paper and a day.

What was decided before stays with the units of that time; who goes on for whom is kept as successions. What an
act did to each unit is kept as a `UnitEffect`, from which `undo_act` takes it back.
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
from thidua.registry.enums import EffectKind, UnitChange
from thidua.registry.models import OrgUnit, Post, Succession, UnitAct, UnitEffect, UnitState
from thidua.registry.queries.tree import ancestor_ids

# The fields of a unit that acts change.
FIELDS = (
    "name",
    "folded_name",
    "sort_key",
    "kind",
    "official_code",
    "level",
    "parent_id",
    "from_on",
    "until_on",
)


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
    *,
    actor: Actor,
    unit: OrgUnit,
    name: str,
    basis: Basis,
    official_code: str | None = None,
    kind: str | None = None,
) -> OrgUnit:
    """The unit bears another name (official code, kind and with it level) from the day on. Raises Refused as the
    others, and where nothing would change."""
    act = _act(actor, UnitChange.RENAME, basis)
    record(actor=actor, **_told(act, [unit.code]))
    code = unit.official_code if official_code is None else official_code
    kind = unit.kind if kind is None else tidy(kind)
    if (unit.name, unit.official_code, unit.kind) == (tidy(name), code, kind):
        raise Refused(Issue("unit.same", "Tên, mã và loại đều như đang ghi.", "Ghi điều thay đổi."))
    _keep_state(unit, act)
    _name(unit, name)
    if kind != unit.kind:
        unit.kind, unit.level = kind, level_of(kind)
    unit.official_code = code
    unit.save(update_fields=["name", "folded_name", "sort_key", "kind", "level", "official_code", "from_on"])
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
def merge(
    *,
    actor: Actor,
    units: Sequence[OrgUnit],
    into: OrgUnit | NewUnit,
    basis: Basis,
    everything: bool = False,
) -> OrgUnit:
    """Units go into one, new or already there; they end the day before. Their records stay theirs.

    With `everything` their persons and the bodies below go along from that day; else where each went is for a
    person to say. Raises Refused when nothing would be merged, a unit ended already, or a later change is on
    record.
    """
    parts = [unit for unit in units if unit != into]
    if not parts or (isinstance(into, NewUnit) and len(parts) < 2):
        raise Refused(Issue("unit.merge", "Sáp nhập cần ít nhất hai đơn vị.", "Chọn thêm đơn vị."))
    act = _act(actor, UnitChange.MERGE, basis)
    record(actor=actor, **_told(act, [unit.code for unit in parts]))
    [target] = _regroup(act, parts, [into])
    if everything:
        for unit in parts:
            _take_along(unit, target, act)
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
    return _regroup(act, [unit], into, lives_on=lives_on)


@transaction.atomic
def rearrange(
    *, actor: Actor, units: Sequence[OrgUnit], into: Sequence[OrgUnit | NewUnit], basis: Basis
) -> list[OrgUnit]:
    """Several units become several others, each perhaps of parts of many; the former end the day before.

    Raises Refused as `merge`.
    """
    if len(units) < 2 or len(into) < 2:
        said = "Sắp xếp lại cần ít nhất hai đơn vị cũ và hai đơn vị mới."
        raise Refused(Issue("unit.rearrange", said, "Chọn thêm đơn vị, hoặc ghi là sáp nhập, chia tách."))
    act = _act(actor, UnitChange.REARRANGE, basis)
    record(actor=actor, **_told(act, [unit.code for unit in units]))
    return _regroup(act, units, into)


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


def _regroup(
    act: UnitAct, parts: Sequence[OrgUnit], into: Sequence[OrgUnit | NewUnit], *, lives_on: bool = False
) -> list[OrgUnit]:
    """The parts end and go on in the others."""
    targets = [_begin(one, act) if isinstance(one, NewUnit) else _living(one, act) for one in into]
    for target, one in zip(targets, into, strict=True):
        if not isinstance(one, NewUnit):
            _note(act, target, EffectKind.RECEIVED)
    for unit in parts:
        if lives_on:
            _note(act, _living(unit, act), EffectKind.CHANGED)
        else:
            _end(unit, act)
    _succeed(parts, targets, act)
    return targets


def _take_along(unit: OrgUnit, target: OrgUnit, act: UnitAct) -> None:
    """The persons of an ended unit and the bodies below it go to its one successor."""
    for body in unit.children.filter(until_on=None).exclude(pk=target.pk):
        _keep_state(body, act)
        body.parent = target
        body.save(update_fields=["parent", "from_on"])
    last = act.effective_on - timedelta(days=1)
    # A post that began on the act's day or later is not one of the unit that ended before.
    posts = list(unit.posts.select_for_update().filter(until_on=None).exclude(from_on__gt=last))
    unit.posts.filter(pk__in=[post.pk for post in posts]).update(until_on=last)
    Post.objects.bulk_create(
        Post(person_id=post.person_id, unit=target, title=post.title, from_on=act.effective_on, begun_by=act)
        for post in posts
    )


def _note(act: UnitAct, unit: OrgUnit, kind: EffectKind, before: dict[str, Any] | None = None) -> None:
    UnitEffect.objects.create(act=act, unit=unit, kind=kind, before=before or {})


def _as_it_stands(unit: OrgUnit) -> dict[str, Any]:
    values = {name: getattr(unit, name) for name in FIELDS}
    return {name: v.isoformat() if isinstance(v, date) else v for name, v in values.items()}


def _begin(new: NewUnit, act: UnitAct) -> OrgUnit:
    if OrgUnit.objects.filter(code=new.code).exists():
        raise Refused(Issue("unit.code", f"Mã {new.code} đã có đơn vị khác dùng.", "Chọn mã khác."))
    name = tidy(new.name)
    if not (name and new.code):
        raise Refused(Issue("unit.unnamed", "Đơn vị mới chưa đủ tên và mã.", "Ghi tên và mã."))
    made = OrgUnit.objects.create(
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
    _note(act, made, EffectKind.BEGUN)
    return made


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
    """The state so far is kept up to the day before; the unit's own row is the new one. Two changes of one day make
    one new state."""
    _living(unit, act)
    _note(act, unit, EffectKind.CHANGED, _as_it_stands(unit))
    if unit.from_on == act.effective_on:
        return
    kept = {name: getattr(unit, name) for name in FIELDS if name != "until_on"}
    UnitState.objects.create(unit=unit, **kept, until_on=act.effective_on - timedelta(days=1), ended_by=act)
    unit.from_on = act.effective_on


def _end(unit: OrgUnit, act: UnitAct) -> None:
    _living(unit, act)
    last = act.effective_on - timedelta(days=1)
    if unit.from_on is not None and unit.from_on > last:
        raise Refused(
            Issue("unit.same_day", f"{unit.name} bắt đầu trong cùng ngày này.", "Kiểm tra lại văn bản.")
        )
    _note(act, unit, EffectKind.ENDED, _as_it_stands(unit))
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
