"""Numbers, shares, days and money as a Vietnamese official writes them."""

from __future__ import annotations

from datetime import date


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
