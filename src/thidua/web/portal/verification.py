"""Checking a certificate by its code: name, honour, decision, day, status, and nothing more."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thidua.decisions.models import DecisionLine
from thidua.decisions.queries import line_of_code
from thidua.documents.codes import as_typed, grouped
from thidua.eligibility.queries.law import law_book
from thidua.kernel.numbers import day
from thidua.web.shell.rights import public

_NOTHING = "–"


@dataclass(frozen=True)
class Answer:
    """What the page says of a code, known or not, in the same five lines."""

    name: str = _NOTHING
    honour: str = _NOTHING
    decision: str = _NOTHING
    signed_on: str = _NOTHING
    status: str = "không có giấy chứng nhận mang mã này"


def _answer(line: DecisionLine | None) -> Answer:
    if line is None:
        return Answer()
    return Answer(
        name=line.award.name_written,
        honour=f"{law_book().label(line.award.honour)} năm {line.award.year}",
        decision=line.decision.number,
        signed_on=day(line.decision.signed_on),
        status="đã hủy bỏ" if line.award.revoked_on else "còn hiệu lực",
    )


def _kept_out(response: HttpResponse) -> HttpResponse:
    """Not for search engines."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@public
@never_cache
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """The form; a typed code leads to its page."""
    typed = request.GET.get("ma", "")
    if code := as_typed(typed):
        return redirect("verification", code=code)
    return _kept_out(render(request, "portal/check.html", {"wrong": bool(typed.strip())}))


@public
@never_cache
@require_safe
def verification(request: HttpRequest, code: str) -> HttpResponse:
    """The same page, status and one query for a known and an unknown code."""
    read = as_typed(code)
    context = {"answer": _answer(line_of_code(read)), "code": grouped(read)}
    return _kept_out(render(request, "portal/verification.html", context))
