"""Writes about the sources themselves: that one failed, that all are turned off or on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thidua.access.models import User
from thidua.audit.actions import record
from thidua.audit.actor import Actor
from thidua.kernel.issues import Issue, Refused
from thidua.publishing.actions.rights import permit
from thidua.publishing.feeds.faults import FeedFault
from thidua.publishing.feeds.patience import MOST_FAILURES, pause_after
from thidua.publishing.models import FeedState, FeedSwitch


@transaction.atomic
def note_fault(*, actor: Actor, provider: str, fault: FeedFault, now: datetime) -> FeedState:
    """A source failed; what is shown of it stays. From the fifth failure in a row it is left alone for ten minutes,
    and as long as it asked for itself.

    The installation itself acts. A row of the log when the failures begin and when the source is first left alone.
    """
    FeedState.objects.get_or_create(provider=provider)
    state = FeedState.objects.select_for_update().get(provider=provider)
    state.tried_at, state.fault = now, fault.sentence[:500]
    state.failures += 1
    pause = pause_after(state.failures, fault.wait)
    state.closed_until = now + pause if pause else None
    state.save()
    if state.failures in (1, MOST_FAILURES):
        detail = {"failures": state.failures, "fault": fault.sentence}
        record(actor=actor, verb="feed.failed", subject=provider, **detail)
    return state


@transaction.atomic
def switch_feeds(*, actor: User, on: bool) -> FeedSwitch:
    """Turn all questions to the outside off or on.

    Needs quote.write. Raises Refused without it, and when it is so already. One row of the log.
    """
    permit(actor, "quote.write", None)
    last = FeedSwitch.objects.select_for_update().order_by("-id").first()
    if (last is None or last.on) == on:
        word = "bật" if on else "tắt"
        raise Refused(Issue("feeds.same", f"Việc lấy số liệu từ ngoài đã {word} rồi.", "Tải lại trang."))
    made = FeedSwitch.objects.create(on=on, turned_by=actor)
    record(actor=actor, verb="feeds.turned_on" if on else "feeds.turned_off", subject="feeds")
    return made
