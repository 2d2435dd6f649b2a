"""Who below has launched: the board of a movement's answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from thidua.kernel.text import fold
from thidua.movements.actions import remind_units
from thidua.movements.enums import MovementState
from thidua.movements.models import EmulationMovement
from thidua.movements.queries.cascade import Answered, board, counted
from thidua.movements.queries.movements import UNDER_WAY, movements_of
from thidua.web.office.movements import readable
from thidua.web.shell.listed import Listed
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, may, needs

_STATES = {"none": "Chưa lập", "draft": "Đang dự thảo", "launched": "Đã phát động"}
_BADGE = {"none": "none", "draft": "asked", "launched": "met"}


def _state(row: Answered) -> str:
    said = _STATES[row.state]
    return f"{said}, quá hạn" if row.is_late else said


def _badge(row: Answered) -> str:
    return "refused" if row.is_late and row.state != "launched" else _BADGE[row.state]


def _search(rows: Any, words: str) -> Any:
    return rows.where(lambda row: fold(words) in row.unit.folded_name)


def _narrow(rows: Any, wanted: str) -> Any:
    if wanted == "late":
        return rows.where(lambda row: row.is_late)
    return rows.where(lambda row: bool(row.deviations) if wanted == "khac" else row.state == wanted)


def _spec(open_ids: set[int]) -> ListSpec:
    def url(row: Answered) -> str:
        return (
            reverse("movement", args=[row.movement.pk])
            if row.movement and row.movement.pk in open_ids
            else ""
        )

    return ListSpec(
        title="Hưởng ứng của cấp dưới",
        noun="đơn vị",
        columns=(
            Column("don_vi", "Đơn vị", lambda row: row.name, "sort_key", url=url, width=42, whole=True),
            Column("tinh_trang", "Tình trạng", _state, "state", badge=_badge, width=22),
            Column("ngay", "Ngày phát động", lambda row: row.launched_on, width=14),
            Column("khac", "Điểm khác", lambda row: len(row.deviations), numeric=True, width=10),
            Column("noi_dung", "Nội dung khác", lambda row: " ".join(row.deviations), width=60, screen=False),
            Column("nhac", "Nhắc lần cuối", lambda row: row.reminded_on, width=14),
        ),
        order=("sort_key",),
        search=_search,
        filters=(
            Filter(
                "tinh_trang",
                "Tình trạng",
                (*_STATES.items(), ("late", "Quá hạn"), ("khac", "Có điểm khác")),
                _narrow,
            ),
        ),
        empty="Dưới nơi phát động không có đơn vị nào.",
        file="huong-ung",
    )


@needs("movement.read")
@require_http_methods(["GET", "POST"])
def cascade(request: HttpRequest, pk: int) -> HttpResponse:
    """Every unit below: whether and when it launched its own, with which deviations, when it was reminded."""
    one = readable(request, pk)
    if one.state == MovementState.DRAFT or not may(request, "movement.read", one.authority):
        raise Http404
    if request.method == "POST":
        _remind(request, one)
        return redirect("cascade", pk)
    rows = board(one, on=localdate())
    ids = {row.movement.pk for row in rows if row.movement}
    mine = set(movements_of(actor_of(request)).filter(pk__in=ids).values_list("pk", flat=True))
    context = {
        "one": one,
        "counts": counted(rows),
        "all": len(rows),
        "may_remind": one.state in UNDER_WAY and may(request, "movement.review", one.authority),
    }
    shown: Any = Listed(rows)
    return show_list(request, _spec(mine), shown, template="office/cascade.html", context=context)


def _remind(request: HttpRequest, one: EmulationMovement) -> None:
    def act() -> str:
        count = remind_units(actor=actor_of(request), movement=one, on=localdate())
        return f"Đã nhắc {count} đơn vị chưa phát động." if count else "Hôm nay các đơn vị này đã được nhắc."

    if said := attempt(request, act):
        messages.success(request, said)
