"""A cluster in a round: communes beside criteria, and the ranking with its leader."""

from __future__ import annotations

from decimal import Decimal
from html import escape

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods

from thidua.access.queries import units_with
from thidua.documents.workbooks import Column, list_workbook
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.numbers import decimal
from thidua.movements.actions import choose_leader, confirm_leader
from thidua.movements.enums import RoundState
from thidua.movements.models import Cluster, LeaderProposal, Scorecard, ScoreCell, ScoreRound
from thidua.movements.queries.scores import Grid, cross_hints, grid_of
from thidua.movements.scoring import rule_in_words
from thidua.web.office.score_rounds import readable_round
from thidua.web.shell.fields import text_of, typed_key
from thidua.web.shell.lists import EXCEL
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, may, needs


def _placed(request: HttpRequest, pk: int, cluster: int) -> tuple[ScoreRound, Cluster]:
    """The round and a cluster of it the reader may see: with a unit of the own in it, or of the authority."""
    one = readable_round(request, pk)
    found = one.clusters.filter(pk=cluster).first()
    units = units_with(actor_of(request), "score.read")
    mine = one.table.authority_id in units
    if found is None or not (mine or found.members.filter(unit_id__in=units).exists()):
        raise Http404
    return one, found


@needs("score.check")
def score_grid(request: HttpRequest, pk: int, cluster: int) -> HttpResponse:
    """All communes of a cluster by all criteria, with totals, for the office."""
    one, found = _placed(request, pk, cluster)
    if not may(request, "score.check", one.table.authority):
        raise Http404
    grid = grid_of(one, found)
    criteria = list(one.table.criteria.all())
    if request.GET.get("xuat") == "xlsx":
        return _workbook(one, found, grid)
    context = {
        "one": one,
        "cluster": found,
        "criteria": criteria,
        "body": _body(grid),
        "hints": cross_hints(one, found),
        "count": len(grid.ranks),
    }
    return render(request, "office/score_grid.html", context)


def _body(grid: Grid) -> SafeString:
    """Rows of the table. Thousands of cells: written in one piece, a template's loop takes ten times as long."""
    rows = []
    for rank in grid.ranks:
        cells = "".join(map(_cell, grid.cells[rank.card.pk], grid.results[rank.card.pk]))
        address = reverse("scorecard", args=[rank.card.pk])
        unit = f'<th scope="row"><a href="{address}">{escape(rank.card.unit.name)}</a></th>'
        missing = f"thiếu {rank.total.missing}" if rank.total.missing else str(rank.place)
        total = f'<td class="num"><strong>{decimal(rank.total.total) or "0"}</strong></td>'
        rows.append(f'<tr>{unit}{total}<td class="num">{missing}</td>{cells}</tr>')
    return mark_safe("\n".join(rows))


def _cell(cell: ScoreCell, result: Decimal | None) -> str:
    """The result; before it is there, what the unit gave itself, softly; a dash where nothing is scored."""
    if cell.office_points is not None or cell.result is not None:
        return f'<td class="num">{decimal(result)}</td>'
    return f'<td class="num soft">{decimal(cell.self_points) or "–"}</td>'


@needs("score.read")
@require_http_methods(["GET", "POST"])
def ranking(request: HttpRequest, pk: int, cluster: int) -> HttpResponse:
    """The published order of a cluster with its leader; the office sees it as it comes about."""
    one, found = _placed(request, pk, cluster)
    if request.method == "POST":
        if said := attempt(request, lambda: _lead(request, one)):
            messages.success(request, said)
        return redirect("ranking", pk, cluster)
    shown = one.state == RoundState.PUBLISHED or may(request, "score.read", one.table.authority)
    grid = grid_of(one, found) if shown else None
    if grid is not None and request.GET.get("xuat") == "xlsx":
        return _workbook(one, found, grid)
    context = {
        "one": one,
        "cluster": found,
        "published": one.state == RoundState.PUBLISHED,
        "ranks": grid.ranks if grid else [],
        "shown": shown,
        "rule": rule_in_words(one.table),
        "readable": units_with(actor_of(request), "score.read"),
        "leads": may(request, "score.check", one.table.authority),
    }
    return render(request, "office/ranking.html", context | (_standing(one, found, grid) if grid else {}))


def _standing(one: ScoreRound, cluster: Cluster, grid: Grid) -> dict[str, object]:
    """What became of the order: corrected cards, proposals, and whom a person has to choose among."""
    proposals = LeaderProposal.objects.filter(card__round=one, card__cluster=cluster).select_related(
        "card__unit"
    )
    first = [rank.card for rank in grid.ranks if rank.place == 1] if one.state == RoundState.PUBLISHED else []
    open_ = len(first) > 1 and one.table.flag_honour and all(p.withdrawn_at for p in proposals)
    corrected = cluster.cards.filter(round=one, corrections__isnull=False)
    return {
        "corrected": set(corrected.values_list("pk", flat=True)),
        "proposals": proposals,
        "choose": first if open_ else [],
    }


def _lead(request: HttpRequest, one: ScoreRound) -> str:
    actor, number = actor_of(request), typed_key(text_of(request, "key"))
    if text_of(request, "viec") == "xac-nhan":
        proposal = LeaderProposal.objects.filter(pk=number, card__round=one).first()
        if proposal is not None:
            confirm_leader(actor=actor, proposal=proposal)
            return "Đã xác nhận đơn vị dẫn đầu được đề nghị."
    card = Scorecard.objects.filter(pk=number, round=one).first()
    if card is None:
        raise Refused(Issue("form.choice", "Chưa chọn đơn vị.", "Chọn rồi gửi lại."))
    choose_leader(actor=actor, card=card, reason=text_of(request, "reason"))
    return "Đã chọn đơn vị dẫn đầu; văn phòng xác nhận đề nghị."


def _workbook(one: ScoreRound, cluster: Cluster, grid: Grid) -> HttpResponse:
    heads = [f"{c.position}. {c.content}" for c in one.table.criteria.all()]
    columns = [Column("Hạng", 8), Column("Đơn vị", 34, wrap=True), *(Column(h, 14, wrap=True) for h in heads)]
    rows = (
        [
            rank.place,
            rank.card.unit.name,
            *map(_number, grid.results[rank.card.pk]),
            _number(rank.total.total),
        ]
        for rank in grid.ranks
    )
    state = "" if one.state == RoundState.PUBLISHED else " (chưa công bố)"
    title = f"{one.name} – {cluster.name}{state}"
    content = list_workbook(title=title, columns=[*columns, Column("Tổng điểm", 12)], rows=rows)
    disposition = {"Content-Disposition": 'attachment; filename="xep-hang.xlsx"'}
    return HttpResponse(content, content_type=EXCEL, headers=disposition)


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
