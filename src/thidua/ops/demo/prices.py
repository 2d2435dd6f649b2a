"""Prices and weather for the demo, which asks nothing of the outside: invented, entered by hand, and said to be samples."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from thidua.access.models import User
from thidua.publishing.actions.quotes import enter_quote
from thidua.publishing.enums import QuoteKind
from thidua.publishing.feeds.currency import currency_label
from thidua.publishing.feeds.gold import gold_code
from thidua.publishing.feeds.records import UNITS
from thidua.publishing.feeds.records import Quote as Told
from thidua.publishing.feeds.weather import PLACE_CODE
from thidua.publishing.models import Quote

_GOLD = (("Vàng miếng (số liệu mẫu)", 120_000_000, 122_000_000), ("Vàng nhẫn (số liệu mẫu)", 118_500_000, 121_000_000))
_RATES = (("USD", "25000", "25400"), ("EUR", "27100", "28300"), ("JPY", "160.5", "170.2"))
_KEPT_FOR = timedelta(days=1)


def demo_prices(office: User) -> None:
    """Enter them as of now, unless there are figures of the last day."""
    now = timezone.now()
    if Quote.objects.filter(current=True, stated_at__gt=now - _KEPT_FOR).exists():
        return
    for one in _samples(now):
        enter_quote(actor=office, figure=one, now=now, sure=True)


def _samples(now: datetime) -> list[Told]:
    found = [
        _priced(QuoteKind.GOLD, gold_code("mau", label), label, now, Decimal(buy), Decimal(sell))
        for label, buy, sell in _GOLD
    ]
    for code, buy, sell in _RATES:
        label = f"{currency_label(code)} (mẫu)"
        found.append(_priced(QuoteKind.CURRENCY, code, label, now, Decimal(buy), Decimal(sell)))
    weather = Told(
        "", QuoteKind.WEATHER, PLACE_CODE, "Tại địa phương (số liệu mẫu)", now, "", UNITS[QuoteKind.WEATHER],
        temperature=Decimal("24.5"), humidity=78,
    )  # fmt: skip
    return [*found, weather]


def _priced(kind: QuoteKind, code: str, label: str, now: datetime, buy: Decimal, sell: Decimal) -> Told:
    return Told("", kind, code, label, now, "", UNITS[kind], buy=buy, sell=sell)
