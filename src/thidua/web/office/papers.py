"""Papers of a season and of one nomination, made on demand."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from thidua.access.queries import units_with
from thidua.decisions.exports import submission_docx, submission_pdf
from thidua.kernel.issues import InputFault
from thidua.movements.models import Season
from thidua.movements.queries.seasons import latest_season
from thidua.nominations.exports import refusals_pdf, verdict_pdf
from thidua.registry.models import OrgUnit
from thidua.web.office.decisions import file_response
from thidua.web.office.nominations import visible
from thidua.web.shell.rights import actor_of, needs


def _season() -> Season:
    season = latest_season()
    if season is None:
        raise Http404
    return season


def _answer(request: HttpRequest, make: Callable[[], bytes], name: str) -> HttpResponse:
    """The paper; where there is nothing to print, a page that says so."""
    try:
        return file_response(make(), name)
    except InputFault as fault:
        (issue, *_) = fault.issues
        context = {"title": "Chưa có giấy tờ này", "reason": issue.message, "cure": issue.cure}
        return render(request, "shell/problem.html", context)


@needs("figures.read")
def submission(request: HttpRequest, kind: str) -> HttpResponse:
    """The letter to who decides, as PDF or Word: numbers, no names."""
    season = _season()
    makers = {"pdf": submission_pdf, "docx": submission_docx}
    return _answer(request, lambda: makers[kind](season), f"to-trinh-{season.review_year}.{kind}")


@needs("nomination.read")
def refused(request: HttpRequest) -> HttpResponse:
    """Everybody refused in the season, of the lists the user may read."""
    season, units = _season(), units_with(actor_of(request), "nomination.read")
    name = f"danh-sach-khong-dat-{season.review_year}.pdf"
    return _answer(request, lambda: refusals_pdf(season, within=units), name)


@needs("nomination.read")
def refused_of_unit(request: HttpRequest, code: str) -> HttpResponse:
    """Those refused of one unit's list."""
    units = OrgUnit.objects.filter(id__in=units_with(actor_of(request), "nomination.read"))
    unit, season = units.filter(code=code).first(), _season()
    if unit is None:
        raise Http404
    name = f"danh-sach-khong-dat-{season.review_year}-{unit.pk}.pdf"
    return _answer(request, lambda: refusals_pdf(season, unit), name)


@needs("nomination.read")
def explanation(request: HttpRequest, pk: int) -> HttpResponse:
    """Why one nomination stands where it stands, to send to the person."""
    one = visible(request).filter(pk=pk).first()
    if one is None:
        raise Http404
    return file_response(verdict_pdf(one), f"giai-thich-{one.pk}.pdf")
