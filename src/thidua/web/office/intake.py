"""One file on its way in: what its columns mean, what its rows come to, what is wrong, written and taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from thidua.flow.enums import OPEN_JOBS, JobState
from thidua.intake.actions import assign_columns, drop
from thidua.intake.actions.files import ask
from thidua.intake.enums import IntakeState
from thidua.intake.exports import opened
from thidua.intake.models import CellFault, Intake
from thidua.intake.queries.files import job_of, layout_of, why_not_undone
from thidua.intake.queries.kinds import KINDS
from thidua.kernel.sheets import NUMBER
from thidua.web.office.intakes import visible
from thidua.web.shell.lists import EXCEL, Column, ListSpec, show_list
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, needs

_ASKED = {"accept": "intake.accept", "undo": "intake.undo", "check": "intake.check"}


def _found(request: HttpRequest, pk: int) -> Intake:
    one = visible(request).filter(pk=pk).first()
    if one is None:
        raise Http404
    return one


@needs("intake.manage")
@require_http_methods(["GET", "POST"])
def intake(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it stands. While a job works on it the page asks anew; it is loaded whole when that ends."""
    one = _found(request, pk)
    if request.method == "POST":
        _act(request, one)
        return redirect("intake", pk)
    shown = _shown(one)
    if shown["to_map"] and "HX-Request" not in request.headers:
        return redirect("intake_columns", pk)
    response = render(request, "office/intake.html", shown)
    if "HX-Request" in request.headers and not shown["working"]:
        response["HX-Refresh"] = "true"
    return response


def _act(request: HttpRequest, one: Intake) -> None:
    """Do what the button says, or have it done; a refusal is told on the page."""
    act = request.POST.get("act", "")
    if act == "drop":
        if attempt(request, lambda: drop(actor=actor_of(request), intake=one) or True):
            messages.success(request, "Đã bỏ tệp này, chưa có gì được ghi.")
    elif kind := _ASKED.get(act):
        attempt(request, lambda: ask(actor=actor_of(request), intake=one, kind=kind))


def _shown(one: Intake) -> dict[str, Any]:
    job = job_of(one)
    working = job is not None and job.state in OPEN_JOBS
    is_draft = one.state == IntakeState.DRAFT
    accepted = one.state == IntakeState.ACCEPTED
    return {
        "one": one,
        "job": job,
        "working": working,
        "failed": job.message if job and job.state == JobState.FAILED else "",
        "to_map": is_draft and one.columns is not None and not one.mapped and not working and not one.fault,
        "ready": is_draft and one.draft is not None and not one.fault,
        "nothing_new": not one.created + one.changed,
        "bar": why_not_undone(one) if accepted and not working else None,
        "step": 3 if not is_draft else 2 if one.mapped else 1,
        **_preview(one),
    }


def _preview(one: Intake) -> dict[str, Any]:
    """The first rows as a table: heading by heading, with what is wrong in each cell and in the row."""
    if one.draft is None or one.state != IntakeState.DRAFT:
        return {}
    columns = [c for c in one.columns or () if c["field"] not in ("", NUMBER)]
    rows = one.draft["rows"]
    wrong: dict[tuple[str, int], list[CellFault]] = {}
    for fault in one.faults.filter(row__in=[row["row"] for row in rows]).order_by("id"):
        wrong.setdefault((fault.sheet, fault.row), []).append(fault)
    headings = [c["heading"] for c in columns]
    return {
        "headings": headings,
        "rows": [_row(row, columns, wrong.get((row["sheet"], row["row"]), [])) for row in rows],
        "sheets": len({row["sheet"] for row in rows}) > 1,
        "first_faults": one.faults.order_by("sheet", "row", "id")[:10],
        "faults_count": one.faults.count(),
    }


def _row(row: dict[str, Any], columns: list[dict[str, Any]], wrong: list[CellFault]) -> dict[str, Any]:
    said: dict[str, str] = {}
    for fault in wrong:
        said.setdefault(fault.column, fault.message)
    cells = [(c["heading"], row["cells"].get(c["field"], ""), said.get(c["heading"], "")) for c in columns]
    others = " ".join(f.message for f in wrong if f.column not in {c["heading"] for c in columns})
    return {"sheet": row["sheet"], "row": row["row"], "cells": cells, "wrong": bool(wrong), "said": others}


@needs("intake.manage")
@require_http_methods(["GET", "POST"])
def intake_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Step two: what each column means. Guessed by its heading, or as the sender's last file had it."""
    one = _found(request, pk)
    if request.method == "POST" and attempt(request, lambda: _assign(request, one)):
        return redirect("intake", pk)
    if one.state != IntakeState.DRAFT or one.columns is None:
        return redirect("intake", pk)
    kind = KINDS[one.kind]
    given = {c["heading"]: request.POST.get(f"cot-{at}", c["field"]) for at, c in enumerate(one.columns)}
    context = {
        "one": one,
        "columns": [{**c, "field": given[c["heading"]]} for c in one.columns],
        "fields": list(kind.labels().items()),
        "missing": kind.missing(set(given.values())),
        "layout": layout_of(one),
        "step": 1,
    }
    return render(request, "office/intake_columns.html", context)


def _assign(request: HttpRequest, one: Intake) -> bool:
    """Have the columns mean what the form says."""
    fields = {c["heading"]: request.POST.get(f"cot-{at}", "") for at, c in enumerate(one.columns or ())}
    row = request.POST.get("dong", "")
    assign_columns(
        actor=actor_of(request),
        intake=one,
        fields=fields,
        sheet=request.POST.get("trang", one.sheet).strip(),
        header_row=min(int(row), 1_048_576) if row.isascii() and row.isdigit() and int(row) else None,
    )
    return True


@needs("intake.manage")
def intake_faults(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that is wrong in the file."""
    one = _found(request, pk)
    return show_list(
        request, _faults(one), one.faults.all(), template="office/intake_faults.html", context={"one": one}
    )


def _faults(one: Intake) -> ListSpec:
    return ListSpec(
        title="Chỗ cần sửa",
        noun="chỗ",
        columns=(
            Column("trang", "Trang tính", lambda fault: fault.sheet, "sheet", width=18),
            Column("dong", "Dòng", lambda fault: str(fault.row), "row", numeric=True, width=8),
            Column("cot", "Cột", lambda fault: fault.column or "(cả dòng)", "column", width=22),
            Column("sai", "Sai gì", lambda fault: fault.message, "message", width=50),
            Column("cach", "Cách sửa", lambda fault: fault.cure, width=50),
        ),
        order=("sheet", "row"),
        search=lambda rows, words: (
            rows.filter(message__icontains=words) | rows.filter(column__icontains=words)
        ),
        empty="Tệp này không có chỗ nào cần sửa.",
        file="cho-can-sua",
        note=one.file,
    )


@needs("intake.manage")
def intake_corrections(request: HttpRequest, pk: int) -> HttpResponse:
    """The sender's rows with what is wrong beside them; an empty answer where nothing is. They hold whole personal
    numbers as they were sent, so they go back to whoever sent them alone."""
    one = _found(request, pk)
    if one.uploader_id != actor_of(request).pk:
        messages.info(
            request, f"Tệp có số định danh đầy đủ, chỉ {one.uploader.full_name} là người gửi tải được."
        )
        return redirect("intake", pk)
    content = opened(Intake.objects.only("corrections").get(pk=one.pk))
    if not content:
        messages.info(request, "Tệp này không có dòng nào cần sửa.")
        return redirect("intake", pk)
    said = {"Content-Disposition": f'attachment; filename="can-sua-{one.pk}.xlsx"'}
    return HttpResponse(content, content_type=EXCEL, headers=said)
