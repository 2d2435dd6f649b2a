"""Sets a form in Word with docxtpl, for papers the office still edits before they are signed.

The same data as the PDF of the form, through the same checks; the form's folder holds `template.docx`, written by
`papers/style/word.py`. Data go in escaped: they are never markup.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from thidua.documents import catalogue, engine
from thidua.kernel.issues import InputFault, Issue

REGISTER = "TableGrid"  # the style of the tables that hold lists
WIDTH = 9300  # twentieths of a point between the margins: 164 mm
NUMBER_WIDTH = 700  # a column without a share holds a running number
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# docxtpl turns these into braces of its own after the data are in.
_MARKS = re.compile(r"\{_[{%]|[%}]_\}")


def render_docx(form: str, data: Mapping[str, Any], *, on: date | None) -> bytes:
    """A paper as .docx, by the version of the form in force `on` that day (None: the newest).

    Raises InputFault when the form is unknown or has no Word template, a required entry is missing, or a text
    holds characters a document cannot have.
    """
    from docxtpl import DocxTemplate

    version = catalogue.find(form, on)
    source = version.template.with_suffix(".docx")
    if not source.exists():
        said = f"Mẫu “{form}” không có bản Word."
        raise InputFault(Issue("no_word_form", said, "Dùng bản PDF của mẫu này."))
    ready = engine.plain(data)
    faults = [*engine.missing(version, ready), *_unprintable(ready)]
    if faults:
        raise InputFault.of(faults)
    paper = DocxTemplate(source)
    entries = engine.complete(version.fields, ready)
    paper.render(entries, _environment(), autoescape=True)
    registers = [t for t in paper.docx.element.body.iter(_tag("tbl")) if _style(t) == REGISTER]
    for table, held in zip(registers, entries.get("lists", ()), strict=False):
        _shape(table, held["columns"])
    made = BytesIO()
    paper.save(made)
    return made.getvalue()


def day_long(iso: str | None) -> str:
    """`ngày 05 tháng 02 năm 2024`; without a day room to write it, as in the PDF."""
    if not iso:
        gap = "\u00a0" * 6
        return f"ngày {gap}tháng {gap}năm {gap}"
    on = date.fromisoformat(iso)
    month = f"{on.month:02}" if on.month < 3 else str(on.month)
    return f"ngày {on.day:02} tháng {month} năm {on.year}"


def _environment() -> Any:
    from jinja2 import Environment, StrictUndefined

    made = Environment(autoescape=True, undefined=StrictUndefined)
    made.filters["day_long"] = day_long
    return made


def _unprintable(value: Any) -> list[Issue]:
    """One issue for each text with a character XML or the template engine would take for its own."""
    if isinstance(value, Mapping):
        return [issue for entry in value.values() for issue in _unprintable(entry)]
    if isinstance(value, list):
        return [issue for entry in value for issue in _unprintable(entry)]
    if isinstance(value, str) and (_UNPRINTABLE.search(value) or _MARKS.search(value)):
        shown = _UNPRINTABLE.sub("?", value)
        return [Issue("paper_letter", f"“{shown}” có ký tự không in được.", "Gõ lại nội dung này.")]
    return []


def _tag(name: str) -> str:
    from docx.oxml.ns import qn

    made: str = qn(f"w:{name}")
    return made


def _style(table: Any) -> str:
    found = table.find(f"{_tag('tblPr')}/{_tag('tblStyle')}")
    return str(found.get(_tag("val"))) if found is not None else ""


def widths(columns: Sequence[Mapping[str, Any]]) -> list[int]:
    """Widths in twentieths of a point: the shares part what the numbering columns leave."""
    whole = sum(c["share"] for c in columns)
    rest = WIDTH - NUMBER_WIDTH * sum(1 for c in columns if not c["share"])
    return [rest * c["share"] // whole if c["share"] else NUMBER_WIDTH for c in columns]


def _shape(table: Any, columns: Sequence[Mapping[str, Any]]) -> None:
    """Give a list's columns their widths and sides; a row of one cell spans them all."""
    from docx.enum.text import WD_PARAGRAPH_ALIGNMENT

    wide = widths(columns)
    for grid, width in zip(table.tblGrid.gridCol_lst, wide, strict=True):
        grid.set(_tag("w"), str(width))
    for at, row in enumerate(table.tr_lst):
        cells = row.tc_lst
        if len(cells) == 1 < len(columns):
            cells[0].get_or_add_tcPr().get_or_add_gridSpan().val = len(columns)
        for cell, column, width in zip(cells, columns, wide, strict=False):
            cell.get_or_add_tcPr().get_or_add_tcW().set(_tag("w"), str(width))
            for paragraph in cell.p_lst if at else ():
                paragraph.get_or_add_pPr().jc_val = WD_PARAGRAPH_ALIGNMENT[column["align"].upper()]
