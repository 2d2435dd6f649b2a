"""Numbers and days as Vietnamese readers expect them."""

from __future__ import annotations

from datetime import date

from django import template

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
