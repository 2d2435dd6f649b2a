"""Whether a figure can be right: what is impossible is refused, what is odd waits for a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import Enum

from thidua.kernel.numbers import decimal
from thidua.publishing.enums import QuoteKind
from thidua.publishing.feeds.records import Quote

AHEAD = timedelta(minutes=10)  # clocks differ
OLDEST = timedelta(days=7)
MOST_CHANGE = 15  # per cent
COLDEST, HOTTEST = Decimal(-5), Decimal(50)
LEAST_PRICE, MOST_PRICE = Decimal("0.01"), Decimal(10**11)
# What a lượng may cost: a price of a chỉ, or one ten times too high, lies outside even when it is the first.
LEAST_GOLD, MOST_GOLD = Decimal(20_000_000), Decimal(1_000_000_000)


class Standing(Enum):
    GOOD = "good"
    ODD = "odd"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True)
class Judgement:
    """Where a figure stands and, unless it is good, why."""

    standing: Standing
    why: str = ""


@dataclass(frozen=True)
class Known:
    """The last good prices of the same item."""

    buy: Decimal | None
    sell: Decimal | None


GOOD = Judgement(Standing.GOOD)


def judge(quote: Quote, last: Known | None, now: datetime) -> Judgement:
    """Impossible: no time, wrong way round, out of range. Odd: far from the last good price, or no price of gold."""
    why = _wrong_time(quote.stated_at, now)
    why = why or (_wrong_weather(quote) if quote.kind == QuoteKind.WEATHER else _wrong_price(quote))
    if why:
        return Judgement(Standing.IMPOSSIBLE, why)
    if quote.kind == QuoteKind.WEATHER:
        return GOOD
    if why := _odd_gold(quote) or _odd_change(quote, last):
        return Judgement(Standing.ODD, why)
    return GOOD


def _wrong_time(at: datetime | None, now: datetime) -> str:
    if at is None:
        return "không có giờ"
    if at > now + AHEAD:
        return "giờ của số liệu ở tương lai"
    return "số liệu cũ hơn 7 ngày" if at < now - OLDEST else ""


def _wrong_price(quote: Quote) -> str:
    if quote.buy is None or quote.sell is None:
        return "thiếu giá mua hoặc giá bán"
    if quote.buy < LEAST_PRICE or quote.sell < LEAST_PRICE:
        return "giá không lớn hơn 0"
    if quote.sell > MOST_PRICE:
        return "giá quá lớn"
    return "giá mua cao hơn giá bán" if quote.buy > quote.sell else ""


def _wrong_weather(quote: Quote) -> str:
    if quote.temperature is None or quote.humidity is None:
        return "thiếu nhiệt độ hoặc độ ẩm"
    if not COLDEST <= quote.temperature <= HOTTEST:
        return "nhiệt độ ngoài khoảng -5 đến 50 °C"
    return "" if 0 <= quote.humidity <= 100 else "độ ẩm ngoài khoảng 0 đến 100 %"


def _odd_gold(quote: Quote) -> str:
    if quote.kind != QuoteKind.GOLD or quote.buy is None or quote.sell is None:
        return ""
    return "" if quote.buy >= LEAST_GOLD and quote.sell <= MOST_GOLD else "giá không giống giá một lượng vàng"


def _odd_change(quote: Quote, last: Known | None) -> str:
    """More than 15 per cent up or down, of either price; the share is compared by multiplying."""
    if last is None:
        return ""
    for words, new, old in (("mua", quote.buy, last.buy), ("bán", quote.sell, last.sell)):
        if new is not None and old is not None and abs(new - old) * 100 > old * MOST_CHANGE:
            share = decimal(((new - old) * 100 / old).quantize(Decimal("0.1")))
            return f"giá {words} khác giá trước {share} %"
    return ""
