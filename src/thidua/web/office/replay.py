"""Replay: which open nominations of the season today's law and facts answer otherwise. Nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from thidua.access.queries import units_with
from thidua.eligibility.enums import Outcome
from thidua.eligibility.queries.law import law_book
from thidua.kernel.text import fold
from thidua.movements.queries.seasons import latest_season
from thidua.nominations.queries.replay import Change
from thidua.nominations.queries.replay import replay as replayed
from thidua.web.office.nominations import nominee_name
from thidua.web.shell.listed import Listed
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.rights import actor_of, needs

_BADGE = {"met": "met", "not_met": "refused", "deferred": "asked", "to_attest": "asked"}


@dataclass(frozen=True)
class Row:
    """One nomination whose answer would change."""

    pk: int
    name: str
    unit: str
    honour: str
    kept: str
    now: str
    why: str


def _row(one: Change) -> Row:
    nomination = one.nomination
    return Row(
        pk=nomination.pk,
        name=nominee_name(nomination),
        unit=nomination.submitting_unit.name,
        honour=law_book().label(nomination.honour),
        kept=one.kept,
        now=one.now.outcome,
        why=" ".join(one.now.reason_sentences()),
    )


def _word(outcome: str) -> str:
    return Outcome(outcome).label


def _search(rows: Any, words: str) -> Any:
    return rows.where(lambda row: fold(words) in fold(f"{row.name} {row.unit}"))


def _now(rows: Any, chosen: str) -> Any:
    return rows.where(lambda row: row.now == chosen)


def _spec(year: int) -> ListSpec:
    return ListSpec(
        title=f"Xét lại đợt xét năm {year}",
        noun="hồ sơ đổi kết luận",
        note="theo bộ luật và dữ liệu hiện tại; không có gì được ghi",
        columns=(
            Column(
                "ten", "Cá nhân, tập thể", lambda row: row.name, "name",
                url=lambda row: reverse("nomination", args=[row.pk]), width=30,
            ),
            Column("don_vi", "Đơn vị gửi", lambda row: row.unit, "unit", width=36),
            Column("danh_hieu", "Danh hiệu", lambda row: row.honour, "honour", width=28),
            Column("truoc", "Đã kết luận", lambda row: _word(row.kept), "kept", width=20),
            Column("nay", "Nay", lambda row: _word(row.now), "now", badge=lambda row: _BADGE[row.now], width=20),
            Column("vi_sao", "Vì sao", lambda row: row.why, width=60),
        ),
        order=("unit", "name"),
        search=_search,
        filters=(Filter("nay", "Nay", tuple(Outcome.choices), _now),),
        empty="Không có hồ sơ nào đổi kết luận.",
        file=f"xet-lai-{year}",
    )  # fmt: skip


@needs("nomination.appraise")
def replay(request: HttpRequest) -> HttpResponse:
    """Open nominations of one's units, judged again."""
    season = latest_season()
    if season is None:
        return redirect("dashboard")
    units = units_with(actor_of(request), "nomination.appraise")
    found = [one for one in replayed(law_book(), season) if one.nomination.submitting_unit_id in units]
    rows: Any = Listed([_row(one) for one in found])
    return show_list(request, _spec(season.review_year), rows)
