"""Transfers: proposed by one unit, answered by the other."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from thidua.access.queries import units_with
from thidua.kernel.text import fold
from thidua.personnel.actions import accept_transfer, propose_transfer, refuse_transfer, withdraw_transfer
from thidua.personnel.enums import TransferState
from thidua.personnel.models import Transfer
from thidua.registry.models import OrgUnit, Person
from thidua.web.office.person_edit import writable
from thidua.web.shell.fields import living_unit, offered, text_of, wanted_day
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, may, needs

_BADGE = {TransferState.PROPOSED: "asked", TransferState.ACCEPTED: "met", TransferState.REFUSED: "refused"}


def is_late(one: Transfer) -> bool:
    return one.state == TransferState.PROPOSED and one.answer_until < localdate()


def _state(one: Transfer) -> str:
    return "Quá hạn trả lời" if is_late(one) else str(one.get_state_display())


_SPEC = ListSpec(
    title="Chuyển công tác",
    noun="đề nghị",
    columns=(
        Column(
            "ten",
            "Họ và tên",
            lambda one: one.person.full_name,
            "person__sort_key",
            url=lambda one: reverse("transfer", args=[one.pk]),
            width=28,
        ),
        Column("tu", "Từ đơn vị", lambda one: one.from_unit.name, "from_unit__sort_key", width=34),
        Column("den", "Đến đơn vị", lambda one: one.to_unit.name, "to_unit__sort_key", width=34),
        Column("ngay", "Từ ngày", lambda one: one.from_on, "from_on", width=12),
        Column("han", "Hạn trả lời", lambda one: one.answer_until, "answer_until", width=12),
        Column(
            "tinh_trang",
            "Tình trạng",
            _state,
            "state",
            badge=lambda one: _BADGE.get(TransferState(one.state), "none"),
        ),
    ),
    order=("-id",),
    search=lambda rows, words: rows.filter(
        Q(person__folded_name__contains=fold(words)) | Q(person__code__iexact=words)
    ),
    filters=(
        Filter(
            "tinh_trang",
            "Tình trạng",
            (("qua_han", "Quá hạn trả lời"), *TransferState.choices),
            lambda rows, v: (
                rows.filter(state=TransferState.PROPOSED, answer_until__lt=localdate())
                if v == "qua_han"
                else rows.filter(state=v)
            ),
        ),
    ),
    empty="Chưa có đề nghị chuyển công tác nào. Lập đề nghị từ trang của từng người.",
    file="chuyen-cong-tac",
)


def _transfers(request: HttpRequest) -> QuerySet[Transfer]:
    """Transfers from or to the units on which the user may read them."""
    units = units_with(actor_of(request), "transfer.read")
    mine = Q(from_unit_id__in=units) | Q(to_unit_id__in=units)
    return Transfer.objects.filter(mine).select_related("person", "from_unit", "to_unit")


@needs("transfer.read")
def transfers(request: HttpRequest) -> HttpResponse:
    return show_list(request, _SPEC, _transfers(request))


@needs("transfer.read")
@require_http_methods(["GET", "POST"])
def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal, with the answer where the user may give it."""
    one = _transfers(request).filter(pk=pk).first()
    if one is None:
        raise Http404
    if request.method == "POST":
        if said := attempt(request, lambda: _answer(request, one)):
            messages.success(request, said)
        return redirect("transfer", pk)
    open_ = one.state == TransferState.PROPOSED
    context = {
        "one": one,
        "open": open_,
        "late": is_late(one),
        "badge": _BADGE.get(TransferState(one.state), "none"),
        "may_answer": open_ and may(request, "transfer.answer", one.to_unit),
        "may_withdraw": open_ and may(request, "transfer.propose", one.from_unit),
    }
    return render(request, "office/transfer.html", context)


def _answer(request: HttpRequest, one: Transfer) -> str:
    act, actor = text_of(request, "viec"), actor_of(request)
    if act == "nhan":
        accept_transfer(actor=actor, transfer=one)
        return f"{one.to_unit.name} đã tiếp nhận {one.person.full_name} từ ngày {one.from_on:%d/%m/%Y}."
    if act == "rut":
        withdraw_transfer(actor=actor, transfer=one)
        return "Đã rút đề nghị chuyển công tác."
    refuse_transfer(actor=actor, transfer=one, reason=text_of(request, "reason"))
    return "Đã trả lời không tiếp nhận; nơi gửi thấy lý do."


@needs("transfer.propose")
@require_http_methods(["GET", "POST"])
def transfer_propose(request: HttpRequest, code: str) -> HttpResponse:
    """Propose that a person of one's units goes to another."""
    one = writable(request, code, "transfer.propose")
    if request.method == "POST" and (made := attempt(request, lambda: _propose(request, one))):
        messages.success(
            request, f"Đã gửi đề nghị đến {made.to_unit.name}; chức vụ đổi khi nơi nhận tiếp nhận."
        )
        return redirect("transfer", made.pk)
    units = offered(OrgUnit.objects.all())
    context = {"one": one, "given": request.POST, "units": units}
    return render(request, "office/transfer_propose.html", context)


def _propose(request: HttpRequest, one: Person) -> Transfer:
    return propose_transfer(
        actor=actor_of(request),
        person=one,
        to_unit=living_unit(text_of(request, "to_unit")),
        from_on=wanted_day(request, "from_on", "Từ ngày"),
        paper=text_of(request, "paper"),
        title=text_of(request, "title"),
    )
