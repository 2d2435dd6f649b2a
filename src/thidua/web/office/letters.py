"""Letters of citizens at the office: the list, the page of one with its answer."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from thidua.access.queries import units_with
from thidua.kernel.text import excerpt, fold
from thidua.publishing.actions import (
    answer_letter,
    erase_sender,
    refuse_letter,
    reopen_letter,
    take_letter,
    take_over_letter,
)
from thidua.publishing.enums import LetterKind, LetterState
from thidua.publishing.models import CitizenLetter
from thidua.publishing.queries.letters import OPEN, letters_of, sender_of
from thidua.registry.models import OrgUnit
from thidua.web.shell.fields import lines_of, living_unit, offered, text_of
from thidua.web.shell.lists import Column, Filter, ListSpec, Rows, show_list
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, may, needs

_BADGE: dict[str, str] = {
    LetterState.RECEIVED: "asked",
    LetterState.IN_HAND: "asked",
    LetterState.ANSWERED: "met",
    LetterState.REFUSED: "none",
}
_EXCERPT = 90
_THANKS = (
    "Cảm ơn ông, bà. Cơ quan đã đưa vào danh sách đề xuất gương điển hình tiên tiến để xác minh và xem xét."
)


def _state(one: CitizenLetter) -> str:
    late = one.state in OPEN and one.answer_until < localdate()
    return "Quá hạn trả lời" if late else str(LetterState(one.state).label)


def _in_short(one: CitizenLetter) -> str:
    return excerpt(f"{one.about}: {one.text}".removeprefix(": "), _EXCERPT)


def _of_state(rows: Rows, chosen: str) -> Rows:
    if chosen == "qua_han":
        return rows.filter(state__in=OPEN, answer_until__lt=localdate())
    return rows.filter(state=chosen)


# Who wrote, and how to reach them, is in no list and no workbook.
_SPEC = ListSpec(
    title="Thư công dân",
    noun="thư",
    columns=(
        Column(
            "noi_dung",
            "Nội dung",
            _in_short,
            url=lambda one: reverse("letter", args=[one.pk]),
            width=60,
        ),
        Column("loai", "Loại thư", lambda one: one.get_kind_display(), "kind", width=30),
        Column("noi_nhan", "Nơi nhận", lambda one: one.authority.name, "authority__sort_key", width=34),
        Column("ngay", "Ngày gửi", lambda one: localdate(one.sent_at), "sent_at", width=12),
        Column("han", "Hạn trả lời", lambda one: one.answer_until, "answer_until", width=12),
        Column("tinh_trang", "Tình trạng", _state, "state", badge=lambda one: _BADGE[one.state], width=18),
        Column("nguyen_van", "Nguyên văn", lambda one: one.text, screen=False, width=80),
        Column("tra_loi", "Trả lời", lambda one: one.answer, screen=False, width=60),
    ),
    order=("-sent_at",),
    search=lambda rows, words: rows.filter(folded__contains=fold(words)),
    filters=(
        Filter("loai", "Loại thư", tuple(LetterKind.choices), lambda rows, v: rows.filter(kind=v)),
        Filter(
            "tinh_trang",
            "Tình trạng",
            (("qua_han", "Quá hạn trả lời"), *LetterState.choices),
            _of_state,
        ),
    ),
    empty="Chưa có thư nào. Người dân gửi thư ở trang “Góp ý” của cổng.",
    file="thu-cong-dan",
)


@needs("letter.read")
def letters(request: HttpRequest) -> HttpResponse:
    return show_list(request, _SPEC, letters_of(actor_of(request)))


@needs("letter.read")
@never_cache
@require_http_methods(["GET", "POST"])
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter; who wrote it is for those who answer."""
    one = get_object_or_404(letters_of(actor_of(request)), pk=pk)
    if request.method == "POST":
        if said := attempt(request, lambda: _act(request, one)):
            messages.success(request, said)
        return redirect("letter", pk)
    may_answer = may(request, "letter.answer", one.authority)
    own = units_with(actor_of(request), "exemplar.write")
    nominates = one.kind == LetterKind.NOMINATION and one.state in OPEN
    context = {
        "one": one,
        "badge": _BADGE[one.state],
        "state": _state(one),
        "may_answer": may_answer,
        "sender": sender_of(one) if may_answer else None,
        "is_open": one.state in OPEN,
        "exemplar": getattr(one, "exemplar", None),
        "units": offered(OrgUnit.objects.filter(pk__in=own)) if nominates and may_answer else [],
        "thanks": _THANKS,
    }
    return render(request, "office/letter.html", context)


def _act(request: HttpRequest, one: CitizenLetter) -> str:
    acts: dict[str, Callable[[HttpRequest, CitizenLetter], str]] = {
        "nhan": _take,
        "tra-loi": _answer,
        "khong-xu-ly": _refuse,
        "lam-lai": _reopen,
        "xoa-nguoi-gui": _erase,
        "neu-guong": _take_over,
    }
    wanted = text_of(request, "viec")
    if wanted not in acts:
        raise Http404
    return acts[wanted](request, one)


def _take(request: HttpRequest, one: CitizenLetter) -> str:
    take_letter(actor=actor_of(request), letter=one)
    return "Đã nhận xử lý; người gửi thấy thư đang được xử lý."


def _answer(request: HttpRequest, one: CitizenLetter) -> str:
    answer_letter(actor=actor_of(request), letter=one, answer=lines_of(request, "answer"))
    return "Đã trả lời; người gửi đọc được bằng mã của thư."


def _refuse(request: HttpRequest, one: CitizenLetter) -> str:
    refuse_letter(actor=actor_of(request), letter=one, reason=lines_of(request, "answer"))
    return "Đã đóng thư; người gửi đọc được lý do bằng mã của thư."


def _reopen(request: HttpRequest, one: CitizenLetter) -> str:
    reopen_letter(actor=actor_of(request), letter=one)
    return "Thư được xử lý lại; người gửi chưa thấy câu trả lời cũ nữa."


def _erase(request: HttpRequest, one: CitizenLetter) -> str:
    erase_sender(actor=actor_of(request), letter=one)
    return "Đã xóa hẳn họ tên và cách liên hệ của người gửi."


def _take_over(request: HttpRequest, one: CitizenLetter) -> str:
    unit = living_unit(text_of(request, "unit"))
    answer = lines_of(request, "answer")
    made = take_over_letter(actor=actor_of(request), letter=one, unit=unit, answer=answer)
    return f"Đã lập đề xuất gương điển hình “{made.name}” và trả lời thư."
