"""Background work on a file: read its headings, check its rows, write them, take them back."""

from __future__ import annotations

from typing import Any

from thidua.access.models import User
from thidua.flow.jobs import Progress, work
from thidua.flow.models import Job
from thidua.intake.actions import accept, undo
from thidua.intake.actions.writing import check
from thidua.intake.enums import IntakeState
from thidua.intake.exports import corrections
from thidua.intake.models import CellFault, Intake
from thidua.intake.queries.files import layout_of
from thidua.intake.queries.reading import columns_of, heading_of, sheets_of, shown
from thidua.intake.records import Checked, Wrong
from thidua.kernel.issues import InputFault
from thidua.kernel.sheets import Sheet
from thidua.kernel.text import fold

SHOWN = 50  # rows the preview shows


@work("intake.read")
def read(job: Job, tell: Progress) -> dict[str, Any]:
    """Find the headings and what they mean; a layout remembered for them goes on to the check at once."""
    intake = _of(job)
    if intake.state != IntakeState.DRAFT:
        return {}
    try:
        sheets = sheets_of(intake)
        layout = layout_of(intake)
        if layout is not None and not intake.header_row and layout.header_row:
            intake.sheet, intake.header_row = layout.sheet, layout.header_row
        columns = columns_of(intake, sheets, layout.fields if layout else {})
    except InputFault as fault:
        _keep(intake, fault=str(fault.issues[0]))
        return {}
    agrees = layout is not None and {fold(c.heading) for c in columns} <= set(layout.fields)
    intake.columns, intake.mapped = [one.kept() for one in columns], agrees
    _keep(
        intake,
        columns=intake.columns,
        mapped=agrees,
        sheet=intake.sheet,
        header_row=intake.header_row,
        fault="",
    )
    return _check(job, intake, sheets, tell) if agrees else {"columns": len(columns)}


@work("intake.check")
def look(job: Job, tell: Progress) -> dict[str, Any]:
    """Check every row and keep the preview; nothing of the rows is written."""
    intake = _of(job)
    if intake.state != IntakeState.DRAFT or not intake.mapped:
        return {}
    try:
        return _check(job, intake, sheets_of(intake), tell)
    except InputFault as fault:
        _keep(intake, fault=str(fault.issues[0]))
        return {}


def _check(job: Job, intake: Intake, sheets: list[Sheet], tell: Progress) -> dict[str, Any]:
    found = check(intake, sheets, User.objects.get(username=job.actor), tell)
    intake.faults.all().delete()
    CellFault.objects.bulk_create([_fault(intake, one) for one in found.wrong], batch_size=5_000)
    wrong = len(found.wrong_rows)
    counts = {"rows": len(found.rows), "created": found.created, "changed": found.changed, "same": found.same}
    back = corrections(intake, sheets, found.wrong) if wrong else None
    _keep(intake, draft={"rows": _preview(found)}, wrong=wrong, fault="", corrections=back, **counts)
    return {**counts, "wrong": wrong}


def _fault(intake: Intake, one: Wrong) -> CellFault:
    return CellFault(
        intake=intake,
        sheet=one.sheet,
        row=one.row,
        column=heading_of(intake, one.column)[:200],
        code=one.code,
        message=one.message,
        cure=one.cure,
    )


def _preview(found: Checked) -> list[dict[str, Any]]:
    """The first rows: cells by field as shown, without personal ids."""
    return [
        {
            "sheet": row.sheet,
            "row": row.number,
            "cells": {field: shown(cell, field)[:200] for field, cell in row.cells.items()},
        }
        for row in found.rows[:SHOWN]
    ]


@work("intake.accept")
def take_in(job: Job, tell: Progress) -> dict[str, Any]:
    one = accept(actor=User.objects.get(username=job.actor), intake=_of(job), tell=tell)
    return {"created": one.created, "changed": one.changed}


@work("intake.undo")
def take_back(job: Job, tell: Progress) -> dict[str, Any]:
    return {"rows": undo(actor=User.objects.get(username=job.actor), intake=_of(job))}


def _of(job: Job) -> Intake:
    return Intake.objects.select_related("unit", "sender").get(pk=job.arguments["intake"])


def _keep(intake: Intake, **values: object) -> None:
    Intake.objects.filter(pk=intake.pk).update(**values)
