"""The tree of units on any day, and what each became or came from on today's map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate

from thidua.access.queries import granted_units, units_with
from thidua.kernel.numbers import day as written
from thidua.kernel.text import fold
from thidua.registry.models import OrgUnit
from thidua.registry.queries.tree import (
    UnitThen,
    ancestor_ids,
    below_on,
    children_on,
    days_of_change,
    origins,
    state_on,
    todays_ids,
)
from thidua.web.shell.listed import Listed
from thidua.web.shell.lists import Column, ListSpec, show_list
from thidua.web.shell.rights import actor_of, needs

THEN, TODAY = "ngay-do", "hom-nay"


@dataclass(frozen=True)
class Branch:
    """A unit of the tree as a row: `kin` is who goes on for it today, or whom it came from."""

    pk: int
    name: str
    code: str
    level: str
    below: int
    kin: str
    url: str


def _spec(kin: str) -> ListSpec:
    return ListSpec(
        title="Cây đơn vị",
        noun="đơn vị",
        columns=(
            Column("ten", "Tên đơn vị", lambda one: one.name, "name", width=44, url=lambda one: one.url),
            Column(
                "ma",
                "Mã",
                lambda one: one.code,
                "code",
                width=14,
                url=lambda one: reverse("unit", args=[one.code]),
            ),
            Column("cap", "Cấp", lambda one: one.level, "level", width=22),
            Column("duoi", "Đơn vị trực thuộc", lambda one: one.below, "below", numeric=True, width=16),
            Column("ke_thua", kin, lambda one: one.kin, width=48),
        ),
        order=("name",),
        search=_search,
        empty="Không có đơn vị nào ở đây vào ngày này.",
        file="cay-don-vi",
    )


def _search(rows: Any, words: str) -> Any:
    return rows.where(lambda one: fold(words) in fold(f"{one.name} {one.code}"))


@needs("person.read")
def unit_tree(request: HttpRequest) -> HttpResponse:
    """The units right below one on a day; a slider goes from change to change."""
    marks = _marks()
    day = _day(request, marks)
    way = TODAY if request.GET.get("cach") == TODAY else THEN
    shown = localdate() if way == TODAY else day
    root, rows = _rows(request, shown)
    branches = _branches(rows, shown, day, way, _kept(request))
    place = next((i for i, mark in reversed(list(enumerate(marks))) if mark <= day), 0)
    context = {
        "day": day,
        "way": way,
        "marks": [(i, mark, written(mark)) for i, mark in enumerate(marks)],
        "slot": place,
        "root": state_on(root, shown) if root else None,
        "path": _path(request, root, shown) if root else [],
        "kept": {k: v for k, v in _kept(request).items() if k != "ngay"},
        "hidden": _kept(request),
        "here": urlencode({k: v for k, v in _kept(request).items() if k not in ("ngay", "cach")}),
    }
    title = f"Gồm những đơn vị nào vào {written(day)}" if way == TODAY else "Hôm nay là"
    rows_shown: Any = Listed(branches)
    return show_list(request, _spec(title), rows_shown, template="office/unit_tree.html", context=context)


def _marks() -> list[date]:
    """The day before the first change, the days of change, today."""
    days = [one for one in days_of_change() if one <= localdate()]
    first = [days[0] - timedelta(days=1)] if days else []
    return sorted({*first, *days, localdate()})


def _day(request: HttpRequest, marks: Sequence[date]) -> date:
    """The day asked for by its date or by its place on the slider; today where neither can be read."""
    place = request.GET.get("moc", "")
    if place.isascii() and place.isdigit() and int(place) < len(marks):
        return marks[int(place)]
    try:
        return date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        return localdate()


def _kept(request: HttpRequest) -> dict[str, str]:
    return {key: request.GET[key] for key in ("ngay", "cach", "goc") if request.GET.get(key)}


def _rows(request: HttpRequest, shown: date) -> tuple[OrgUnit | None, list[UnitThen]]:
    """The root asked for with what lies right below it; without one, where the reader's rights begin."""
    actor = actor_of(request)
    if code := request.GET.get("goc"):
        root = OrgUnit.objects.filter(code=code, pk__in=units_with(actor, "person.read")).first()
        if root is None:
            raise Http404
        return root, children_on(root, shown)
    tops = OrgUnit.objects.filter(pk__in=granted_units(actor, "person.read"))
    states = [state for top in tops if (state := state_on(top, shown))]
    return None, states


def _branches(
    rows: Sequence[UnitThen], shown: date, day: date, way: str, kept: dict[str, str]
) -> list[Branch]:
    ids = [row.unit.pk for row in rows]
    below = below_on(ids, shown)
    kin = _came_from(ids, day) if way == TODAY else _gone_to(rows)
    labels = dict(OrgUnit._meta.get_field("level").flatchoices)
    address = reverse("unit_tree")
    return [
        Branch(
            pk=row.unit.pk,
            name=row.name,
            code=row.unit.code,
            level=str(labels[row.level]),
            below=below[row.unit.pk],
            kin=kin.get(row.unit.pk, ""),
            url=(
                f"{address}?{urlencode({**kept, 'goc': row.unit.code})}"
                if below[row.unit.pk]
                else reverse("unit", args=[row.unit.code])
            ),
        )
        for row in rows
    ]


def _gone_to(rows: Sequence[UnitThen]) -> dict[int, str]:
    """Under which names each goes on today, where that differs from what it was called then."""
    now = todays_ids([row.unit.pk for row in rows])
    names = _names({one for ids in now.values() for one in ids})
    found = {row.unit.pk: ", ".join(sorted(names[one] for one in now[row.unit.pk])) for row in rows}
    return {
        row.unit.pk: found[row.unit.pk] or "không có đơn vị kế thừa"
        for row in rows
        if found[row.unit.pk] != row.name
    }


def _came_from(ids: Sequence[int], day: date) -> dict[int, str]:
    """Which units of the day went into each of today's."""
    back = origins(ids)
    units = OrgUnit.objects.in_bulk({one for found in back.values() for one in found})
    names = {pk: state.name for pk, unit in units.items() if (state := state_on(unit, day))}
    return {pk: ", ".join(sorted(names[one] for one in back[pk] if one in names)) for pk in ids}


def _names(ids: set[int]) -> dict[int, str]:
    return dict(OrgUnit.objects.filter(pk__in=ids).values_list("pk", "name"))


def _path(request: HttpRequest, root: OrgUnit, shown: date) -> list[dict[str, Any]]:
    """What lies above the root on the day, from the top, as far as the reader may look."""
    readable = units_with(actor_of(request), "person.read")
    units = OrgUnit.objects.in_bulk(ancestor_ids(root, on=shown)[1:])
    found = [(unit, state_on(unit, shown)) for unit in reversed(units.values()) if unit.pk in readable]
    kept = _kept(request)
    return [
        {"name": state.name if state else unit.name, "query": urlencode({**kept, "goc": unit.code})}
        for unit, state in found
    ]
