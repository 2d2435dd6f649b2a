"""Lists as every screen shows them: search without accents, filters, sorting, paging, Excel out.

A room of screens describes its list once as a `ListSpec`; the address bar holds every choice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html

from thidua.documents.workbooks import Column as ExcelColumn
from thidua.documents.workbooks import list_workbook
from thidua.kernel import numbers
from thidua.kernel.text import fold, typed_text

PAGE_SIZE, FEW = 50, 1000
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Value = str | int | date | None
Rows = QuerySet[Any]


@dataclass(frozen=True)
class Column:
    """One column. `order` is the field to sort by, empty for none, or the fields of a whole order, all of them turned
    to sort downwards; `url` and `badge` dress the cell; what is `whole` is never broken over lines; one that is not
    for the `screen` stands in the workbook alone."""

    key: str
    label: str
    value: Callable[[Any], Value]
    order: str | tuple[str, ...] = ""
    numeric: bool = False
    url: Callable[[Any], str] | None = None
    badge: Callable[[Any], str] | None = None
    width: float = 20
    whole: bool = False
    screen: bool = True


@dataclass(frozen=True)
class Filter:
    """A choice of plain words; `apply` narrows the rows to one value. What is `typed` may be any words."""

    key: str
    label: str
    choices: tuple[tuple[str, str], ...]
    apply: Callable[[Rows, str], Rows]
    typed: bool = False


@dataclass(frozen=True)
class ListSpec:
    """What a list is: its words, columns, filters, how it searches, its order without a choice. `most`: so many rows
    are counted, paged and written to a workbook, none beyond; 0 for all. `prepare` is given the rows to be shown, to
    read in one go what their cells need."""

    title: str
    noun: str
    columns: tuple[Column, ...]
    order: tuple[str, ...]
    search: Callable[[Rows, str], Rows]
    filters: tuple[Filter, ...] = ()
    empty: str = "Chưa có gì ở đây."
    file: str = "danh-sach"
    note: str = ""
    most: int = 0
    prepare: Callable[[Sequence[Any]], None] | None = None


@dataclass(frozen=True)
class Cell:
    label: str
    text: str
    kind: str = ""
    url: str = ""
    badge: str = ""

    @property
    def dressed(self) -> str:
        """The text as a link, a badge or as it is; safe to show."""
        if self.url:
            return format_html('<a href="{}">{}</a>', self.url, self.text)
        if self.badge:
            return format_html('<span class="badge {}">{}</span>', self.badge, self.text)
        return self.text


@dataclass
class ListPage:
    """One page of a list as the template shows it."""

    spec: ListSpec
    query: Mapping[str, str]
    total: int = 0
    number: int = 1
    beyond: bool = False
    rows: list[list[Cell]] = field(default_factory=list)

    @property
    def search(self) -> str:
        return self.query.get("q", "")

    @property
    def narrowed(self) -> bool:
        return any(self.query.get(key) for key in ("q", *(f.key for f in self.spec.filters)))

    @property
    def last(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))

    @property
    def places(self) -> slice:
        """Where in the order the rows of this page stand."""
        start = (self.number - 1) * PAGE_SIZE
        return slice(start, min(start + PAGE_SIZE, self.spec.most or start + PAGE_SIZE))

    @property
    def filters(self) -> list[dict[str, Any]]:
        return [
            {
                "key": f.key,
                "label": f.label,
                "choices": f.choices,
                "chosen": self.query.get(f.key, ""),
                "typed": f.typed,
            }
            for f in self.spec.filters
        ]

    @property
    def heads(self) -> list[dict[str, Any]]:
        return [self._head(column) for column in self.spec.columns if column.screen]

    def _head(self, column: Column) -> dict[str, Any]:
        chosen = self.query.get("sap", "")
        down = chosen == f"-{column.key}"
        is_sorted = "descending" if down else "ascending" if chosen == column.key else ""
        turn = f"-{column.key}" if is_sorted == "ascending" else column.key
        return {
            "label": column.label,
            "numeric": column.numeric,
            "sorted": is_sorted,
            "arrow": {"ascending": " ▲", "descending": " ▼"}.get(is_sorted, ""),
            "query": self._with(sap=turn, trang="") if column.order else "",
        }

    def _with(self, **changed: str) -> str:
        return urlencode({k: v for k, v in {**self.query, **changed}.items() if v})

    @property
    def excel_query(self) -> str:
        return self._with(xuat="xlsx", trang="")

    @property
    def previous_query(self) -> str:
        return self._with(trang=str(self.number - 1)) if self.number > 1 else ""

    @property
    def next_query(self) -> str:
        return self._with(trang=str(self.number + 1)) if self.number < self.last else ""


def show_list(
    request: HttpRequest,
    spec: ListSpec,
    rows: Rows,
    *,
    template: str = "shell/list.html",
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The page the address asks for, or the whole narrowed list as a workbook (`?xuat=xlsx`)."""
    query = {key: typed_text(str(value)) for key, value in request.GET.items()}
    narrowed = _narrow(spec, rows, query)
    order = _order(spec, query.get("sap", ""))
    ordered = narrowed.order_by(*order)
    if query.get("xuat") == "xlsx":
        return _excel(spec, ordered[: spec.most] if spec.most else ordered)
    page = ListPage(spec, query)
    if spec.most:
        page.total, page.beyond, ordered = _bounded(spec, rows, narrowed, order)
    else:
        page.total = narrowed.count()
    wanted = query.get("trang", "")
    page.number = min(max(1, int(wanted) if wanted.isascii() and wanted.isdigit() else 1), page.last)
    shown = _prepared(spec, _fetch(rows if spec.most else narrowed, ordered, page.places))
    page.rows = [_cells(spec, one) for one in shown]
    return render(request, template, {**(context or {}), "page": page})


def _prepared(spec: ListSpec, rows: Iterable[Any]) -> Iterable[Any]:
    if spec.prepare is None:
        return rows
    held = list(rows)
    spec.prepare(held)
    return held


def _bounded(spec: ListSpec, rows: Rows, narrowed: Rows, order: Sequence[str]) -> tuple[int, bool, Rows]:
    """How many rows there are, as far as they are counted; whether there are more; and the rows in order.

    Few are sorted as they were found. Many up to the bound are found again and sorted: their order taken from an index
    might lead past all the others first. Of more than that an index has the first ones soon."""
    found = list(narrowed.order_by().values_list("pk", flat=True)[: spec.most + 1])
    if len(found) > spec.most:
        return spec.most, True, narrowed.order_by(*order)
    if len(found) <= FEW:
        return len(found), False, rows.filter(pk__in=found).order_by(*order)
    return len(found), False, narrowed.order_by(_sorted_by(order[0]), *order[1:])


def _fetch(rows: Rows, ordered: Rows, wanted: slice) -> list[Any]:
    """The rows of one page. Only keys are sorted; the whole rows, with what they refer to, are read for these."""
    if not isinstance(rows, QuerySet):
        return list(ordered[wanted])
    keys = list(ordered.values_list("pk", flat=True)[wanted])
    found = rows.in_bulk(keys)
    return [found[key] for key in keys]


def _narrow(spec: ListSpec, rows: Rows, query: Mapping[str, str]) -> Rows:
    if query.get("q"):
        rows = spec.search(rows, query["q"])
    for one in spec.filters:
        chosen = query.get(one.key, "")
        if (one.typed and chosen) or chosen in {value for value, _ in one.choices}:
            rows = one.apply(rows, chosen)
    return rows


def _order(spec: ListSpec, chosen: str) -> tuple[str, ...]:
    key, sign = chosen.lstrip("-"), "-" if chosen.startswith("-") else ""
    column = next((c for c in spec.columns if c.key == key and c.order), None)
    if column and not isinstance(column.order, str):
        return turned(column.order) if sign else column.order
    return (f"{sign}{column.order}", "pk") if column else (*spec.order, "pk")


def _sorted_by(field: str) -> OrderBy:
    """The field as no index holds it."""
    value = Coalesce(F(field.removeprefix("-")), F(field.removeprefix("-")))
    return value.desc() if field.startswith("-") else value.asc()


def turned(order: Sequence[str]) -> tuple[str, ...]:
    """The same order from its end."""
    return tuple(one.removeprefix("-") if one.startswith("-") else f"-{one}" for one in order)


def holding(text: Callable[[Any], str]) -> Callable[[Rows, str], Rows]:
    """A search without accents in a text no column holds folded: for a handful of rows, which it reads all."""

    def search(rows: Rows, words: str) -> Rows:
        return rows.filter(pk__in=[one.pk for one in rows if fold(words) in fold(text(one))])

    return search


def _text(value: Value) -> str:
    if isinstance(value, date):
        return numbers.day(value)
    if isinstance(value, int):
        return numbers.number(value)
    return value or ""


def _cells(spec: ListSpec, one: Any) -> list[Cell]:
    return [
        Cell(
            label=c.label,
            text=_text(value),
            kind="num" if c.numeric else "whole" if c.whole or isinstance(value, date) else "",
            url=c.url(one) if c.url else "",
            badge=c.badge(one) if c.badge else "",
        )
        for c in spec.columns
        if c.screen
        for value in [c.value(one)]
    ]


def _excel(spec: ListSpec, rows: Iterable[Any]) -> HttpResponse:
    content = list_workbook(
        title=spec.title,
        columns=[ExcelColumn(c.label, c.width, wrap=True) for c in spec.columns],
        rows=([c.value(one) for c in spec.columns] for one in _prepared(spec, rows)),
    )
    return HttpResponse(
        content,
        content_type=EXCEL,
        headers={"Content-Disposition": f'attachment; filename="{spec.file}.xlsx"'},
    )
