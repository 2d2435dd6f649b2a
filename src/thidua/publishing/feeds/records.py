"""One figure as a source gave it, brought to the units of the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType

from thidua.publishing.enums import QuoteKind

# What every source's figures are turned into.
UNITS = MappingProxyType(
    {
        QuoteKind.GOLD: "đồng/lượng",
        QuoteKind.CURRENCY: "đồng/đơn vị tiền tệ",
        QuoteKind.WEATHER: "°C, %",
    }
)


@dataclass(frozen=True)
class Quote:
    """A price, a rate or the weather. Prices have `buy` and `sell`, weather `temperature` and `humidity`.

    `stated_at` is the source's own time; none where it states none, then the moment of the fetch counts.
    `raw` and `raw_unit` are what the source wrote.
    """

    provider: str
    kind: QuoteKind
    code: str
    label: str
    stated_at: datetime | None
    raw: str
    raw_unit: str
    buy: Decimal | None = None
    sell: Decimal | None = None
    temperature: Decimal | None = None
    humidity: int | None = None

    @property
    def unit(self) -> str:
        return UNITS[self.kind]
