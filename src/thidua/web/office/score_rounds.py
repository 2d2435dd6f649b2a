"""Rounds of scoring: the list, one round with its cards and what comes next, tables of points."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from thidua.access.queries import granted_units, units_with
from thidua.kernel.issues import InputFault, Issue, Refused
from thidua.kernel.numbers import read_decimal
from thidua.kernel.text import fold
from thidua.movements.actions import advance_round, make_score_table, open_round, plan_round, publish_round
from thidua.movements.actions.score_tables import criteria_of
from thidua.movements.enums import CardState, RoundState, ScoreRule
from thidua.movements.imports import read_score_rows
from thidua.movements.models import Cluster, EmulationMovement, Scorecard, ScoreRound, ScoreTable
from thidua.movements.queries.scores import cards_of, not_yet_crossed, rounds_of
from thidua.movements.records import ScoreRow, ScoreTableRecord
from thidua.movements.scoring import rule_in_words
from thidua.registry.models import OrgUnit
from thidua.web.shell.fields import choice_of, text_of, wanted_day, year_of
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, may, needs

ROUND_BADGE = {RoundState.PLANNED: "none", RoundState.PUBLISHED: "met"}
_NEXT = {
    RoundState.PLANNED: "Mở đợt chấm",
    RoundState.SELF: "Bắt đầu chấm chéo",
    RoundState.CROSS: "Khóa chấm chéo",
}
CARD_BADGE = {CardState.APPROVED: "met", CardState.CHECKED: "met", CardState.RETURNED: "refused"}

_SPEC = ListSpec(
    title="Chấm điểm thi đua",
    noun="đợt chấm",
    columns=(
        Column(
            "ten",
            "Đợt chấm",
            lambda one: one.name,
            "name",
            url=lambda one: reverse("score_round", args=[one.pk]),
            width=34,
        ),
        Column("bang", "Bảng chấm điểm", lambda one: one.table.name, "table__name", width=34),
        Column("nam", "Năm", lambda one: str(one.table.year), "table__year", width=8),
        Column("han", "Hạn thẩm định", lambda one: one.check_until, "check_until", width=12),
        Column("phieu", "Phiếu đã duyệt", lambda one: f"{one.approved}/{one.size}", numeric=True, width=12),
        Column(
            "tinh_trang",
            "Tình trạng",
            lambda one: str(one.get_state_display()),
            "state",
            badge=lambda one: ROUND_BADGE.get(RoundState(one.state), "asked"),
        ),
    ),
    order=("-table__year", "-id"),
    search=lambda rows, words: rows.filter(Q(name__icontains=words) | Q(table__name__icontains=words)),
    filters=(
        Filter("tinh_trang", "Tình trạng", tuple(RoundState.choices), lambda rows, v: rows.filter(state=v)),
    ),
    empty="Chưa có đợt chấm nào. Cơ quan thường trực lập bảng chấm điểm rồi mở đợt.",
    file="dot-cham-diem",
)
_CARDS = ListSpec(
    title="Phiếu chấm điểm",
    noun="phiếu",
    columns=(
        Column(
            "don_vi",
            "Đơn vị",
            lambda c: c.unit.name,
            "unit__sort_key",
            url=lambda c: reverse("scorecard", args=[c.pk]),
            width=34,
        ),
        Column("cum", "Cụm, khối", lambda c: c.cluster.name, "cluster__name", width=28),
        Column(
            "tinh_trang",
            "Tình trạng",
            lambda c: str(c.get_state_display()),
            "state",
            badge=lambda c: CARD_BADGE.get(
                CardState(c.state), "asked" if c.state == CardState.SENT else "none"
            ),
        ),
    ),
    order=("cluster__name", "unit__sort_key"),
    search=lambda rows, words: rows.filter(unit__folded_name__contains=fold(words)),
    filters=(
        Filter("tinh_trang", "Tình trạng", tuple(CardState.choices), lambda rows, v: rows.filter(state=v)),
    ),
    empty="Đợt chấm chưa mở nên chưa có phiếu.",
    file="phieu-cham-diem",
)


@needs("score.read")
def score_rounds(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    rows = rounds_of(actor).annotate(
        size=Count("cards"), approved=Count("cards", filter=Q(cards__state=CardState.APPROVED))
    )
    checks = bool(granted_units(actor, "score.check"))
    tables = ScoreTable.objects.filter(authority_id__in=units_with(actor, "score.read")).order_by(
        "-year", "name"
    )
    context = {"checks": checks, "tables": tables, "crosses": bool(granted_units(actor, "score.cross"))}
    return show_list(request, _SPEC, rows, template="office/score_rounds.html", context=context)


def readable_round(request: HttpRequest, pk: int) -> ScoreRound:
    """The round, where the reader may see it. Raises Http404."""
    one = rounds_of(actor_of(request)).filter(pk=pk).first()
    if one is None:
        raise Http404
    return one


@needs("score.read")
@require_http_methods(["GET", "POST"])
def score_round(request: HttpRequest, pk: int) -> HttpResponse:
    """A round: its days, who still has to score, the cards one may read, the next act."""
    one = readable_round(request, pk)
    if request.method == "POST":
        if said := attempt(request, lambda: _act(request, one)):
            messages.success(request, said)
        return redirect("score_round", pk)
    authority = one.table.authority
    checks = may(request, "score.check", authority)
    mine = units_with(actor_of(request), "score.read")
    seen = one.clusters.filter(Q(members__unit_id__in=mine) | Q(authority_id__in=mine)).distinct()
    context = {
        "one": one,
        "badge": ROUND_BADGE.get(RoundState(one.state), "asked"),
        "rule": rule_in_words(one.table),
        "clusters": seen.order_by("name"),
        "checks": checks,
        "publishes": one.state == RoundState.CHECK and may(request, "score.publish", authority),
        "late": not_yet_crossed(one) if one.state == RoundState.CROSS else [],
        "next": _NEXT.get(RoundState(one.state), ""),
    }
    cards = cards_of(actor_of(request)).filter(round=one)
    return show_list(
        request, replace(_CARDS, title=one.name), cards, template="office/score_round.html", context=context
    )


def _act(request: HttpRequest, one: ScoreRound) -> str:
    actor = actor_of(request)
    if text_of(request, "viec") == "cong-bo":
        on = wanted_day(request, "on", "Ngày quyết định")
        publish_round(actor=actor, one=one, number=text_of(request, "number"), on=on)
        return "Đã công bố kết quả; từ nay chỉ sửa bằng đính chính."
    if one.state == RoundState.PLANNED:
        return f"Đã mở đợt chấm, {open_round(actor=actor, one=one)} phiếu."
    advance_round(actor=actor, one=one)
    return f"Đợt chấm chuyển sang “{one.get_state_display()}”."


@needs("score.check")
@require_http_methods(["GET", "POST"])
def score_table_new(request: HttpRequest) -> HttpResponse:
    """Make a table of points from a movement's criteria or from a workbook."""
    actor = actor_of(request)
    if request.method == "POST" and (made := attempt(request, lambda: _make(request))):
        messages.success(request, f"Đã lập bảng “{made.name}”.")
        return redirect("score_table", made.pk)
    movements = EmulationMovement.objects.filter(authority_id__in=granted_units(actor, "score.check"))
    context = {
        "given": request.POST,
        "movements": movements.filter(criteria__isnull=False).distinct().order_by("-year", "title"),
        "rules": ScoreRule.choices,
    }
    return render(request, "office/score_table_new.html", context)


def _make(request: HttpRequest) -> ScoreTable:
    actor = actor_of(request)
    authority = OrgUnit.objects.get(pk=min(granted_units(actor, "score.check")))
    year = year_of(request, "year", "Năm")
    if year is None:
        raise Refused(Issue("form.empty", "Chưa ghi “Năm”.", "Ghi rồi gửi lại."))
    chosen = text_of(request, "movement")
    key = int(chosen) if chosen.isascii() and chosen.isdigit() else 0
    movement = EmulationMovement.objects.filter(authority=authority, pk=key).first()
    tie = text_of(request, "tie_position")
    record = ScoreTableRecord(
        year,
        text_of(request, "name"),
        tuple(_rows(request, movement)),
        rule=ScoreRule(choice_of(request, "rule", "Cách tính", ScoreRule.values)),
        weight_self=_points(request, "weight_self", "Tỷ trọng tự chấm") or Decimal(0),
        weight_cross=_points(request, "weight_cross", "Tỷ trọng chấm chéo") or Decimal(0),
        weight_office=_office_weight(request),
        bonus_cap=_points(request, "bonus_cap", "Điểm thưởng tối đa"),
        tie_position=int(tie) if tie.isascii() and tie.isdigit() else None,
        flag_honour=text_of(request, "flag_honour"),
    )
    return make_score_table(actor=actor, authority=authority, table=record, movement=movement)


def _office_weight(request: HttpRequest) -> Decimal:
    given = _points(request, "weight_office", "Tỷ trọng thẩm định")
    return Decimal(100) if given is None else given


def _rows(request: HttpRequest, movement: EmulationMovement | None) -> list[ScoreRow]:
    sent = request.FILES.get("file")
    if sent is None:
        return criteria_of(movement) if movement else []
    with tempfile.NamedTemporaryFile(suffix=Path(str(sent.name)).suffix) as kept:
        kept.write(sent.read())
        kept.flush()
        try:
            return read_score_rows(Path(kept.name), name=str(sent.name))
        except InputFault as fault:
            raise Refused(*fault.issues) from fault


def _points(request: HttpRequest, name: str, label: str) -> Decimal | None:
    given = text_of(request, name)
    if not given:
        return None
    if (found := read_decimal(given)) is None:
        raise Refused(Issue("form.points", f"“{label}”: không đọc được “{given}”.", "Ghi số, ví dụ 12,5."))
    return found


@needs("score.read")
@require_http_methods(["GET", "POST"])
def score_table(request: HttpRequest, pk: int) -> HttpResponse:
    """A table with its rule in words; the office plans a round of it here."""
    one = ScoreTable.objects.select_related("authority", "movement").filter(pk=pk).first()
    actor = actor_of(request)
    if one is None or not _may_see(request, one):
        raise Http404
    if request.method == "POST":
        if made := attempt(request, lambda: _plan(request, one)):
            messages.success(request, "Đã lập đợt chấm. Xem lại rồi mở.")
            return redirect("score_round", made.pk)
        return redirect("score_table", pk)
    context = {
        "one": one,
        "criteria": one.criteria.all(),
        "classes": one.classes.all(),
        "rule": rule_in_words(one),
        "rounds": rounds_of(actor).filter(table=one).order_by("id"),
        "frozen": one.rounds.exclude(state=RoundState.PLANNED).exists(),
        "checks": may(request, "score.check", one.authority),
        "clusters": Cluster.objects.filter(authority=one.authority, year=one.year).order_by("name"),
    }
    return render(request, "office/score_table.html", context)


def _may_see(request: HttpRequest, one: ScoreTable) -> bool:
    """Readers of the authority, and those who are scored by the table."""
    units = units_with(actor_of(request), "score.read")
    return one.authority_id in units or Scorecard.objects.filter(round__table=one, unit_id__in=units).exists()


def _plan(request: HttpRequest, one: ScoreTable) -> ScoreRound:
    days = (
        wanted_day(request, "self_until", "Hạn tự chấm"),
        wanted_day(request, "cross_until", "Hạn chấm chéo"),
        wanted_day(request, "check_until", "Hạn thẩm định"),
    )
    chosen = [int(key) for key in request.POST.getlist("clusters") if key.isascii() and key.isdigit()]
    clusters = list(Cluster.objects.filter(pk__in=chosen))
    return plan_round(
        actor=actor_of(request), table=one, name=text_of(request, "name"), days=days, clusters=clusters
    )
