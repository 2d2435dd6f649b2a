"""Results of a round: published by decision, corrected in the open, the leader proposed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from thidua.access.models import User
from thidua.audit.actions import record
from thidua.flow.actions import move
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.numbers import decimal
from thidua.movements.actions.naming import permit
from thidua.movements.enums import RoundState
from thidua.movements.models import (
    Cluster,
    LeaderProposal,
    Scorecard,
    ScoreCell,
    ScoreCorrection,
    ScoreCriterion,
    ScoreRound,
)
from thidua.movements.queries.scores import grid_of
from thidua.movements.scoring import class_word
from thidua.movements.workflow import SCORE_ROUND


@transaction.atomic
def publish_round(*, actor: User, one: ScoreRound, number: str, on: date) -> None:
    """Publish by decision: results, totals and places are fixed; a sole leader is proposed for the table's honour.

    Raises Refused without the right, a number, or while a card is not approved.
    """
    if not number:
        raise Refused(Issue("round.number", "Chưa ghi số quyết định.", "Ghi số, ngày quyết định công bố."))
    move(SCORE_ROUND, [one], "publish", actor=actor, unit=one.table.authority)
    ScoreRound.objects.filter(pk=one.pk).update(
        decision_number=number, published_on=on, published_by=actor.username
    )
    one.refresh_from_db()
    for cluster in one.clusters.all():
        _fix(one, cluster)
        _propose_sole_leader(actor, one, cluster)
    record(
        actor=actor,
        verb="round.published",
        subject=f"movements.ScoreRound:{one.pk}",
        number=number,
        on=on.isoformat(),
    )


def _fix(one: ScoreRound, cluster: Cluster) -> None:
    """Write results, totals, places and words of a cluster's cards."""
    grid = grid_of(one, cluster)
    classes = list(one.table.classes.all())
    cells = []
    for rank in grid.ranks:
        for cell, made in zip(grid.cells[rank.card.pk], grid.results[rank.card.pk], strict=True):
            cell.result = made
            cells.append(cell)
        rank.card.total, rank.card.place = rank.total.total, rank.place
        rank.card.class_word = class_word(classes, rank.total.total)
    ScoreCell.objects.bulk_update(cells, ["result"], batch_size=1000)
    Scorecard.objects.bulk_update([rank.card for rank in grid.ranks], ["total", "place", "class_word"])


def _propose_sole_leader(actor: User, one: ScoreRound, cluster: Cluster) -> None:
    """Nothing where several share the first place: a person chooses."""
    first = list(one.cards.filter(cluster=cluster, place=1))
    if one.table.flag_honour and len(first) == 1:
        _propose(actor, one, first[0], "")


def _propose(actor: User, one: ScoreRound, card: Scorecard, reason: str) -> LeaderProposal:
    return LeaderProposal.objects.create(
        card=card,
        honour=one.table.flag_honour,
        year=one.table.year,
        reason=reason,
        proposed_by=actor.username,
    )


@transaction.atomic
def correct_result(
    *, actor: User, card: Scorecard, criterion: ScoreCriterion, points: Decimal, reason: str, paper: str
) -> ScoreCorrection:
    """Change a published result; what stood before stays readable, places of the whole cluster are made anew.

    Raises Refused without the right, before publication, without reason or paper, out of bounds, and for no change.
    """
    one = ScoreRound.objects.select_for_update().select_related("table__authority").get(pk=card.round_id)
    permit(actor, "score.correct", one.table.authority)
    cell = ScoreCell.objects.select_related("criterion").get(card=card, criterion=criterion)
    before = _correctable(one, cell, points, reason, paper)
    held = Scorecard.objects.get(pk=card.pk)
    total_before, place_before = held.total, held.place
    leaders = set(one.cards.filter(cluster=held.cluster, place=1).values_list("pk", flat=True))
    ScoreCell.objects.filter(pk=cell.pk).update(result=points)
    _fix(one, held.cluster)
    held.refresh_from_db()
    made = ScoreCorrection.objects.create(
        card=held,
        criterion=criterion,
        before=before,
        after=points,
        total_before=total_before or Decimal(0),
        total_after=held.total or Decimal(0),
        place_before=place_before or 0,
        place_after=held.place or 0,
        reason=reason,
        paper=paper,
        by=actor.username,
    )
    if leaders != set(one.cards.filter(cluster=held.cluster, place=1).values_list("pk", flat=True)):
        _replace_proposal(actor, one, held.cluster)
    record(
        actor=actor,
        verb="result.corrected",
        subject=f"movements.Scorecard:{held.pk}",
        criterion=criterion.position,
        before=str(before),
        after=str(points),
        reason=reason,
        paper=paper,
    )
    return made


def _correctable(one: ScoreRound, cell: ScoreCell, points: Decimal, reason: str, paper: str) -> Decimal:
    """The result that stands. Raises Refused when it may not be changed so."""
    if one.state != RoundState.PUBLISHED or cell.result is None:
        raise Refused(Issue("result.unpublished", "Kết quả chưa công bố.", "Sửa ở bước thẩm định."))
    if not reason or not paper:
        message = "Đính chính phải có lý do và văn bản."
        raise Refused(Issue("result.reason", message, "Ghi lý do, số ngày văn bản."))
    most = cell.criterion.max_points
    if not 0 <= points <= most:
        message = (
            f"Tiêu chí {cell.criterion.position}: điểm {decimal(points)} không nằm trong 0–{decimal(most)}."
        )
        raise Refused(Issue("result.bounds", message, "Ghi điểm không quá điểm tối đa."))
    if points != points.quantize(Decimal("0.01")):
        raise Refused(
            Issue("result.digits", "Điểm có quá hai chữ số sau dấu phẩy.", "Ghi tối đa hai chữ số.")
        )
    if points == cell.result:
        raise Refused(Issue("result.same", f"Kết quả vẫn là {decimal(points)}.", "Không cần đính chính."))
    return cell.result


def _replace_proposal(actor: User, one: ScoreRound, cluster: Cluster) -> None:
    """The first place changed: a proposal not confirmed yet is withdrawn; a confirmed one is for a person to judge."""
    standing = LeaderProposal.objects.filter(card__round=one, card__cluster=cluster, withdrawn_at=None)
    standing.filter(confirmed_at=None).update(withdrawn_at=timezone.now())
    if not standing.exists():
        _propose_sole_leader(actor, one, cluster)


@transaction.atomic
def choose_leader(*, actor: User, card: Scorecard, reason: str) -> LeaderProposal:
    """Choose among several who share the first place, with a reason.

    Raises Refused without the right or reason, before publication, for a card not first, and where one is proposed.
    """
    one = ScoreRound.objects.select_for_update().select_related("table__authority").get(pk=card.round_id)
    permit(actor, "score.check", one.table.authority)
    held = Scorecard.objects.select_related("unit").get(pk=card.pk)
    if held.place != 1 or not one.table.flag_honour:
        raise Refused(
            Issue("leader.place", f"{held.unit.name} không đứng đầu cụm.", "Chọn đơn vị hạng nhất.")
        )
    if not reason:
        raise Refused(Issue("leader.reason", "Chưa ghi lý do chọn.", "Ghi lý do rồi làm lại."))
    if LeaderProposal.objects.filter(card__round=one, card__cluster=held.cluster, withdrawn_at=None).exists():
        raise Refused(Issue("leader.twice", "Cụm đã có đơn vị được đề nghị.", "Xem bảng xếp hạng."))
    made = _propose(actor, one, held, reason)
    record(actor=actor, verb="leader.chosen", subject=f"movements.Scorecard:{held.pk}", reason=reason)
    return made


@transaction.atomic
def confirm_leader(*, actor: User, proposal: LeaderProposal) -> None:
    """The office confirms the proposal, which other desks then take up. Raises Refused once answered."""
    authority = proposal.card.round.table.authority
    permit(actor, "score.check", authority)
    now = timezone.now()
    changed = LeaderProposal.objects.filter(pk=proposal.pk, confirmed_at=None, withdrawn_at=None).update(
        confirmed_at=now, confirmed_by=actor.username
    )
    if not changed:
        raise Refused(Issue("leader.answered", "Đề nghị này đã xác nhận hoặc đã rút.", "Tải lại trang."))
    record(actor=actor, verb="leader.confirmed", subject=f"movements.LeaderProposal:{proposal.pk}")
