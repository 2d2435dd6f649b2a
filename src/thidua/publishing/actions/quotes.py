"""Writes of prices, rates and weather: what a source gave, what a person entered, accepted or discarded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from thidua.access.models import User
from thidua.audit.actions import record
from thidua.audit.actor import Actor
from thidua.kernel.issues import Issue, Refused
from thidua.publishing.actions.rights import permit
from thidua.publishing.feeds.patience import pause_after
from thidua.publishing.feeds.records import Quote as Told
from thidua.publishing.feeds.sane import Known, Standing, judge
from thidua.publishing.models import FeedState, Quote, WaitingQuote

KEPT = 20  # of each item, the newest
_VALUES = ("buy", "sell", "temperature", "humidity")
_FIELDS = ("kind", "code", "label", "provider", *_VALUES, "raw", "raw_unit", "stated_at")
_LOOK_AGAIN = (
    "Kiểm tra số và đơn vị (đồng một lượng vàng, đồng một đơn vị tiền tệ); nếu đúng, đánh dấu “Tôi đã kiểm tra” rồi "
    "gửi lại."
)


@transaction.atomic
def store_fetch(*, actor: Actor, provider: str, quotes: Sequence[Told], now: datetime) -> Counter[str]:
    """Keep what a source gave: good figures are shown from now on, odd ones wait for a person, impossible are named.

    The installation itself acts. Returns how many were stored, old, waiting, refused. One row of the log, unless
    nothing changed. An answer without any figure that can be right counts as a failure of the source.
    """
    _one_at_a_time()
    told: Counter[str] = Counter()
    faults: list[str] = []
    for position, one in enumerate(quotes):
        outcome, why = _take(one, position, now)
        told[outcome] += 1
        if outcome == "refused":
            faults.append(f"{one.label}: {why}")
    faults += [f"{label}: nguồn không gửi dòng này" for label in _missing(provider, quotes)]
    _note_answer(provider, useful=told.total() > told["refused"], fault=_joined(faults), now=now)
    if told["stored"] or told["waiting"] or told["refused"]:
        record(actor=actor, verb="quotes.fetched", subject=provider, **told)
    return told


def _note_answer(provider: str, *, useful: bool, fault: str, now: datetime) -> None:
    """The source answered; an answer without use is a failure like any other."""
    state, _ = FeedState.objects.get_or_create(provider=provider)
    state.failures = 0 if useful else state.failures + 1
    pause = pause_after(state.failures)
    state.tried_at, state.fault = now, fault
    state.good_at = now if useful else state.good_at
    state.closed_until = now + pause if pause else None
    state.save()


def _take(one: Told, position: int, now: datetime) -> tuple[str, str]:
    """Keep one figure where it belongs; says where, and why it is not shown."""
    current = Quote.objects.filter(kind=one.kind, code=one.code, current=True).first()
    known = Known(current.buy, current.sell) if current else None
    judged = judge(one, known, now)
    if judged.standing is Standing.IMPOSSIBLE:
        return "refused", judged.why
    if current and one.stated_at and one.stated_at < current.stated_at:
        return "old", ""
    if judged.standing is Standing.ODD:
        return _make_wait(one, position, judged.why), judged.why
    WaitingQuote.objects.filter(provider=one.provider, kind=one.kind, code=one.code).delete()
    if current and not _is_news(one, current):
        return "old", ""
    _show(**{name: getattr(one, name) for name in _FIELDS}, position=position)
    return "stored", ""


def _is_news(one: Told, current: Quote) -> bool:
    """Later than what is shown, or of the same moment and corrected."""
    same = all(getattr(one, name) == getattr(current, name) for name in _VALUES)
    return one.stated_at != current.stated_at or not same


def _make_wait(one: Told, position: int, why: str) -> str:
    """The figure waits; one that was discarded and comes again does not."""
    key: dict[str, Any] = {"provider": one.provider, "kind": one.kind, "code": one.code}
    before = WaitingQuote.objects.filter(**key).first()
    if before and all(getattr(one, name) == getattr(before, name) for name in _VALUES):
        return "old"
    values = {name: getattr(one, name) for name in _FIELDS if name not in key}
    values |= {"position": position, "why": why, "discarded": False}
    WaitingQuote.objects.update_or_create(**key, defaults=values)
    return "waiting"


def _show(**fields: Any) -> Quote:
    """The new current figure of its item; of the earlier ones the newest are kept."""
    rows = Quote.objects.filter(kind=fields["kind"], code=fields["code"])
    rows.filter(current=True).update(current=False)
    made = Quote.objects.create(**fields)
    kept = rows.order_by("-current", "-stated_at", "-id").values_list("pk", flat=True)[:KEPT]
    rows.exclude(pk__in=list(kept)).delete()
    return made


def _missing(provider: str, quotes: Sequence[Told]) -> list[str]:
    """Labels of what the source gave before and left out this time."""
    shown = Quote.objects.filter(provider=provider, current=True).exclude(
        code__in=[one.code for one in quotes]
    )
    return list(shown.order_by("label").values_list("label", flat=True))


def _joined(faults: Sequence[str]) -> str:
    """The first few, within what is kept of them."""
    more = f" (và {len(faults) - 4} dòng khác)" if len(faults) > 4 else ""
    return ("; ".join(faults[:4])[:460] + more) if faults else ""


def _one_at_a_time() -> None:
    """Two workers, or a worker and a person, must not both make a figure the current one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('publishing.quotes'))")


@transaction.atomic
def enter_quote(*, actor: User, figure: Told, now: datetime, sure: bool = False) -> Quote:
    """Enter a figure by hand; it is shown as such until a newer one comes.

    Needs quote.write. Raises Refused for an impossible figure, for one older than what is shown, and for an odd one
    unless the person is `sure`. One row of the log.
    """
    permit(actor, "quote.write", None)
    _one_at_a_time()
    current = Quote.objects.filter(kind=figure.kind, code=figure.code, current=True).first()
    judged = judge(figure, Known(current.buy, current.sell) if current else None, now)
    if judged.standing is Standing.IMPOSSIBLE:
        raise Refused(Issue("quote.impossible", f"Không ghi được: {judged.why}.", "Kiểm tra rồi ghi lại."))
    if judged.standing is Standing.ODD and not sure:
        raise Refused(Issue("quote.odd", f"Số liệu lạ: {judged.why}.", _LOOK_AGAIN))
    _newer_only(figure.stated_at, current)
    fields = {name: getattr(figure, name) for name in _FIELDS}
    place = current.position if current else 0
    made = _show(**{**fields, "provider": ""}, position=place, entered_by=actor)
    record(actor=actor, verb="quote.entered", subject=f"{made.kind} {made.code}", **_values(made))
    return made


def _newer_only(at: datetime | None, current: Quote | None) -> None:
    if current and at and at < current.stated_at:
        raise Refused(
            Issue("quote.older", "Trang công khai đã có số liệu mới hơn.", "Xem lại giờ của số liệu.")
        )


@transaction.atomic
def accept_waiting(*, actor: User, waiting: int, now: datetime) -> Quote:
    """A person has looked at an odd figure, perhaps a discarded one, and it is right: it is shown, with its source.

    Needs quote.write. Raises Refused when it waits no longer, has become too old, or a newer figure is shown.
    """
    permit(actor, "quote.write", None)
    _one_at_a_time()
    one = _waiting(waiting)
    fields = {name: getattr(one, name) for name in _FIELDS}
    judged = judge(Told(**fields), None, now)
    if judged.standing is Standing.IMPOSSIBLE:
        raise Refused(Issue("quote.impossible", f"Không nhận được: {judged.why}.", "Bỏ số liệu này."))
    _newer_only(one.stated_at, Quote.objects.filter(kind=one.kind, code=one.code, current=True).first())
    made = _show(**fields, position=one.position, entered_by=actor)
    one.delete()
    record(actor=actor, verb="quote.accepted", subject=f"{made.kind} {made.code}", **_values(made))
    return made


@transaction.atomic
def discard_waiting(*, actor: User, waiting: int) -> str:
    """An odd figure is wrong; the source may repeat it without anybody being asked again. Returns its label.

    Needs quote.write. Raises Refused when it waits no longer.
    """
    permit(actor, "quote.write", None)
    _one_at_a_time()
    one = _waiting(waiting, discarded=False)
    one.discarded = True
    one.save()
    record(actor=actor, verb="quote.discarded", subject=f"{one.kind} {one.code}", **_values(one))
    return one.label


def _waiting(pk: int, **state: bool) -> WaitingQuote:
    one = WaitingQuote.objects.filter(pk=pk, **state).first()
    if one is None:
        raise Refused(Issue("quote.gone", "Số liệu này không còn chờ.", "Tải lại trang."))
    return one


def _values(one: Quote | WaitingQuote) -> dict[str, str]:
    """The figures and their time, for the log."""
    values = {name: str(getattr(one, name)) for name in _VALUES if getattr(one, name) is not None}
    return {**values, "stated_at": one.stated_at.isoformat()}
