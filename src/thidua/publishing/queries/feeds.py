"""How the sources of figures fare, for the office and for the worker that asks them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime

from thidua.access.models import User
from thidua.publishing.enums import QuoteKind
from thidua.publishing.feeds.providers import PROVIDERS, Provider
from thidua.publishing.feeds.setting import FeedSettings
from thidua.publishing.models import FeedState, FeedSwitch, Quote, WaitingQuote
from thidua.publishing.queries.quotes import reading_order, source_name, values_said


@dataclass(frozen=True)
class Source:
    """One source in words: `badge` dresses the words; how many figures of it are shown, and the first."""

    provider: Provider
    words: str
    badge: str
    host: str
    tried_at: datetime | None
    good_at: datetime | None
    fault: str
    shown: int
    first: str


def may_go_out() -> bool:
    """Whether the switch on the page lets anything be asked of the outside."""
    last = FeedSwitch.objects.order_by("-id").first()
    return last is None or last.on


def due(kinds: Iterable[QuoteKind], given: FeedSettings, now: datetime) -> list[Provider]:
    """The sources of these kinds to be asked now: set on, not turned off, not left alone."""
    wanted = set(kinds)
    named = [one for one in PROVIDERS.values() if one.name in given.on and one.kind in wanted]
    if not named or not may_go_out():
        return []
    closed = FeedState.objects.filter(closed_until__gt=now).values_list("provider", flat=True)
    shut = set(closed)
    return [one for one in named if one.name not in shut]


def sources(given: FeedSettings, now: datetime) -> list[Source]:
    """Every source there is, whether asked or not. Three statements."""
    states = {one.provider: one for one in FeedState.objects.all()}
    held = sorted(Quote.objects.filter(current=True).exclude(provider=""), key=reading_order)
    goes_out = may_go_out()
    found = []
    for one in PROVIDERS.values():
        state = states.get(one.name) or FeedState(provider=one.name)
        own = [quote for quote in held if quote.provider == one.name]
        words, badge = _words(one.name in given.on, goes_out, state, now)
        found.append(
            Source(
                provider=one,
                words=words,
                badge=badge,
                host=given.host(one.name),
                tried_at=state.tried_at,
                good_at=state.good_at,
                fault=state.fault,
                shown=len(own),
                first=f"{own[0].label}: {values_said(own[0])}" if own else "",
            )
        )
    return found


@dataclass(frozen=True)
class Odd:
    """A figure that waits for a person, beside what is shown."""

    pk: int
    label: str
    source: str
    values: str
    shown: str
    why: str
    stated_at: datetime
    discarded: bool


def odd_figures() -> list[Odd]:
    """Those that wait, then those that were discarded and still come. Two statements."""
    shown = {(one.kind, one.code): one for one in Quote.objects.filter(current=True)}
    found = []
    for one in WaitingQuote.objects.order_by("discarded", "kind", "label"):
        now = shown.get((one.kind, one.code))
        found.append(
            Odd(
                pk=one.pk,
                label=one.label,
                source=source_name(one.provider),
                values=values_said(one),
                shown=values_said(now) if now else "",
                why=one.why,
                stated_at=one.stated_at,
                discarded=one.discarded,
            )
        )
    return found


def waiting_figures(user: User) -> int:
    """How many figures wait until somebody has looked at them; of whoever may look, all see the same."""
    return WaitingQuote.objects.filter(discarded=False).count()


def unknown_names(given: FeedSettings) -> list[str]:
    """Names in the setting that are no source."""
    return sorted(given.on - set(PROVIDERS))


def _words(named: bool, goes_out: bool, state: FeedState, now: datetime) -> tuple[str, str]:
    if not named:
        return "Không dùng", "none"
    if not goes_out:
        return "Đang tắt", "none"
    if state.closed_until and state.closed_until > now:
        return f"Tạm ngừng hỏi đến {localtime(state.closed_until):%H:%M %d/%m/%Y}", "refused"
    if state.failures:
        return f"Lỗi {state.failures} lần liền", "refused"
    if state.good_at is None:
        return "Chưa hỏi lần nào", "asked"
    return ("Có dòng không nhận được", "asked") if state.fault else ("Đang hoạt động", "met")
