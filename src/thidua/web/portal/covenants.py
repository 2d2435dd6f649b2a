"""Signed covenants as anyone may read them: targets, quarters, result. No person is named."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from thidua.kernel.text import fold
from thidua.movements.enums import CovenantResult
from thidua.movements.queries.covenants import public_covenants, standings, with_readings
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.page_cache import cached
from thidua.web.shell.rights import public

_SPEC = ListSpec(
    title="Giao ước thi đua",
    noun="giao ước",
    columns=(
        Column(
            "don_vi",
            "Đơn vị",
            lambda one: one.unit.name,
            "unit__sort_key",
            url=lambda one: reverse("public_covenant", args=[one.pk]),
            width=44,
        ),
        Column("phong_trao", "Phong trào", lambda one: one.movement.title, "movement__title", width=48),
        Column("nam", "Năm", lambda one: str(one.movement.year), "movement__year", width=8),
        Column("ngay", "Ngày ký", lambda one: one.signed_on, "signed_on", width=12),
        Column(
            "ket_qua", "Kết quả", lambda one: one.get_result_display() or "đang thực hiện", "result", width=24
        ),
    ),
    order=("-movement__year", "unit__sort_key"),
    search=lambda rows, words: rows.filter(unit__folded_name__contains=fold(words)),
    filters=(
        Filter("ket_qua", "Kết quả", tuple(CovenantResult.choices), lambda rows, v: rows.filter(result=v)),
    ),
    empty="Chưa có giao ước nào được ký.",
    file="giao-uoc",
)


@public
@cached
@require_safe
def covenants(request: HttpRequest) -> HttpResponse:
    return show_list(request, _SPEC, public_covenants(), template="portal/list.html")


@public
@cached
@require_safe
def covenant(request: HttpRequest, pk: int) -> HttpResponse:
    """One signed covenant."""
    one = get_object_or_404(with_readings(public_covenants()), pk=pk)
    return render(request, "portal/covenant.html", {"one": one, "rows": standings(one)})
