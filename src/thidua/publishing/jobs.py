"""What a worker does by the clock: asks the sources that are on, one after another. No page ever does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from thidua.audit.actor import SystemActor
from thidua.flow.jobs import QUEUE
from thidua.publishing.actions.feeds import note_fault
from thidua.publishing.actions.quotes import store_fetch
from thidua.publishing.enums import QuoteKind
from thidua.publishing.feeds.faults import FeedFault
from thidua.publishing.feeds.providers import PROVIDERS, gather
from thidua.publishing.feeds.setting import feed_settings
from thidua.publishing.queries.feeds import due

_BEHIND_PEOPLE = -10  # what somebody waits for goes first


@app.periodic(cron="*/10 * * * *")
@app.task(name="publishing.fetch_prices", queue=QUEUE, priority=_BEHIND_PEOPLE)
def fetch_prices(timestamp: int) -> None:
    """Every ten minutes: gold and the weather."""
    _ask((QuoteKind.GOLD, QuoteKind.WEATHER))


@app.periodic(cron="5 * * * *")
@app.task(name="publishing.fetch_rates", queue=QUEUE, priority=_BEHIND_PEOPLE)
def fetch_rates(timestamp: int) -> None:
    """Every hour: exchange rates."""
    _ask((QuoteKind.CURRENCY,))


@app.task(name="publishing.fetch_source", queue=QUEUE, priority=_BEHIND_PEOPLE)
def fetch_source(*, provider: str) -> None:
    """A job of its own for each source, so that a slow one holds nobody's work up for long."""
    fetch_once(provider, timezone.now())


def _ask(kinds: Iterable[QuoteKind]) -> None:
    for one in due(kinds, feed_settings(), timezone.now()):
        try:
            fetch_source.configure(queueing_lock=f"feed-{one.name}").defer(provider=one.name)
        except AlreadyEnqueued:
            continue  # the last question still waits in the queue


def fetch_once(name: str, now: datetime) -> None:
    """Ask a source, unless it may not be asked, and keep what it gave or that it failed."""
    provider, given = PROVIDERS[name], feed_settings()
    if provider not in due((provider.kind,), given, now):
        return
    try:
        quotes = gather(provider, given, now)
    except FeedFault as fault:
        note_fault(actor=SystemActor(), provider=name, fault=fault, now=now)
    else:
        store_fetch(actor=SystemActor(), provider=name, quotes=quotes, now=now)
