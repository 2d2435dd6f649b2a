"""Taking an act on units back, and saying where the persons and bodies of an ended unit went."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from thidua.audit.actions import record
from thidua.audit.actor import Actor
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.text import tidy
from thidua.registry.enums import EffectKind
from thidua.registry.models import OrgUnit, Person, Post, UnitAct, UnitEffect


@transaction.atomic
def undo_act(*, actor: Actor, act: UnitAct, reason: str) -> None:
    """The act is taken back: every unit stands as before, persons who came by it are back, new units are gone.

    Raises Refused when no reason is given, a later act touches one of its units, a person has moved on since, or
    something is on record for a unit that began by it.
    """
    act = UnitAct.objects.select_for_update().get(pk=act.pk)
    if not tidy(reason):
        raise Refused(Issue("unit.reason", "Chưa ghi lý do hoàn tác.", "Ghi lý do rồi gửi lại."))
    effects = list(act.effects.select_related("unit"))
    _check_last(act, effects)
    record(
        actor=actor,
        verb="units.undone",
        subject=f"registry.UnitAct:{act.pk}",
        change=act.change,
        effective_on=act.effective_on.isoformat(),
        basis=act.basis,
        units=sorted(effect.unit.code for effect in effects),
        reason=tidy(reason),
    )
    _send_back(act)
    act.successions.all().delete()
    act.ended_states.all().delete()
    act.effects.all().delete()
    for effect in effects:
        if effect.before:
            _restore(effect.unit, effect.before)
    _remove([effect.unit for effect in effects if effect.kind == EffectKind.BEGUN])
    act.delete()


def _check_last(act: UnitAct, effects: list[UnitEffect]) -> None:
    if not effects:
        said = "Văn bản này được ghi khi hệ thống chưa lưu cách hoàn tác."
        raise Refused(Issue("unit.old_act", said, "Ghi một văn bản mới để sửa lại."))
    touched = UnitEffect.objects.filter(unit__in=[effect.unit_id for effect in effects], act_id__gt=act.pk)
    later = touched.select_related("act", "unit").order_by("act_id").first()
    if later is not None:
        said = f"{later.unit.name} còn có văn bản sau: {later.act}."
        raise Refused(Issue("unit.later_act", said, "Hoàn tác văn bản đó trước."))


def _send_back(act: UnitAct) -> None:
    """Who came by the act is back in the post before it."""
    last = act.effective_on - timedelta(days=1)
    for post in act.begun_posts.select_related("person"):
        if post.until_on is not None:
            said = f"{post.person.full_name} đã có thay đổi công tác sau văn bản này."
            raise Refused(Issue("unit.moved_on", said, "Không hoàn tác được; ghi văn bản mới."))
        former = Post.objects.filter(person=post.person, until_on=last)
        post.delete()
        former.update(until_on=None)


def _restore(unit: OrgUnit, before: Mapping[str, Any]) -> None:
    for name, value in before.items():
        is_day = name in ("from_on", "until_on") and value is not None
        setattr(unit, name, date.fromisoformat(value) if is_day else value)
    unit.save(update_fields=[name.removesuffix("_id") for name in before])


def _remove(units: list[OrgUnit]) -> None:
    for unit in units:
        try:
            unit.delete()
        except ProtectedError as fault:
            said = f"{unit.name} đã có {len(fault.protected_objects)} dòng gắn với đơn vị."
            cure = "Chuyển người, đơn vị trực thuộc, quyền, hồ sơ đó đi rồi hoàn tác."
            raise Refused(Issue("unit.in_use", said, cure)) from fault


@transaction.atomic
def place_people(*, actor: Actor, unit: OrgUnit, places: Mapping[Person, OrgUnit]) -> int:
    """Persons left in an ended unit go on in one of its successors, from the day after its last.

    Returns how many. Raises Refused for a unit that lives, a place that did not succeed it, and a person who is
    no longer there.
    """
    if unit.until_on is None:
        raise Refused(Issue("unit.lives", f"{unit.name} đang hoạt động.", "Dùng chuyển công tác."))
    acts = {one.successor_id: one.act for one in unit.successions.select_related("act").order_by("act_id")}
    held = {
        post.person_id: post
        for post in unit.posts.select_for_update().filter(until_on=None, person__in=places.keys())
    }
    for person, place in places.items():
        post = held.get(person.pk)
        if place.pk not in acts:
            said = f"{place.name} không kế thừa {unit.name}."
            raise Refused(Issue("unit.no_heir", said, "Chọn đơn vị kế thừa."))
        if post is None or (post.from_on is not None and post.from_on > unit.until_on):
            said = f"{person.full_name} không còn ở {unit.name}."
            raise Refused(Issue("unit.moved", said, "Tải lại trang."))
    Post.objects.filter(pk__in=[post.pk for post in held.values()]).update(until_on=unit.until_on)
    begins = unit.until_on + timedelta(days=1)
    Post.objects.bulk_create(
        Post(person=person, unit=place, title=held[person.pk].title, from_on=begins, begun_by=acts[place.pk])
        for person, place in places.items()
    )
    record(
        actor=actor,
        verb="units.placed",
        subject=f"registry.OrgUnit:{unit.pk}",
        places={person.code: place.code for person, place in places.items()},
    )
    return len(places)
