"""What a form gave, read as a day, a year or one of a list; Refused names the field and the cure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.http import HttpRequest

from thidua.kernel.issues import Issue, Refused
from thidua.kernel.text import tidy


def text_of(request: HttpRequest, name: str) -> str:
    return tidy(str(request.POST.get(name, "")))


def day_of(request: HttpRequest, name: str, label: str) -> date | None:
    """The day of a field; none when it is empty."""
    given = text_of(request, name)
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError as fault:
        raise Refused(
            Issue("form.day", f"“{label}”: không đọc được ngày “{given}”.", "Chọn lại ngày.")
        ) from fault


def wanted_day(request: HttpRequest, name: str, label: str) -> date:
    """The day of a field that must be filled in."""
    if (found := day_of(request, name, label)) is None:
        raise Refused(Issue("form.empty", f"Chưa ghi “{label}”.", "Ghi rồi gửi lại."))
    return found


def year_of(request: HttpRequest, name: str, label: str) -> int | None:
    given = text_of(request, name)
    if not given:
        return None
    if not (given.isascii() and given.isdigit() and len(given) == 4):
        raise Refused(Issue("form.year", f"“{label}”: “{given}” không phải năm.", "Ghi bốn chữ số."))
    return int(given)


def choice_of(request: HttpRequest, name: str, label: str, values: Collection[str]) -> str:
    """One of the values, which must be chosen."""
    given = text_of(request, name)
    if given not in values:
        raise Refused(Issue("form.choice", f"Chưa chọn “{label}”.", "Chọn rồi gửi lại."))
    return given
