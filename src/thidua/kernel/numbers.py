"""Numbers, shares, days and money as a Vietnamese official writes them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal


def number(value: int) -> str:
    """1774 → `1.774`."""
    return f"{value:,}".replace(",", ".")


def percent(part: int, whole: int) -> str:
    """Share with one decimal, half up: (286, 2060) → `13,9 %`. A whole of 0 gives an empty string."""
    if whole == 0:
        return ""
    tenths = (part * 2000 + whole) // (2 * whole)
    return f"{number(tenths // 10)},{tenths % 10} %"


def day(value: date | None) -> str:
    """dd/mm/yyyy, empty for none."""
    return value.strftime("%d/%m/%Y") if value else ""


def money(dong: int) -> str:
    """690000 → `690.000 đ`."""
    return f"{number(dong)} đ"


# A dot before exactly three digits parts thousands; before fewer or more it is how some type the comma.
_TYPED = re.compile(r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:[,.](?P<part>\d+))?")


def decimal(value: Decimal | None) -> str:
    """1774.50 → `1.774,5`; nothing behind the comma is left out; empty for none."""
    if value is None:
        return ""
    whole, _, part = f"{value:,f}".partition(".")
    part = part.rstrip("0")
    return whole.replace(",", ".") + (f",{part}" if part else "")


def read_decimal(typed: str) -> Decimal | None:
    """`18,5`, `18.5`, `1.774`, `1.774,25` as typed into a field; none for anything else."""
    found = _TYPED.fullmatch(typed.strip())
    if found is None:
        return None
    return Decimal(f"{found['whole'].replace('.', '')}.{found['part'] or 0}")
