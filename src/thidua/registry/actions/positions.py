"""Entering the leading posts a person held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from thidua.audit.actions import record
from thidua.audit.actor import Actor
from thidua.kernel.issues import InputFault, Issue
from thidua.registry.models import LeadingPost
from thidua.registry.queries.people import ids_by_code
from thidua.registry.records import Entered, PositionRecord


@transaction.atomic
def enter_positions(*, actor: Actor, records: Sequence[PositionRecord]) -> Entered:
    """`write_positions` as an act of its own; the same records again write no audit row."""
    entered = write_positions(records)
    if entered.created or entered.changed:
        record(
            actor=actor,
            verb="positions.entered",
            subject="registry.LeadingPost",
            created=entered.created,
            changed=entered.changed,
        )
    return entered


@transaction.atomic
def write_positions(records: Sequence[PositionRecord]) -> Entered:
    """Enter leading posts, the ground of honours for long devotion; one is known by person, post and first day.

    What a later list adds (the last day, the paper) is taken over; an empty cell takes nothing away. Raises
    InputFault for an unknown code, an end before the start, or one post with two ends. The caller's act writes the
    audit row.
    """
    ids = ids_by_code()
    _check(records, ids)
    held = {(p.person_id, p.kind, p.from_on): p for p in LeadingPost.objects.all()}
    new: dict[tuple[int, str, date], LeadingPost] = {}
    changed: dict[tuple[int, str, date], LeadingPost] = {}
    for r in records:
        key = (ids[r.person_code], str(r.kind), r.from_on)
        if key in held:
            if _complete(held[key], r):
                changed[key] = held[key]
        else:
            _complete(new.setdefault(key, LeadingPost(person_id=key[0], kind=key[1], from_on=key[2])), r)
    LeadingPost.objects.bulk_create(new.values(), batch_size=1000)
    LeadingPost.objects.bulk_update(changed.values(), ["until_on", "paper"], batch_size=1000)
    return Entered(len(new), len(changed), len(records) - len(new) - len(changed))


def _check(records: Sequence[PositionRecord], ids: dict[str, int]) -> None:
    ends: dict[tuple[str, str, date], date] = {}
    issues = []
    for r in records:
        if r.person_code not in ids:
            message = f"không có mã “{r.person_code}” trong danh bạ."
            issues.append(Issue("standing.unknown", message, "Sửa mã rồi gửi lại.", r.place))
        if r.until_on and r.until_on < r.from_on:
            message = "ngày thôi giữ chức vụ sớm hơn ngày bổ nhiệm."
            issues.append(Issue("position.days", message, "Sửa lại ngày.", r.place))
        key = (r.person_code, str(r.kind), r.from_on)
        if r.until_on and ends.setdefault(key, r.until_on) != r.until_on:
            message = f"chức vụ của {r.person_code} có hai ngày thôi giữ khác nhau."
            issues.append(Issue("position.two", message, "Giữ lại một ngày.", r.place))
    if issues:
        raise InputFault(*issues)


def _complete(position: LeadingPost, r: PositionRecord) -> bool:
    """Take over what the record says; whether anything changed."""
    said = {"until_on": r.until_on, "paper": r.paper}
    news = {field: value for field, value in said.items() if value and getattr(position, field) != value}
    for field, value in news.items():
        setattr(position, field, value)
    return bool(news)
