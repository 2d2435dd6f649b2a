"""A unit's lists: those it sent, and the first step of sending one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods

import thidua.nominations.jobs  # noqa: F401 – makes the works known that sending asks for
from thidua.access.queries import units_with
from thidua.kernel.text import fold
from thidua.movements.models import Season
from thidua.movements.queries.seasons import latest_season
from thidua.nominations.actions.uploads import send
from thidua.nominations.enums import UploadState
from thidua.nominations.models import UploadedList
from thidua.nominations.queries.sending import may_send, uploads_for
from thidua.registry.models import OrgUnit
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, may, needs

_BADGE = {UploadState.DRAFT: "asked", UploadState.RECEIVED: "met"}

_SPEC = ListSpec(
    title="Danh sách đã gửi",
    noun="danh sách",
    columns=(
        Column(
            "tep", "Tệp", lambda one: one.file, "folded_file", url=lambda one: reverse("sheet", args=[one.pk])
        ),
        Column("don_vi", "Đơn vị", lambda one: one.unit.name if one.unit else "", "unit__sort_key", width=36),
        Column(
            "trang_thai",
            "Tình trạng",
            lambda one: "Không đọc được" if one.fault else one.get_state_display(),
            "state",
            badge=lambda one: "refused" if one.fault else _BADGE.get(UploadState(one.state), "none"),
        ),
        Column("ngay", "Ngày gửi", lambda one: localtime(one.sent_at).date(), "sent_at", width=14),
        Column("nguoi", "Người gửi", lambda one: one.uploader.full_name, "uploader__full_name", width=28),
    ),
    order=("-sent_at",),
    search=lambda rows, words: rows.filter(folded_file__contains=fold(words)),
    filters=(
        Filter("trang_thai", "Tình trạng", tuple(UploadState.choices), lambda rows, v: rows.filter(state=v)),
    ),
    empty="Chưa gửi danh sách nào. Chọn “Gửi danh sách” để bắt đầu.",
    file="danh-sach-da-gui",
)


def visible(request: HttpRequest) -> QuerySet[UploadedList]:
    """Lists of the units on which the user may read lists, and the user's own."""
    return uploads_for(actor_of(request)).select_related("unit", "uploader", "season")


@needs("sheet.read")
def sheets(request: HttpRequest) -> HttpResponse:
    context = {"may_send": may(request, "sheet.submit", None)}
    return show_list(request, _SPEC, visible(request), template="unit/sheets.html", context=context)


@needs("sheet.submit")
@require_http_methods(["GET", "POST"])
def sheet_upload(request: HttpRequest) -> HttpResponse:
    """Step one: choose a file; it is read in the background and shown before anything is written."""
    season = latest_season()
    if season is None:
        return render(request, "unit/upload.html")
    units = _units(request)
    code = request.POST.get("unit")
    chosen = next((unit for unit in units if unit.code == code), units[0] if len(units) == 1 else None)
    if request.method == "POST" and (sent := _send(request, season, chosen)):
        return redirect("sheet", sent.pk)
    bar = may_send(actor_of(request), season, None)
    return render(
        request, "unit/upload.html", {"season": season, "units": units, "chosen": chosen, "bar": bar.reason}
    )


def _units(request: HttpRequest) -> list[OrgUnit]:
    """The units for which the user may send."""
    allowed = units_with(actor_of(request), "sheet.submit")
    return list(OrgUnit.objects.filter(id__in=allowed).order_by("sort_key"))


def _send(request: HttpRequest, season: Season, unit: OrgUnit | None) -> UploadedList | None:
    """The list that was sent; none after a refusal, which is told on the page."""
    file: Any = request.FILES.get("file")
    if file is None:
        messages.error(request, "Chưa chọn tệp. Chọn tệp .xlsx, .xls, .ods, .csv hoặc .docx.")
        return None
    return attempt(
        request,
        lambda: send(actor=actor_of(request), season=season, file=file.name, content=file.read(), unit=unit),
    )
