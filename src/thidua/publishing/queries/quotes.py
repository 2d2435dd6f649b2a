"""Prices, rates and weather as the public reads them: each figure with its source, its time and how old it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django.utils.timezone import localdate, localtime

from thidua.kernel.days import is_working_day
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.numbers import decimal
from thidua.kernel.text import fold
from thidua.publishing.enums import Freshness, QuoteKind
from thidua.publishing.feeds.currency import CODE, NAMES, currency_label
from thidua.publishing.feeds.gold import gold_code
from thidua.publishing.feeds.providers import PROVIDERS
from thidua.publishing.feeds.reading import words
from thidua.publishing.models import Quote
from thidua.publishing.models.quotes import Figure

BY_HAND = "nhập tay"
# How long a figure counts as new, and when it is shown no more.
FRESH_FOR = MappingProxyType(
    {
        QuoteKind.GOLD: timedelta(minutes=30),
        QuoteKind.WEATHER: timedelta(minutes=30),
        QuoteKind.CURRENCY: timedelta(hours=24),
    }
)
OVER_DAYS_OFF = timedelta(hours=72)
REMOVED_AFTER = timedelta(days=7)
_FORGOTTEN_AFTER = timedelta(days=30)  # an item nobody quotes any more
_DAY = timedelta(days=1)
# What the front page has room for.
_SHORT_GOLD, _SHORT_CURRENCY = 2, ("USD", "EUR", "CNY")


@dataclass(frozen=True)
class Line:
    """One figure of the board; without figures where there are none to be relied on."""

    code: str
    label: str
    source: str
    stated_at: datetime
    freshness: Freshness
    buy: Decimal | None = None
    sell: Decimal | None = None
    temperature: Decimal | None = None
    humidity: int | None = None

    @property
    def said(self) -> str:
        """The time in words: `cập nhật lúc …` of a fresh figure, `số liệu lúc …` of an older one."""
        if self.freshness is Freshness.NONE:
            return "chưa có số liệu"
        words = "cập nhật lúc" if self.freshness is Freshness.FRESH else "số liệu lúc"
        return f"{words} {localtime(self.stated_at):%H:%M %d/%m/%Y}"

    @property
    def buy_said(self) -> str:
        return _money(self.buy)

    @property
    def sell_said(self) -> str:
        return _money(self.sell)

    @property
    def temperature_said(self) -> str:
        return _degrees(self.temperature)


@dataclass(frozen=True)
class Board:
    """All figures; a kind without any is told so on the page."""

    gold: tuple[Line, ...]
    currency: tuple[Line, ...]
    weather: tuple[Line, ...]

    @property
    def short_gold(self) -> tuple[Line, ...]:
        return tuple(one for one in self.gold if one.freshness is not Freshness.NONE)[:_SHORT_GOLD]

    @property
    def short_currency(self) -> tuple[Line, ...]:
        shown = (one for one in self.currency if one.freshness is not Freshness.NONE)
        return tuple(one for one in shown if one.code in _SHORT_CURRENCY)

    @property
    def short_weather(self) -> tuple[Line, ...]:
        return tuple(one for one in self.weather if one.freshness is not Freshness.NONE)


def board(now: datetime) -> Board:
    """The figures to show at a moment. One statement."""
    held = Quote.objects.filter(current=True, stated_at__gte=now - _FORGOTTEN_AFTER)
    lines: dict[str, list[Line]] = {kind: [] for kind in QuoteKind.values}
    for one in sorted(held, key=reading_order):
        lines[one.kind].append(_line(one, now))
    return Board(*(_known_first(lines[kind]) for kind in QuoteKind.values))


def values_said(one: Figure) -> str:
    """The figures of one item in words: `148.400.000 – 151.400.000 đ`, `31,5 °C, độ ẩm 80 %`."""
    if one.kind == QuoteKind.WEATHER:
        return f"{_degrees(one.temperature)}, độ ẩm {one.humidity} %"
    return f"{decimal(one.buy)} – {_money(one.sell)}"


def item_named(kind: QuoteKind, typed: str) -> tuple[str, str]:
    """Code and label of the item a person names: one that is known, a currency by code or name, else a new one of gold.

    Raises Refused for nothing, and for what is no currency.
    """
    typed = words(typed)
    if not typed:
        raise Refused(
            Issue("quote.unnamed", "Chưa ghi loại vàng hoặc ngoại tệ.", "Chọn trong gợi ý hoặc ghi tên.")
        )
    if kind == QuoteKind.CURRENCY:
        named = {fold(name): code for code, name in NAMES.items()}
        code = named.get(fold(typed), typed[:3].upper())
        if not CODE.fullmatch(code) or (
            len(typed) > 3 and typed[3] not in " –-" and fold(typed) not in named
        ):
            raise Refused(
                Issue("quote.currency", f"“{typed}” không phải ngoại tệ.", "Ghi mã ba chữ, ví dụ USD.")
            )
        return code, currency_label(code)
    for one in Quote.objects.filter(kind=kind, current=True):
        if fold(one.label) == fold(typed):
            return one.code, one.label
    return gold_code("tay", typed), typed


def freshness(kind: QuoteKind, stated_at: datetime, now: datetime) -> Freshness:
    """Fresh, stale, or too old to be shown. Rates of a bank stay fresh over days on which nobody works."""
    age = now - stated_at
    if age > REMOVED_AFTER:
        return Freshness.NONE
    longest = FRESH_FOR[kind]
    if kind == QuoteKind.CURRENCY and _day_off_between(stated_at, now):
        longest = OVER_DAYS_OFF
    return Freshness.FRESH if age <= longest else Freshness.STALE


def source_name(provider: str) -> str:
    """The source as a reader knows it."""
    if not provider:
        return BY_HAND
    return PROVIDERS[provider].label if provider in PROVIDERS else provider


def _line(one: Quote, now: datetime) -> Line:
    how = freshness(QuoteKind(one.kind), one.stated_at, now)
    known: dict[str, Any] = {"code": one.code, "label": one.label, "source": source_name(one.provider)}
    if how is Freshness.NONE:
        return Line(**known, stated_at=one.stated_at, freshness=how)
    return Line(
        **known,
        stated_at=one.stated_at,
        freshness=how,
        buy=one.buy,
        sell=one.sell,
        temperature=one.temperature,
        humidity=one.humidity,
    )


def _known_first(lines: list[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda one: one.freshness is Freshness.NONE))


def reading_order(one: Quote) -> tuple[int, int, str]:
    """Currencies in the order readers look for them; gold by house, and of a house as it lists them."""
    known, named = (
        (list(NAMES), one.code) if one.kind == QuoteKind.CURRENCY else (list(PROVIDERS), _house(one))
    )
    return (known.index(named) if named in known else len(known), one.position, one.code)


def _house(one: Quote) -> str:
    return one.code.partition(".")[0]


def _day_off_between(since: datetime, until: datetime) -> bool:
    day, last = localdate(since), localdate(until)
    while day <= last:
        if not is_working_day(day):
            return True
        day += _DAY
    return False


def _degrees(value: Decimal | None) -> str:
    return "" if value is None else f"{'-' if value < 0 else ''}{decimal(abs(value))} °C"


def _money(value: Decimal | None) -> str:
    return "" if value is None else f"{decimal(value)} đ"
