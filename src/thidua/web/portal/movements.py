"""Launched movements as anyone may read them: theme, tasks, criteria, how many units answered."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from thidua.kernel.text import fold
from thidua.movements.enums import MovementKind
from thidua.movements.queries.cascade import board, counted
from thidua.movements.queries.movements import public_movements, whole
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.page_cache import cached
from thidua.web.shell.rights import public

_SPEC = ListSpec(
    title="Phong trào thi đua",
    noun="phong trào",
    columns=(
        Column(
            "ten",
            "Phong trào",
            lambda one: one.title,
            "title",
            url=lambda one: reverse("public_movement", args=[one.pk]),
            width=52,
        ),
        Column("nam", "Năm", lambda one: str(one.year), "year", width=8),
        Column("don_vi", "Nơi phát động", lambda one: one.authority.name, "authority__sort_key", width=34),
        Column("chu_de", "Chủ đề", lambda one: one.theme, width=44),
        Column("ngay", "Ngày phát động", lambda one: one.launched_on, "launched_on", width=14),
        Column("tinh_trang", "Tình trạng", lambda one: one.get_state_display(), "state", width=18),
    ),
    order=("-year", "authority__sort_key"),
    search=lambda rows, words: rows.filter(
        Q(folded_title__contains=fold(words)) | Q(authority__folded_name__contains=fold(words))
    ),
    filters=(
        Filter("hinh_thuc", "Hình thức", tuple(MovementKind.choices), lambda rows, v: rows.filter(kind=v)),
    ),
    empty="Chưa có phong trào nào được phát động.",
    file="phong-trao",
)


@public
@cached
@require_safe
def movements(request: HttpRequest) -> HttpResponse:
    return show_list(request, _SPEC, public_movements(), template="portal/list.html")


@public
@cached
@require_safe
def movement(request: HttpRequest, pk: int) -> HttpResponse:
    """One launched movement. Who answers for a task is a body, never a person; readings stay inside."""
    one = whole(get_object_or_404(public_movements(), pk=pk))
    rows = board(one, on=localdate())
    context = {
        "one": one,
        "points": sum(c.max_points for c in one.criteria.all()),
        "covenants": one.covenants.count(),
        "answered": counted(rows)["launched"],
        "below": len(rows),
    }
    return render(request, "portal/movement.html", context)
