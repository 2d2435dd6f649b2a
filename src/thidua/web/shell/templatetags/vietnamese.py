"""Numbers and days as Vietnamese readers expect them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils.timezone import localtime

from thidua.kernel import numbers

register = template.Library()


@register.filter
def number(value: int) -> str:
    """1774 → 1.774"""
    return numbers.number(int(value))


@register.filter
def day(value: date | None) -> str:
    """dd/mm/yyyy"""
    return numbers.day(value)


@register.filter
def moment(value: datetime | None) -> str:
    """HH:MM dd/mm/yyyy on the clock here, empty for none."""
    return f"{localtime(value):%H:%M %d/%m/%Y}" if value else ""


@register.filter
def amount(value: Decimal | int | str | None) -> str:
    """1774.50 → `1.774,5`; empty for nothing."""
    return "" if value in (None, "") else numbers.decimal(Decimal(value))
