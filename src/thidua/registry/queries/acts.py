"""What an act did to units, in words; who and what is left in a unit that ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from thidua.kernel.numbers import day
from thidua.registry.enums import EffectKind
from thidua.registry.models import OrgUnit, Post, UnitAct, UnitEffect


@dataclass(frozen=True)
class Told:
    """What an act did to one unit. `people` and `bodies`: how many are still in a unit that ended."""

    unit: OrgUnit
    kind: str
    label: str
    words: tuple[str, ...]
    people: int = 0
    bodies: int = 0


def effects_told(act: UnitAct) -> list[Told]:
    """Effect by effect as recorded, those of the ended units with what is left in them."""
    effects = list(act.effects.select_related("unit__parent").order_by("id"))
    ended = [effect.unit_id for effect in effects if effect.kind == EffectKind.ENDED]
    people, bodies = left_in(ended)
    heirs: dict[int, list[str]] = {}
    for one in act.successions.select_related("successor").order_by("successor__sort_key"):
        heirs.setdefault(one.predecessor_id, []).append(one.successor.name)
    came = Counter(act.begun_posts.values_list("unit_id", flat=True))
    return [
        Told(
            effect.unit,
            effect.kind,
            effect.get_kind_display(),
            tuple(_words(effect, act, heirs.get(effect.unit_id, []), came[effect.unit_id])),
            people[effect.unit_id],
            bodies[effect.unit_id],
        )
        for effect in effects
    ]


def left_in(units: Collection[int]) -> tuple[Counter[int], Counter[int]]:
    """Persons whose present post is in these units, and living units right below them, by unit."""
    posts = Post.objects.filter(unit_id__in=units, until_on=None).values_list("unit_id")
    below = OrgUnit.objects.filter(parent_id__in=units, until_on=None).values_list("parent_id")
    return Counter(dict(posts.annotate(Count("id")))), Counter(dict(below.annotate(Count("id"))))


def _words(effect: UnitEffect, act: UnitAct, heirs: list[str], came: int) -> list[str]:
    unit = effect.unit
    said = []
    if effect.kind == EffectKind.BEGUN:
        said.append(f"từ ngày {day(act.effective_on)}")
        said.append(f"trực thuộc {unit.parent.name}" if unit.parent else "không trực thuộc đơn vị nào")
    elif effect.kind == EffectKind.ENDED:
        said.append(f"hoạt động đến hết ngày {day(unit.until_on)}")
    elif effect.before:
        said += _changes(effect)
    if heirs:
        said.append("kế thừa: " + ", ".join(heirs) + (" (chưa chắc chắn)" if act.uncertain else ""))
    elif effect.kind == EffectKind.ENDED:
        said.append("không có đơn vị kế thừa")
    if came:
        said.append(f"{came} người chuyển đến")
    return said


def _changes(effect: UnitEffect) -> list[str]:
    """Only what the act changed: a later act may have changed the unit again, so its next state is asked."""
    before, after = effect.before, _after(effect)
    said = [
        f"{label}: {before[field] or 'chưa ghi'} → {after[field] or 'chưa ghi'}"
        for field, label in (("name", "tên"), ("kind", "loại"), ("official_code", "mã hành chính"))
        if before[field] != after[field]
    ]
    if before["parent_id"] != after["parent_id"]:
        names = dict(
            OrgUnit.objects.filter(pk__in=[before["parent_id"], after["parent_id"]]).values_list("pk", "name")
        )
        was, now = (names.get(side["parent_id"], "không có") for side in (before, after))
        said.append(f"trực thuộc: {was} → {now}")
    return said


def _after(effect: UnitEffect) -> dict[str, Any]:
    """The unit as the act left it: what the next act found, or as it stands."""
    later = effect.unit.effects.filter(act_id__gt=effect.act_id).exclude(before={}).order_by("act_id").first()
    if later is not None:
        return dict(later.before)
    return {name: getattr(effect.unit, name) for name in effect.before}
