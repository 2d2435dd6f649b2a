"""Holds: who is not considered for now, since when, by which paper, and the finding that ends it."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from thidua.access.queries import units_with
from thidua.eligibility.enums import HoldKind
from thidua.eligibility.models import Hold
from thidua.kernel.text import fold
from thidua.nominations.actions import lift_hold, put_on_hold
from thidua.registry.models import Person
from thidua.registry.queries.people import unit_of_record
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, may, needs


def _name(one: Hold) -> str:
    return str(one.person.full_name if one.person else one.unit)


_SPEC = ListSpec(
    title="Tạm dừng xét",
    noun="trường hợp",
    columns=(
        Column("ten", "Cá nhân, tập thể", _name, url=lambda one: reverse("hold", args=[one.pk]), width=30),
        Column("ly_do", "Lý do", lambda one: one.get_kind_display(), "kind", width=36),
        Column("tu", "Từ ngày", lambda one: one.from_on, "from_on", width=14),
        Column("can_cu", "Văn bản", lambda one: one.paper, width=40),
        Column(
            "tinh_trang",
            "Tình trạng",
            lambda one: "Đã kết thúc" if one.released_on else "Đang tạm dừng",
            "released_on",
            badge=lambda one: "met" if one.released_on else "asked",
        ),
        Column("den", "Kết thúc", lambda one: one.released_on, "released_on", width=14),
    ),
    order=("-from_on", "-id"),
    search=lambda rows, words: rows.filter(
        Q(person__folded_name__contains=fold(words)) | Q(unit__folded_name__contains=fold(words))
    ),
    filters=(
        Filter("ly_do", "Lý do", tuple(HoldKind.choices), lambda rows, v: rows.filter(kind=v)),
        Filter(
            "tinh_trang",
            "Tình trạng",
            (("mo", "Đang tạm dừng"), ("xong", "Đã kết thúc")),
            lambda rows, v: rows.filter(released_on__isnull=v == "mo"),
        ),
    ),
    empty="Không có ai đang tạm dừng xét. Mở tạm dừng từ trang của từng người.",
    file="tam-dung-xet",
)


def _holds(request: HttpRequest) -> QuerySet[Hold]:
    units = units_with(actor_of(request), "hold.read")
    mine = Q(unit_id__in=units) | Q(person__posts__unit_id__in=units, person__posts__until_on__isnull=True)
    return Hold.objects.filter(mine).select_related("person", "unit").distinct()


@needs("hold.read")
def holds(request: HttpRequest) -> HttpResponse:
    return show_list(request, _SPEC, _holds(request))


@needs("hold.read")
@require_http_methods(["GET", "POST"])
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """One hold; the office ends it here by the written finding."""
    one = _holds(request).filter(pk=pk).first()
    if one is None:
        raise Http404
    if request.method == "POST":
        on, paper = _day(request, "on"), request.POST.get("paper", "")
        if on is None:
            messages.error(request, "Chưa ghi ngày kết luận. Chọn ngày rồi gửi lại.")
        elif attempt(request, lambda: lift_hold(actor=actor_of(request), hold=one, on=on, paper=paper)):
            messages.success(
                request, f"Đã kết thúc tạm dừng xét đối với {_name(one)}; hồ sơ đã được xét lại."
            )
        return redirect("hold", pk)
    allowed = may(request, "hold.write", one.unit or (unit_of_record(one.person) if one.person else None))
    return render(request, "office/hold.html", {"one": one, "name": _name(one), "allowed": allowed})


@needs("hold.write")
@require_http_methods(["GET", "POST"])
def hold_person(request: HttpRequest, code: str) -> HttpResponse:
    """Open a hold on a person of one's units."""
    units = units_with(actor_of(request), "hold.write")
    one = Person.objects.filter(code=code, posts__unit_id__in=units, posts__until_on__isnull=True).first()
    if one is None:
        raise Http404
    if request.method == "POST" and (made := _open(request, one)):
        messages.success(
            request, f"Đã tạm dừng xét đối với {one.full_name}. Các hồ sơ chưa quyết định được dừng lại."
        )
        return redirect("hold", made.pk)
    context = {
        "one": one,
        "kinds": HoldKind.choices,
        "given": request.POST,
        "open": one.holds.filter(released_on=None),
    }
    return render(request, "office/hold_open.html", context)


def _open(request: HttpRequest, one: Person) -> Hold | None:
    """The hold that was opened; none after a refusal, which is told on the page."""
    kind, from_on = request.POST.get("kind", ""), _day(request, "from_on")
    if kind not in HoldKind.values or from_on is None:
        messages.error(request, "Chưa chọn lý do hoặc ngày bắt đầu. Chọn đủ rồi gửi lại.")
        return None
    return attempt(
        request,
        lambda: put_on_hold(
            actor=actor_of(request),
            nominee=one,
            kind=HoldKind(kind),
            from_on=from_on,
            paper=request.POST.get("paper", ""),
        ),
    )


def _day(request: HttpRequest, field: str) -> date | None:
    try:
        return date.fromisoformat(request.POST.get(field, ""))
    except ValueError:
        return None
