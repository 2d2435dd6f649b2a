"""Workbooks out: the sender's rows with what is wrong beside them, and an empty form of each kind."""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from thidua.intake.enums import IntakeKind
from thidua.intake.models import Intake
from thidua.intake.queries.examples import EXAMPLES, NOTES
from thidua.intake.queries.kinds import KINDS
from thidua.intake.queries.reading import EXAMPLE_SHEET, FAULTS_HEADING, NOTES_SHEET, headings_of
from thidua.intake.records import Wrong
from thidua.kernel.sheets import Cell, Row, Sheet
from thidua.registry import identity

_NAME_LENGTH = 31
Faults = dict[int, list[Wrong]]


def corrections(intake: Intake, sheets: list[Sheet], wrong: Sequence[Wrong]) -> bytes:
    """The file's sheets as they came, a column of what is wrong added and the cells coloured; sealed, for it holds
    what the file holds. Corrected, it can be sent again."""
    import xlsxwriter

    buffer = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    styles = _styles(book)
    fields = {one["heading"]: one["field"] for one in intake.columns or ()}
    headings = {sheet.name: found for sheet, found in headings_of(sheets, intake)}
    for place, sheet in enumerate(sheets):
        faults: Faults = defaultdict(list)
        for one in wrong:
            if one.sheet == sheet.name:
                faults[one.row].append(one)
        found = headings.get(sheet.name, [])
        columns = {fields[c.heading]: c.index for h in found for c in h.columns if fields.get(c.heading)}
        heads = {sheet.rows[h.end - 1].number for h in found}
        page = book.add_worksheet((sheet.name or f"Trang {place + 1}")[:_NAME_LENGTH])
        _sheet(page, sheet, faults, columns, heads, styles)
    book.close()
    return identity.seal(base64.b64encode(buffer.getvalue()).decode())


def opened(intake: Intake) -> bytes:
    """The workbook of corrections, in the clear; empty when there is none."""
    if intake.corrections is None:
        return b""
    return base64.b64decode(identity.unseal(bytes(intake.corrections)))


def _styles(book: Any) -> dict[str, Any]:
    return {
        "day": book.add_format({"num_format": "dd/mm/yyyy"}),
        "text": book.add_format({"num_format": "@"}),
        "wrong": book.add_format({"bg_color": "#F8D7DA", "num_format": "@"}),
        "wrong day": book.add_format({"bg_color": "#F8D7DA", "num_format": "dd/mm/yyyy"}),
        "said": book.add_format({"font_color": "#A3161A", "text_wrap": True, "valign": "top"}),
        "head": book.add_format({"bold": True, "font_color": "#FFFFFF", "bg_color": "#A3161A"}),
    }


def _sheet(
    page: Any, sheet: Sheet, faults: Faults, columns: dict[str, int], heads: set[int], styles: dict[str, Any]
) -> None:
    width = max((len(row.cells) for row in sheet.rows), default=0)
    page.set_column(0, max(width - 1, 0), 16)
    page.set_column(width, width, 60)
    # The writer of merged ranges goes back to rows that are flushed already; the list it fills is all that matters.
    page.merge += [[top - 1, left, bottom - 1, right] for top, left, bottom, right in sheet.merged]
    for row in sheet.rows:
        found = faults.get(row.number, [])
        _row(page, row, {columns[one.column] for one in found if one.column in columns}, styles)
        if found:
            said = " ".join(f"{one.message} {one.cure}" for one in found)
            page.write_string(row.number - 1, width, said[:2000], styles["said"])
        elif row.number in heads:
            page.write_string(row.number - 1, width, FAULTS_HEADING, styles["head"])


def _row(page: Any, row: Row, wrong: set[int], styles: dict[str, Any]) -> None:
    for at, cell in enumerate(row.cells):
        if cell is not None or at in wrong:
            _cell(page, row.number - 1, at, cell, "wrong" if at in wrong else "", styles)


def _cell(page: Any, row: int, at: int, cell: Cell, style: str, styles: dict[str, Any]) -> None:
    if cell is None:
        page.write_blank(row, at, None, styles[style])
    elif isinstance(cell, date):
        moment = datetime(cell.year, cell.month, cell.day)
        if cell.year >= 1900:
            page.write_datetime(row, at, moment, styles[f"{style} day".strip()])
        else:
            page.write_string(row, at, f"{cell:%d/%m/%Y}", styles[style or "text"])
    elif isinstance(cell, str):
        page.write_string(row, at, cell, styles[style or "text"])
    else:
        page.write_number(row, at, cell, styles[style] if style else None)


def template(kind: IntakeKind) -> bytes:
    """An empty form of the kind: headings, a sheet with an invented example, a sheet that explains each column."""
    import xlsxwriter

    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False})
    head, labels = _styles(book)["head"], KINDS[kind].labels()
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    fields = list(EXAMPLES[kind][0])
    required = {field for group in KINDS[kind].required for field in group}
    form, example, notes = (book.add_worksheet(name) for name in ("Dữ liệu", EXAMPLE_SHEET, NOTES_SHEET))
    for page in (form, example):
        page.set_column(0, len(fields) - 1, 24, text)
        page.freeze_panes(1, 0)
        page.write_row(0, 0, [labels[field] for field in fields], head)
    for number, row in enumerate(EXAMPLES[kind], start=1):
        example.write_row(number, 0, [row[field] for field in fields], text)
    notes.set_column(0, 0, 28)
    notes.set_column(1, 1, 90)
    notes.write_row(0, 0, ["Cột", "Cách ghi"], head)
    for number, field in enumerate(fields, start=1):
        must = " Phải có." if field in required else ""
        notes.write_row(number, 0, [labels[field], NOTES.get(field, "Ghi như trong giấy tờ.") + must], text)
    book.close()
    return buffer.getvalue()
