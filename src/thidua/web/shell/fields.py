"""What a form gave, read as a day, a year or one of a list; Refused names the field and the cure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, time
from decimal import Decimal

from django.db.models import QuerySet
from django.http import HttpRequest

from thidua.kernel.issues import Issue, Refused
from thidua.kernel.numbers import read_decimal
from thidua.kernel.text import typed_lines, typed_text
from thidua.registry.models import OrgUnit

_MOST_UNITS = 500  # a longer list of choices helps nobody


def text_of(request: HttpRequest, name: str) -> str:
    return typed_text(str(request.POST.get(name, "")))


def lines_of(request: HttpRequest, name: str) -> str:
    """A text of several paragraphs."""
    return typed_lines(str(request.POST.get(name, "")))


def day_of(request: HttpRequest, name: str, label: str) -> date | None:
    """The day of a field; none when it is empty."""
    return typed_day(text_of(request, name), label)


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


def decimal_of(request: HttpRequest, name: str, label: str) -> Decimal | None:
    """The number of a field, with a Vietnamese comma or a dot; none when it is empty."""
    return typed_decimal(text_of(request, name), label)


def typed_decimal(typed: str, label: str) -> Decimal | None:
    """A number as typed; none for nothing."""
    if not typed:
        return None
    if (found := read_decimal(typed)) is None:
        raise Refused(
            Issue("form.number", f"“{label}”: “{typed}” không phải số.", "Ghi dạng 18,5 hoặc 1.774.")
        )
    return found


def hour_of(request: HttpRequest, name: str, label: str) -> time:
    """The hour of a field that must be filled in."""
    given = text_of(request, name)
    try:
        return time.fromisoformat(given)
    except ValueError as fault:
        raise Refused(
            Issue("form.hour", f"“{label}”: không đọc được giờ “{given}”.", "Ghi dạng 08:00.")
        ) from fault


def table_rows(request: HttpRequest, *fields: str) -> Iterator[tuple[int, int | None, list[str]]]:
    """Filled rows of a table form: number on the page, the row it was (field `pk`), and its fields; an empty row is
    none."""
    columns = [request.POST.getlist(field) for field in fields]
    keys = request.POST.getlist("pk") or [""] * max(map(len, columns), default=0)
    for number, (pk, *cells) in enumerate(zip(keys, *columns, strict=False), 1):
        values = [typed_text(cell) for cell in cells]
        if any(values):
            yield number, int(pk) if pk.isdigit() else None, values


def typed_key(typed: str) -> int:
    """The number of a row as a form sends it; 0, which no row has, for anything else."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


def typed_whole(typed: str, label: str) -> int:
    """A whole number as typed, 0 included. Raises Refused for anything else, and for more than nine digits."""
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
        raise Refused(Issue("form.number", f"“{label}”: “{typed}” không phải số nguyên.", "Ghi lại số."))
    return int(typed)


def typed_day(typed: str, label: str) -> date | None:
    """A day as a field of dates gives it; none for nothing."""
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError as fault:
        raise Refused(
            Issue("form.day", f"“{label}”: không đọc được ngày “{typed}”.", "Chọn lại ngày.")
        ) from fault


def choice_of(request: HttpRequest, name: str, label: str, values: Collection[str]) -> str:
    """One of the values, which must be chosen."""
    given = text_of(request, name)
    if given not in values:
        raise Refused(Issue("form.choice", f"Chưa chọn “{label}”.", "Chọn rồi gửi lại."))
    return given


def offered(units: QuerySet[OrgUnit]) -> QuerySet[OrgUnit]:
    """The living ones of the units, as a form offers them to choose from."""
    return units.filter(until_on=None).order_by("sort_key")[:_MOST_UNITS]


def living_unit(typed: str) -> OrgUnit:
    """The living unit of this code or name. Raises Refused for none and for more than one."""
    living = OrgUnit.objects.filter(until_on=None)
    found = list(living.filter(code__iexact=typed)[:1]) or list(living.filter(name__iexact=typed)[:2])
    if len(found) != 1:
        said = f"Có nhiều đơn vị tên “{typed}”." if found else f"Không có đơn vị “{typed}”."
        raise Refused(Issue("form.unit", said, "Chọn trong danh sách gợi ý, hoặc ghi mã đơn vị."))
    return found[0]
