"""Notices of planned stops at the office."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, make_aware, now
from django.views.decorators.http import require_http_methods

from thidua.access.queries import granted_units
from thidua.kernel.days import after_working_days
from thidua.publishing.actions import NoticeRecord, announce_suspension, cancel_suspension
from thidua.publishing.actions.notices import AHEAD_WORKING_DAYS
from thidua.publishing.enums import NoticeState
from thidua.publishing.models import SuspensionNotice
from thidua.publishing.queries.notices import notices_of
from thidua.registry.models import OrgUnit
from thidua.web.shell.fields import hour_of, living_unit, offered, text_of, wanted_day
from thidua.web.shell.lists import Column, Filter, ListSpec, holding, show_list
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, needs
from thidua.web.shell.templatetags.vietnamese import moment


def _state(one: SuspensionNotice) -> str:
    if one.state == NoticeState.CANCELLED:
        return "Đã hủy"
    return "Đang hiện trên cổng" if one.until_at > now() else "Đã qua"


_SPEC = ListSpec(
    title="Tạm dừng hệ thống",
    noun="thông báo",
    columns=(
        Column(
            "viec",
            "Dịch vụ, chức năng",
            lambda one: one.what,
            "what",
            url=lambda one: reverse("notice", args=[one.pk]),
            width=60,
        ),
        Column("tu", "Từ", lambda one: moment(one.from_at), "from_at", width=18, whole=True),
        Column(
            "den", "Hoạt động trở lại", lambda one: moment(one.until_at), "until_at", width=18, whole=True
        ),
        Column("bao", "Báo ngày", lambda one: one.announced_on, "announced_on", width=12),
        Column("cap_bach", "Cấp bách", lambda one: "có" if one.urgent_reason else "không", width=10),
        Column("tinh_trang", "Tình trạng", _state, "state", width=18),
    ),
    order=("-from_at",),
    search=holding(lambda one: one.what),
    filters=(
        Filter("tinh_trang", "Tình trạng", tuple(NoticeState.choices), lambda rows, v: rows.filter(state=v)),
    ),
    empty="Chưa có thông báo nào. Báo trước ít nhất 7 ngày làm việc khi định dừng hệ thống.",
    file="tam-dung-he-thong",
)


@needs("notice.write")
def notices(request: HttpRequest) -> HttpResponse:
    return show_list(request, _SPEC, notices_of(actor_of(request)), template="office/notices.html")


@needs("notice.write")
@require_http_methods(["GET", "POST"])
def notice_new(request: HttpRequest) -> HttpResponse:
    """Announce a stop; it is on every page at once."""
    if request.method == "POST" and (made := attempt(request, lambda: _announce(request))):
        messages.success(request, "Đã thông báo; lời báo hiện ở đầu mọi trang đến khi hoạt động trở lại.")
        return redirect("notice", made.pk)
    context = {
        "given": request.POST,
        "units": offered(OrgUnit.objects.filter(pk__in=granted_units(actor_of(request), "notice.write"))),
        "first": after_working_days(localdate(), AHEAD_WORKING_DAYS),
    }
    return render(request, "office/notice_new.html", context)


def _announce(request: HttpRequest) -> SuspensionNotice:
    given = NoticeRecord(
        _at(request, wanted_day(request, "from_on", "Ngày dừng"), "from_hour", "Giờ dừng"),
        _at(request, wanted_day(request, "until_on", "Ngày trở lại"), "until_hour", "Giờ trở lại"),
        text_of(request, "what")[:500],
        text_of(request, "urgent_reason")[:500],
    )
    unit = living_unit(text_of(request, "unit"))
    return announce_suspension(actor=actor_of(request), authority=unit, notice=given)


def _at(request: HttpRequest, on: date, field: str, label: str) -> datetime:
    return make_aware(datetime.combine(on, hour_of(request, field, label)))


@needs("notice.write")
@require_http_methods(["GET", "POST"])
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice; it may be cancelled with a reason."""
    one = get_object_or_404(notices_of(actor_of(request)), pk=pk)
    if request.method == "POST":
        if attempt(request, lambda: _cancel(request, one)):
            messages.success(request, "Đã hủy thông báo; lời báo không còn trên các trang.")
        return redirect("notice", pk)
    return render(request, "office/notice.html", {"one": one, "state": _state(one)})


def _cancel(request: HttpRequest, one: SuspensionNotice) -> bool:
    cancel_suspension(actor=actor_of(request), notice=one, reason=text_of(request, "reason")[:500])
    return True
