"""Units: the list, and the page of one with its past, its kin and what it was honoured for."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate

from thidua.access.queries import units_with
from thidua.eligibility.queries.law import law_book
from thidua.honours.models import Award
from thidua.registry.enums import UnitLevel
from thidua.registry.models import OrgUnit, Post
from thidua.registry.queries.acts import left_in
from thidua.registry.queries.searching import units_matching
from thidua.registry.queries.tree import ancestor_ids, origins, todays_ids
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.rights import actor_of, may, needs

_MOST_ROWS = 50  # of bodies below and of awards on the page of a unit; the lists show all

_UNITS = ListSpec(
    title="Đơn vị",
    noun="đơn vị",
    columns=(
        Column(
            "ten",
            "Tên đơn vị",
            lambda one: one.name,
            "sort_key",
            width=48,
            url=lambda one: reverse("unit", args=[one.code]),
        ),
        Column("ma", "Mã", lambda one: one.code, "code", width=14),
        Column("cap", "Cấp", lambda one: one.get_level_display(), "level", width=22),
        Column("tren", "Trực thuộc", lambda one: one.parent.name if one.parent else "", width=40),
        Column("tu", "Từ ngày", lambda one: one.from_on, "from_on", width=14),
        Column("den", "Đến ngày", lambda one: one.until_on, "until_on", width=14),
    ),
    order=("sort_key",),
    search=units_matching,
    filters=(
        Filter("cap", "Cấp", tuple(UnitLevel.choices), lambda rows, v: rows.filter(level=v)),
        Filter(
            "hoat_dong",
            "Hoạt động",
            (("con", "Đang hoạt động"), ("het", "Đã kết thúc")),
            lambda rows, v: rows.filter(until_on__isnull=v == "con"),
        ),
    ),
    empty="Chưa có đơn vị nào trong danh mục.",
    file="don-vi",
)


@needs("person.read")
def unit_list(request: HttpRequest) -> HttpResponse:
    context = {"may_change": may(request, "unit.change", None)}
    ids = units_with(actor_of(request), "person.read")
    rows = OrgUnit.objects.filter(pk__in=ids).select_related("parent")
    return show_list(request, _UNITS, rows, template="office/units.html", context=context)


@needs("person.read")
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """One unit: where it stands and stood, whom it goes on for and who goes on for it, its honours."""
    readable = units_with(actor_of(request), "person.read")
    one = get_object_or_404(OrgUnit.objects.select_related("parent"), pk__in=readable, code=code)
    above = OrgUnit.objects.in_bulk(ancestor_ids(one, on=one.until_on)[1:])
    people, bodies = left_in([one.pk])
    below = one.children.filter(until_on=None).order_by("sort_key")
    context = {
        "one": one,
        "path": [(u, u.pk in readable) for u in reversed(above.values())],
        "states": one.states.select_related("parent", "ended_by").order_by("-until_on"),
        "effects": one.effects.select_related("act").order_by("-act__effective_on", "-act_id"),
        "came_from": _kin(one.origins.select_related("predecessor", "act"), "predecessor", readable),
        "went_to": _kin(one.successions.select_related("successor", "act"), "successor", readable),
        "today": _today(one),
        "people": people[one.pk],
        "below": [(u, u.pk in readable) for u in below[:_MOST_ROWS]],
        "below_count": bodies[one.pk],
        "may_change": may(request, "unit.change", one),
        "may_place": one.until_on is not None and people[one.pk] and may(request, "unit.change", one),
        "honours": _honours(request, one),
        "ever_held": Post.objects.filter(unit=one).values("person_id").distinct().count(),
    }
    return render(request, "office/unit.html", context)


def _kin(rows: Any, side: str, readable: set[int]) -> list[tuple[OrgUnit, bool, Any]]:
    """The unit at the other end, whether the reader may open it, and the succession."""
    found = [(getattr(one, side), one) for one in rows.order_by(f"{side}__sort_key")]
    return [(other, other.pk in readable, one) for other, one in found]


def _today(one: OrgUnit) -> list[OrgUnit]:
    """Who goes on for an ended unit today; empty for one that lives."""
    if one.until_on is None or one.until_on >= localdate():
        return []
    return list(OrgUnit.objects.filter(pk__in=todays_ids([one.pk])[one.pk]).order_by("sort_key"))


def _honours(request: HttpRequest, one: OrgUnit) -> dict[str, Any] | None:
    """Honours of the collective itself, and apart from them those of the units it came from."""
    if not may(request, "award.read", one):
        return None
    before = origins([one.pk])[one.pk] - {one.pk}
    # What a unit outside the reader's reach was given is not for this page.
    before &= units_with(actor_of(request), "award.read")
    return {
        "own": _told(Award.objects.filter(unit=one)),
        "earlier": _told(Award.objects.filter(unit_id__in=before)),
    }


def _told(awards: QuerySet[Award]) -> list[tuple[Award, str]]:
    book = law_book()
    return [
        (one, book.label(one.honour)) for one in awards.order_by("-year", "-decided_on", "id")[:_MOST_ROWS]
    ]
