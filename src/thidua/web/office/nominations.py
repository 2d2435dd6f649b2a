"""Nominations: the list, and one nomination with its verdict."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thidua.access.queries import units_with
from thidua.eligibility.queries.law import law_book
from thidua.kernel.text import fold
from thidua.nominations.enums import NomineeKind, State
from thidua.nominations.models import Nomination
from thidua.web.shell.badges import badge_of
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.rights import actor_of, needs

Rows = QuerySet[Nomination]


def visible(request: HttpRequest) -> Rows:
    """Nominations of the units on which the user may read them."""
    rows = Nomination.objects.filter(submitting_unit_id__in=units_with(actor_of(request), "nomination.read"))
    return rows.select_related("line__nomination_sheet", "submitting_unit", "person", "collective")


def nominee_name(one: Nomination) -> str:
    return str(one.person or one.collective or one.line.name)


def file_name(one: Nomination) -> str:
    """The name of the file the nomination stands in, as its unit sent it."""
    return str(one.line.nomination_sheet.file).rpartition("/")[2]


def search(rows: Rows, words: str) -> Rows:
    folded = fold(words)
    return rows.filter(
        Q(line__folded_name__contains=folded)
        | Q(person__folded_name__contains=folded)
        | Q(submitting_unit__folded_name__contains=folded)
    )


def reason_label(code: str) -> str:
    """What a refusal for this key is called; an attested criterion keeps its own name."""
    book = law_book()
    return book.terms["reason"].get(code) or book.label(code)


def _reason(one: Nomination) -> str:
    return reason_label(one.reasons[0]) if one.reasons else ""


def _spec() -> ListSpec:
    book = law_book()
    honours = tuple((h.code, h.name) for h in book.honours())
    reasons = tuple((key, label) for key, label in book.terms["reason"].items())
    return ListSpec(
        title="Danh sách đề nghị",
        noun="hồ sơ",
        columns=(
            Column(
                "ten",
                "Cá nhân, tập thể",
                nominee_name,
                "line__folded_name",
                url=lambda one: reverse("nomination", args=[one.pk]),
                width=30,
            ),
            Column(
                "don_vi",
                "Đơn vị gửi",
                lambda one: one.submitting_unit.name,
                "submitting_unit__sort_key",
                width=36,
            ),
            Column(
                "danh_hieu", "Danh hiệu", lambda one: book.label(one.honour) if one.honour else "", "honour"
            ),
            Column(
                "trang_thai",
                "Tình trạng",
                lambda one: State(one.state).label,
                "state",
                badge=badge_of,
            ),
            Column("ly_do", "Lý do", _reason, width=30),
            Column("dong", "Dòng", lambda one: one.line.row, "line__row", numeric=True, width=8),
        ),
        order=("submitting_unit__code", "line__row"),
        search=search,
        filters=(
            Filter("trang_thai", "Tình trạng", tuple(State.choices), lambda rows, v: rows.filter(state=v)),
            Filter("danh_hieu", "Danh hiệu", honours, lambda rows, v: rows.filter(honour=v)),
            Filter("loai", "Loại", tuple(NomineeKind.choices), lambda rows, v: rows.filter(kind=v)),
            Filter("ly_do", "Lý do", reasons, lambda rows, v: rows.filter(reasons__0=v)),
        ),
        empty="Chưa có danh sách nào. Đơn vị gửi danh sách ở mục “Gửi danh sách”.",
        file="danh-sach-de-nghi",
    )


@needs("nomination.read")
def nominations(request: HttpRequest) -> HttpResponse:
    return show_list(request, _spec(), visible(request))


@needs("nomination.read")
def nomination(request: HttpRequest, pk: int) -> HttpResponse:
    """One nomination: who, what, where it stands; the tree of criteria; the person's years beside it."""
    one = visible(request).select_related("season", "verdict").filter(pk=pk).first()
    if one is None:
        raise Http404
    return render(request, "office/nomination.html", nomination_context(one))


def nomination_context(one: Nomination) -> dict[str, Any]:
    awards = one.person.awards.all() if one.person else one.collective.awards.all() if one.collective else ()
    return {
        "one": one,
        "name": nominee_name(one),
        "file": file_name(one),
        "honour": law_book().label(one.honour) if one.honour else "chưa rõ danh hiệu",
        "badge": badge_of(one),
        "findings": one.verdict.findings["findings"] if one.verdict else None,
        "history": [
            (a, law_book().label(a.honour)) for a in sorted(awards, key=lambda a: (-a.year, a.honour))
        ],
        "siblings": [
            (other, law_book().label(other.honour) if other.honour else "chưa rõ danh hiệu")
            for other in Nomination.objects.filter(line=one.line).exclude(pk=one.pk)
        ],
    }
