"""Files taken in: the list of them, the first step of sending one, and an empty form of each kind."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods

import thidua.intake.jobs  # noqa: F401 – makes the works known that sending asks for
from thidua.access.queries import granted_units, units_with
from thidua.intake.actions import send
from thidua.intake.enums import IntakeKind, IntakeState
from thidua.intake.exports import template
from thidua.intake.models import Intake
from thidua.intake.queries.files import intakes_for
from thidua.kernel.text import fold
from thidua.registry.models import OrgUnit
from thidua.web.shell.lists import EXCEL, Column, Filter, ListSpec, show_list
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, needs

_BADGE = {IntakeState.DRAFT: "asked", IntakeState.ACCEPTED: "met"}


def standing(one: Intake) -> str:
    """Where the file stands, in a word or two."""
    if one.state != IntakeState.DRAFT:
        return one.get_state_display()
    if one.fault:
        return "Không đọc được"
    if one.draft is None:
        return "Chờ ghép cột" if one.columns and not one.mapped else "Đang đọc"
    return "Có dòng sai" if one.wrong else "Chờ ghi"


_SPEC = ListSpec(
    title="Nhập dữ liệu",
    noun="tệp",
    columns=(
        Column(
            "tep",
            "Tệp",
            lambda one: one.file,
            "folded_file",
            url=lambda one: reverse("intake", args=[one.pk]),
        ),
        Column("loai", "Loại dữ liệu", lambda one: one.get_kind_display(), "kind", width=26),
        Column("gui", "Nơi gửi", lambda one: one.sender.name, "sender__sort_key", width=34),
        Column(
            "trang_thai",
            "Tình trạng",
            standing,
            "state",
            badge=lambda one: (
                "refused"
                if one.state == IntakeState.DRAFT and (one.fault or one.wrong)
                else _BADGE.get(IntakeState(one.state), "none")
            ),
        ),
        Column("moi", "Mới", lambda one: one.created, "created", numeric=True, width=10),
        Column("doi", "Thay đổi", lambda one: one.changed, "changed", numeric=True, width=10),
        Column("ngay", "Ngày gửi", lambda one: localtime(one.sent_at).date(), "sent_at", width=14),
        Column("nguoi", "Người nhập", lambda one: one.uploader.full_name, "uploader__full_name", width=28),
    ),
    order=("-sent_at",),
    search=lambda rows, words: rows.filter(folded_file__contains=fold(words)),
    filters=(
        Filter("loai", "Loại dữ liệu", tuple(IntakeKind.choices), lambda rows, v: rows.filter(kind=v)),
        Filter("trang_thai", "Tình trạng", tuple(IntakeState.choices), lambda rows, v: rows.filter(state=v)),
    ),
    empty="Chưa nhập tệp nào. Chọn “Nhập tệp” để đưa danh bạ, sổ khen thưởng cũ vào hệ thống.",
    file="tep-da-nhap",
)


def visible(request: HttpRequest) -> QuerySet[Intake]:
    """Files of the units on which the user may take files in."""
    return intakes_for(actor_of(request)).select_related("unit", "sender", "uploader")


@needs("intake.manage")
def intakes(request: HttpRequest) -> HttpResponse:
    return show_list(request, _SPEC, visible(request), template="office/intakes.html")


@needs("intake.manage")
@require_http_methods(["GET", "POST"])
def intake_send(request: HttpRequest) -> HttpResponse:
    """Step one: what it is, whose it is, the file. It is read in the background; nothing of it is written yet."""
    if request.method == "POST" and (sent := _send(request)):
        return redirect("intake", sent.pk)
    actor = actor_of(request)
    granted = OrgUnit.objects.filter(id__in=granted_units(actor, "intake.manage")).order_by("sort_key")
    context = {
        "kinds": IntakeKind.choices,
        "kind": request.POST.get("kind") or request.GET.get("loai", ""),
        "units": OrgUnit.objects.filter(id__in=units_with(actor, "intake.manage")).order_by("sort_key"),
        "chosen": request.POST.get("sender") or getattr(granted.first(), "code", ""),
    }
    return render(request, "office/intake_send.html", context)


def _send(request: HttpRequest) -> Intake | None:
    """The file that was sent; none after a refusal, which is told on the page."""
    file: Any = request.FILES.get("file")
    sender = OrgUnit.objects.filter(code=request.POST.get("sender", "")).first()
    if file is None or sender is None:
        messages.error(request, "Chưa chọn tệp hoặc nơi gửi. Chọn rồi gửi lại.")
        return None
    kind = request.POST.get("kind", "")
    return attempt(
        request,
        lambda: send(actor=actor_of(request), kind=kind, sender=sender, file=file.name, content=file.read()),
    )


@needs("intake.manage")
def intake_form(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty form of the kind, to be filled in and sent."""
    if kind not in IntakeKind.values:
        raise Http404
    said = {"Content-Disposition": f'attachment; filename="mau-{kind}.xlsx"'}
    return HttpResponse(template(IntakeKind(kind)), content_type=EXCEL, headers=said)
