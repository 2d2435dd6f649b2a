"""The periods of the law by the names people give them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thidua.lawbook.fields import Fields
from thidua.lawbook.source import NEVER, Source


@dataclass(frozen=True)
class Regime:
    """What was in force together from a day on."""

    start: date
    name: str


def read(source: Source) -> tuple[Regime, ...]:
    """`regimes.yaml`."""
    fields = source.named("regimes.yaml")
    if fields is None:
        return ()

    def regime(inner: Fields) -> Regime:
        return Regime(inner.need("from", date, NEVER), inner.need("name", str, ""))

    found = source.dated(fields, "regimes", regime)
    fields.finish()
    return found
