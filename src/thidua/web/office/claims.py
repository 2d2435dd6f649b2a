"""What account holders ask of the office: to confirm whose a record is, and to mend what is wrong in it."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from thidua.access.queries import units_with
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.text import fold
from thidua.personnel.actions import accept_claim, answer_fault, refuse_claim
from thidua.personnel.enums import ClaimState, FaultAbout, FaultState
from thidua.personnel.models import FaultReport, RecordClaim
from thidua.registry.queries.people import people_of, unit_of_record
from thidua.web.shell.fields import text_of
from thidua.web.shell.lists import Column, Filter, ListSpec, Rows, show_list
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, may, needs

_BADGE = {
    ClaimState.PROPOSED: "asked",
    ClaimState.ACCEPTED: "met",
    ClaimState.REFUSED: "refused",
    FaultState.REPORTED: "asked",
    FaultState.MENDED: "met",
    FaultState.KEPT: "none",
}
_OPEN = (ClaimState.PROPOSED, FaultState.REPORTED)


def _state(one: RecordClaim | FaultReport) -> str:
    late = one.state in _OPEN and one.answer_until < localdate()
    return "Quá hạn trả lời" if late else str(one.get_state_display())


def _answered_last(rows: Rows, chosen: str) -> Rows:
    if chosen == "qua_han":
        return rows.filter(state__in=_OPEN, answer_until__lt=localdate())
    return rows.filter(state=chosen)


def _day(one: RecordClaim | FaultReport) -> date:
    return localdate(one.at)


_CLAIMS = ListSpec(
    title="Nhận hồ sơ",
    noun="yêu cầu",
    columns=(
        Column(
            "ten",
            "Họ tên đã khai",
            lambda one: one.name_given,
            "name_given",
            url=lambda one: reverse("claim", args=[one.pk]),
            width=28,
        ),
        Column("tai_khoan", "Tài khoản", lambda one: one.user.username, "user__username", width=18),
        Column("don_vi", "Đơn vị đã khai", lambda one: one.unit.name, "unit__sort_key", width=36),
        Column("ngay", "Ngày gửi", _day, "at", width=12),
        Column("han", "Hạn trả lời", lambda one: one.answer_until, "answer_until", width=12),
        Column("tinh_trang", "Tình trạng", _state, "state", badge=lambda one: _BADGE[one.state]),
    ),
    order=("-id",),
    search=lambda rows, words: rows.filter(
        Q(name_given__icontains=words)
        | Q(user__username__icontains=words)
        | Q(unit__folded_name__contains=fold(words))
    ),
    filters=(
        Filter(
            "tinh_trang",
            "Tình trạng",
            (("qua_han", "Quá hạn trả lời"), *ClaimState.choices),
            _answered_last,
        ),
    ),
    empty="Chưa có ai yêu cầu nhận hồ sơ.",
    file="nhan-ho-so",
)
_FAULTS = ListSpec(
    title="Báo sai sót",
    noun="báo cáo",
    columns=(
        Column(
            "ten",
            "Họ và tên",
            lambda one: one.person.full_name,
            "person__sort_key",
            url=lambda one: reverse("fault_report", args=[one.pk]),
            width=28,
        ),
        Column("ve", "Về nội dung", lambda one: one.get_about_display(), "about", width=28),
        Column("sai", "Chỗ sai", lambda one: one.text, width=60),
        Column("ngay", "Ngày gửi", _day, "at", width=12),
        Column("han", "Hạn trả lời", lambda one: one.answer_until, "answer_until", width=12),
        Column("tinh_trang", "Tình trạng", _state, "state", badge=lambda one: _BADGE[one.state]),
    ),
    order=("-id",),
    search=lambda rows, words: rows.filter(
        Q(person__folded_name__contains=fold(words)) | Q(text__icontains=words)
    ),
    filters=(
        Filter("ve", "Về nội dung", tuple(FaultAbout.choices), lambda rows, v: rows.filter(about=v)),
        Filter(
            "tinh_trang",
            "Tình trạng",
            (("qua_han", "Quá hạn trả lời"), *FaultState.choices),
            _answered_last,
        ),
    ),
    empty="Chưa có ai báo sai sót.",
    file="bao-sai-sot",
)


def _claims(request: HttpRequest) -> QuerySet[RecordClaim]:
    """Claims that name one of the user's units, or fit a record there."""
    units = units_with(actor_of(request), "claim.answer")
    there = people_of(units)
    mine = Q(unit_id__in=units) | Q(person__in=there)
    return RecordClaim.objects.filter(mine).select_related("user", "unit", "person")


def _faults(request: HttpRequest) -> QuerySet[FaultReport]:
    units = units_with(actor_of(request), "fault.answer")
    there = people_of(units)
    return FaultReport.objects.filter(person__in=there).select_related("person", "user")


@needs("claim.answer")
def claims(request: HttpRequest) -> HttpResponse:
    return show_list(request, _CLAIMS, _claims(request))


@needs("claim.answer")
@require_http_methods(["GET", "POST"])
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """One claim beside the record that fits it, where there is one the user may see."""
    one = _claims(request).filter(pk=pk).first()
    if one is None:
        raise Http404
    if request.method == "POST":
        if said := attempt(request, lambda: _answer(request, one)):
            messages.success(request, said)
        return redirect("claim", pk)
    fits = one.person if one.person and may(request, "claim.answer", unit_of_record(one.person)) else None
    context = {
        "one": one,
        "fits": fits,
        "elsewhere": one.person is not None and fits is None,
        "open": one.state == ClaimState.PROPOSED,
        "badge": _BADGE[ClaimState(one.state)],
    }
    return render(request, "office/claim.html", context)


def _answer(request: HttpRequest, one: RecordClaim) -> str:
    actor = actor_of(request)
    if text_of(request, "viec") != "xac-nhan":
        refuse_claim(actor=actor, claim=one, reason=text_of(request, "reason"))
        return "Đã trả lời không xác nhận; người gửi thấy lý do."
    code = text_of(request, "code")
    there = people_of(units_with(actor, "claim.answer"))
    person = there.filter(code=code).first()
    if person is None:
        said = f"Không có hồ sơ mã “{code}” ở các đơn vị của bạn."
        raise Refused(Issue("claim.code", said, "Tìm mã ở trang Người."))
    accept_claim(actor=actor, claim=one, person=person)
    return f"Đã xác nhận hồ sơ {person.code} là của tài khoản {one.user.username}."


@needs("fault.answer")
def fault_reports(request: HttpRequest) -> HttpResponse:
    return show_list(request, _FAULTS, _faults(request))


@needs("fault.answer")
@require_http_methods(["GET", "POST"])
def fault_report(request: HttpRequest, pk: int) -> HttpResponse:
    """One report, answered after the record was mended, or with the reason why it stays."""
    one = _faults(request).filter(pk=pk).first()
    if one is None:
        raise Http404
    if request.method == "POST":
        mended = text_of(request, "viec") == "da-sua"
        told = text_of(request, "answer")
        if attempt(
            request, lambda: answer_fault(actor=actor_of(request), report=one, mended=mended, answer=told)
        ):
            messages.success(request, "Đã trả lời; người gửi thấy câu trả lời ở hồ sơ của mình.")
        return redirect("fault_report", pk)
    context = {"one": one, "open": one.state == FaultState.REPORTED, "badge": _BADGE[FaultState(one.state)]}
    return render(request, "office/fault_report.html", context)
