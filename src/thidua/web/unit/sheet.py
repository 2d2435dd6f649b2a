"""One list that was sent: its preview before anything is written, then the receipt with the way back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

import thidua.nominations.jobs  # noqa: F401 – makes the works known that receiving asks for
from thidua.eligibility.queries.law import law_book
from thidua.flow.enums import OPEN_JOBS, JobState
from thidua.kernel.issues import Refused
from thidua.kernel.numbers import day
from thidua.nominations.actions.uploads import drop, receipt, receive, withdraw
from thidua.nominations.enums import UploadState
from thidua.nominations.models import Nomination, UploadedList
from thidua.nominations.queries.sending import job_of, may_send, why_not_undone
from thidua.web.shell.badges import badge_of
from thidua.web.shell.refusals import tell
from thidua.web.shell.rights import actor_of, needs
from thidua.web.unit.sheets import visible

# What was found of a row: how it is dressed, its word, its sign (state is never told by colour alone).
_FOUND = {
    "found": ("met", "nhận ra", "✓"),
    "asked": ("asked", "cần hỏi", "?"),
    "unknown": ("refused", "không có", "✕"),
}

_ACTS: dict[str, tuple[Callable[..., object], str]] = {
    "receive": (receive, "Đã nhận danh sách; có thể hoàn tác khi chưa qua hội đồng."),
    "drop": (drop, "Đã bỏ bản xem trước, chưa có gì được ghi."),
    "withdraw": (withdraw, "Đã hoàn tác: các hồ sơ của danh sách này không còn được xét."),
}


@needs("sheet.read")
@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Steps two and three. While a job works on the list the page asks anew; it is loaded whole when it ends."""
    one = visible(request).filter(pk=pk).first()
    if one is None:
        raise Http404
    if request.method == "POST":
        _act(request, one)
        return redirect("sheet", pk)
    shown = _shown(one)
    response = render(request, "unit/sheet.html", {**shown, **_acts_of(request, one, shown)})
    if "HX-Request" in request.headers and not shown["working"]:
        response["HX-Refresh"] = "true"
    return response


def _act(request: HttpRequest, one: UploadedList) -> None:
    """Do what the button says; a refusal is told on the page."""
    act = _ACTS.get(request.POST.get("act", ""))
    if act is None:
        return
    try:
        act[0](actor=actor_of(request), upload=one)
        messages.success(request, act[1])
    except Refused as refused:
        tell(request, refused)


def _shown(one: UploadedList) -> dict[str, Any]:
    """Where the list stands, and of its rows what each means."""
    job = job_of(one)
    draft = one.draft or {"rows": [], "issues": []}
    rows = [_row(row) for row in draft["rows"]]
    broken = job.message if job and job.state == JobState.FAILED else ""
    fault = one.fault or (broken if one.draft is None else "")
    return {
        "one": one,
        "job": job,
        "working": job is not None and job.state in OPEN_JOBS,
        "fault": fault,
        "rows": rows,
        "doubts": [row for row in rows if row["note"]],
        "counts": _counts(rows),
        "issues": draft["issues"],
        "receipt": receipt(one) if one.state == UploadState.RECEIVED else None,
        "received": _received(one),
        "step": 2 if one.nomination_sheet_id else 1,
    }


def _acts_of(request: HttpRequest, one: UploadedList, shown: dict[str, Any]) -> dict[str, Any]:
    """What may be done now, and why not where it may not."""
    if one.unit is None or shown["fault"] or one.draft is None:
        return {}
    right = may_send(actor_of(request), one.season, one.unit)
    if one.state == UploadState.DRAFT:
        return {"ready": True, "bar": right.reason}
    bound = why_not_undone(one) if one.state == UploadState.RECEIVED else None
    return {"bar": right.reason or (f"{bound.message} {bound.cure}" if bound else "")}


def _row(row: dict[str, Any]) -> dict[str, Any]:
    book = law_book()
    badge, word, sign = _FOUND[row["status"]]
    said = "" if row["status"] == "found" else row["said"]
    note = ". ".join(filter(None, (said, *row["repairs"])))
    born = day(date.fromisoformat(row["born"])) if "-" in row["born"] else row["born"]
    titles = ", ".join(book.label(code) for code in row["honours"]) or row["wording"]
    shown = {"titles": titles, "born": born, "note": note[:1].upper() + note[1:]}
    return {**row, **shown, "badge": badge, "word": word, "sign": sign}


def _received(one: UploadedList) -> list[dict[str, Any]]:
    """What became of the rows, each with its reason or its question."""
    if one.state != UploadState.RECEIVED:
        return []
    found = Nomination.objects.filter(line__nomination_sheet=one.nomination_sheet_id)
    book = law_book()
    return [
        {
            "one": n,
            "title": book.label(n.honour) if n.honour else n.line.wording,
            "badge": badge_of(n),
            "why": n.get_question_display() if n.question else " ".join(n.sentences),
        }
        for n in found.select_related("line").order_by("line__row", "id")
    ]


def _counts(rows: list[dict[str, Any]]) -> list[tuple[int, str, str]]:
    """How many rows were found, asked, unknown: number, badge, word."""
    found = Counter(row["status"] for row in rows)
    return [(found[key], badge, word) for key, (badge, word, _) in _FOUND.items()]
