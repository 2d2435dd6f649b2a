"""Who could be proposed: screenings of units, what each found by honour, the people behind the numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.views.decorators.http import require_http_methods

import thidua.eligibility.jobs  # noqa: F401 – makes the work known that is asked for here
from thidua.access.queries import units_with
from thidua.eligibility.actions import screen
from thidua.eligibility.enums import Outcome
from thidua.eligibility.models import ScreenedHonour, Screening
from thidua.eligibility.queries.law import law_book
from thidua.eligibility.queries.one_step import one_step_away
from thidua.eligibility.queries.screenings import (
    candidates,
    is_of_todays_law,
    persons_named,
    results,
    screenings_for,
)
from thidua.flow.enums import OPEN_JOBS, JobState
from thidua.kernel.numbers import day
from thidua.kernel.text import fold
from thidua.movements.queries.seasons import latest_season
from thidua.registry.models import OrgUnit
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, may, needs

ONE_STEP = "mot-buoc"
_BADGE = {JobState.DONE: "met", JobState.FAILED: "refused"}
_MOST_UNITS = 500  # a longer list of choices helps nobody

_SPEC = ListSpec(
    title="Ai có thể đề nghị",
    noun="lần rà soát",
    columns=(
        Column(
            "don_vi",
            "Đơn vị",
            lambda one: one.unit.name,
            "unit__sort_key",
            url=lambda one: reverse("screening", args=[one.pk]),
            width=40,
        ),
        Column("nam", "Năm xét", lambda one: str(one.year), "year", numeric=True, width=10),
        Column("luat", "Luật ngày", lambda one: one.law_on, "law_on", width=12),
        Column("so_nguoi", "Số người", lambda one: one.count, "count", numeric=True, width=10),
        Column(
            "tinh_trang",
            "Tình trạng",
            lambda one: one.job.get_state_display(),
            "job__state",
            badge=lambda one: _BADGE.get(JobState(one.job.state), "asked"),
        ),
        Column("luc", "Lúc", lambda one: f"{localtime(one.asked_at):%H:%M %d/%m/%Y}", "asked_at", width=18),
    ),
    order=("-id",),
    search=lambda rows, words: rows.filter(unit__folded_name__contains=fold(words)),
    filters=(
        Filter(
            "tinh_trang", "Tình trạng", tuple(JobState.choices), lambda rows, v: rows.filter(job__state=v)
        ),
    ),
    empty="Chưa rà soát lần nào. Chọn đơn vị, năm xét và ngày của luật ở trên rồi bấm “Rà soát”.",
    file="ra-soat",
)


@needs("screening.read")
@require_http_methods(["GET", "POST"])
def screenings(request: HttpRequest) -> HttpResponse:
    """All screenings the user may read, and a form that asks for one."""
    if request.method == "POST" and (asked := _ask(request)):
        return redirect("screening", asked.pk)
    units = OrgUnit.objects.filter(id__in=units_with(actor_of(request), "screening.run"))
    season = latest_season()
    context = {
        "replays": may(request, "nomination.appraise", None),
        "units": units.order_by("sort_key")[:_MOST_UNITS],
        "year": request.POST.get("nam") or (season.review_year if season else localdate().year),
        "on": request.POST.get("ngay") or (season.received_until if season else localdate()).isoformat(),
        "chosen": request.POST.get("don_vi") or (season.authority.code if season else ""),
    }
    rows = screenings_for(actor_of(request))
    return show_list(request, _SPEC, rows, template="office/screenings.html", context=context)


def _ask(request: HttpRequest) -> Screening | None:
    """The screening asked for; none after a refusal, which is told on the page."""
    unit = OrgUnit.objects.filter(code=request.POST.get("don_vi", "")).first()
    year = request.POST.get("nam", "").strip()
    try:
        on = date.fromisoformat(request.POST.get("ngay", ""))
    except ValueError:
        on = None
    if unit is None or on is None or not (year.isascii() and year.isdigit() and 1990 <= int(year) <= 2100):
        messages.error(request, "Chưa chọn đủ đơn vị, năm xét (bốn chữ số) và ngày của luật.")
        return None
    return attempt(request, lambda: screen(actor=actor_of(request), unit=unit, year=int(year), law_on=on))


def _found(request: HttpRequest, pk: int) -> Screening:
    one = screenings_for(actor_of(request)).filter(pk=pk).first()
    if one is None:
        raise Http404("Không có lần rà soát này.")
    return one


@needs("screening.read")
def screening(request: HttpRequest, pk: int) -> HttpResponse:
    """What one screening found by honour; its progress while it runs."""
    one, book = _found(request, pk), law_book()
    is_open = one.job.state in OPEN_JOBS
    if request.headers.get("HX-Request") and not is_open:
        return HttpResponse(headers={"HX-Refresh": "true"})
    rows = [
        (r, book.label(r.honour), (one.count or 0) - r.met - r.to_attest - r.deferred) for r in results(one)
    ]
    context = {
        "one": one,
        "job": one.job,
        "open": is_open,
        "rows": rows,
        "current": is_of_todays_law(one),
        "holds": may(request, "hold.read", one.unit),
    }
    return render(request, "office/screening.html", context)


def _outcomes(holds: bool) -> tuple[tuple[str, str], ...]:
    """What may be asked for; who waits for an open process is told to those who may know."""
    waiting = ((Outcome.DEFERRED.value, "Tạm dừng xét"),) if holds else ()
    return (
        (Outcome.MET.value, "Có thể đề nghị"),
        (ONE_STEP, "Còn một bước"),
        (Outcome.TO_ATTEST.value, "Còn thiếu dữ liệu"),
        *waiting,
        (Outcome.NOT_MET.value, "Chưa đủ điều kiện"),
    )


@needs("screening.read")
def screened_people(request: HttpRequest, pk: int, honour: str) -> HttpResponse:
    """The people of one outcome (`ket_qua`, without: who could be proposed)."""
    one = _found(request, pk)
    choices = dict(_outcomes(may(request, "hold.read", one.unit)))
    chosen = request.GET.get("ket_qua", "")
    chosen = chosen if chosen in choices else Outcome.MET.value
    try:
        if chosen == ONE_STEP:
            rows = persons_named(one, honour, one_step_away(one, honour), unit=one.unit)
        else:
            rows = candidates(one, honour, Outcome(chosen), unit=one.unit)
    except (ScreenedHonour.DoesNotExist, ValueError):
        raise Http404("Lần rà soát này không có danh hiệu, hình thức ấy.") from None
    reads = may(request, "person.read", one.unit)
    spec = _people_spec(one, honour, choices[chosen], tuple(choices.items()), reads)
    return show_list(request, spec, rows, template="office/screened.html", context={"one": one})


def _why(one: Screening, honour: str) -> Any:
    """Where the verdict on a person can be read criterion by criterion."""
    query = f"?danh_hieu={honour}&nam={one.year}&ngay={one.law_on.isoformat()}"
    return lambda person: reverse("what_if", args=[person.code]) + query


def _people_spec(
    one: Screening, honour: str, words: str, choices: tuple[tuple[str, str], ...], reads: bool
) -> ListSpec:
    units = _units(one)
    return ListSpec(
        title=f"{law_book().label(honour)} năm {one.year}",
        noun="người",
        note=f"{words.lower()} · {one.unit.name} · luật ngày {day(one.law_on)}",
        columns=(
            Column(
                "ten", "Họ và tên", lambda p: p.full_name, "sort_key",
                url=_why(one, honour) if reads else None, width=30,
            ),
            Column("ma", "Mã cán bộ", lambda p: p.code, "code", width=14),
            Column("sinh", "Ngày sinh", lambda p: p.born_on or str(p.birth_year or ""), "born_on", width=14),
            Column("don_vi", "Đơn vị", lambda p: p.unit_name, "unit_name", width=40),
            Column("da_co", "Quyết định trong năm", lambda p: "đã có" if p.given else "", "given", width=20),
        ),
        order=("sort_key",),
        search=lambda rows, q: rows.filter(Q(folded_name__contains=fold(q)) | Q(code__iexact=q)),
        filters=(
            Filter("ket_qua", "Kết quả", choices, lambda rows, v: rows),
            Filter(
                "don_vi", "Đơn vị", units,
                lambda rows, v: rows.filter(posts__unit__code=v, posts__until_on__isnull=True),
            ),
            Filter(
                "da_co", "Quyết định trong năm", (("co", "Đã có"), ("chua", "Chưa có")),
                lambda rows, v: rows.filter(given=v == "co"),
            ),
        ),
        file=f"ra-soat-{honour.replace('_', '-')}-{one.year}",
    )  # fmt: skip


def _units(one: Screening) -> tuple[tuple[str, str], ...]:
    """The unit of the screening and what lies right below it."""
    found = OrgUnit.objects.filter(Q(pk=one.unit_id) | Q(parent_id=one.unit_id)).order_by("sort_key")
    return tuple(found.values_list("code", "name")[:_MOST_UNITS])
