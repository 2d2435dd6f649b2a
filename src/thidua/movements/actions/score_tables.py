"""Tables of points and rounds: made, opened, taken from part to part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction

from thidua.access.models import User
from thidua.audit.actions import record
from thidua.flow.actions import move
from thidua.kernel.issues import Issue, Refused
from thidua.movements.actions.naming import permit
from thidua.movements.enums import CriterionKind, RoundState, ScoreRule
from thidua.movements.models import (
    Cluster,
    EmulationMovement,
    Scorecard,
    ScoreCell,
    ScoreClass,
    ScoreCriterion,
    ScoreRound,
    ScoreTable,
)
from thidua.movements.records import ScoreRow, ScoreTableRecord
from thidua.movements.workflow import SCORE_ROUND
from thidua.registry.models import OrgUnit


def criteria_of(movement: EmulationMovement) -> list[ScoreRow]:
    """A movement's criteria as rows of a table; points beyond the maximum become a bonus row."""
    rows = []
    for one in movement.criteria.all():
        rows.append(ScoreRow(one.content, one.max_points, one.group, needs_evidence=bool(one.evidence)))
        if one.bonus_points:
            rows.append(
                ScoreRow(f"Điểm thưởng: {one.content}", one.bonus_points, one.group, CriterionKind.BONUS)
            )
    return rows


@transaction.atomic
def make_score_table(
    *, actor: User, authority: OrgUnit, table: ScoreTableRecord, movement: EmulationMovement | None = None
) -> ScoreTable:
    """Make a table with its rule and criteria. Raises Refused without the right, and with what is wrong in it."""
    permit(actor, "score.check", authority)
    _check(table)
    try:
        with transaction.atomic():
            made = ScoreTable.objects.create(
                authority=authority,
                movement=movement,
                year=table.year,
                name=table.name,
                rule=table.rule,
                weight_self=table.weight_self,
                weight_cross=table.weight_cross,
                weight_office=table.weight_office,
                bonus_cap=table.bonus_cap,
                tie_position=table.tie_position,
                flag_honour=table.flag_honour,
            )
    except IntegrityError as fault:
        message = f"Năm {table.year} đã có bảng “{table.name}”."
        raise Refused(Issue("score_table.twice", message, "Đặt tên khác.")) from fault
    ScoreCriterion.objects.bulk_create(
        ScoreCriterion(
            table=made,
            position=position,
            group=one.group,
            content=one.content,
            kind=one.kind,
            max_points=one.max_points,
            needs_evidence=one.needs_evidence,
        )
        for position, one in enumerate(table.criteria, 1)
    )
    ScoreClass.objects.bulk_create(
        ScoreClass(table=made, label=label, from_points=points) for label, points in table.classes
    )
    record(
        actor=actor,
        verb="score_table.made",
        subject=f"movements.ScoreTable:{made.pk}",
        criteria=len(table.criteria),
    )
    return made


def _check(table: ScoreTableRecord) -> None:
    issues = []
    if not table.name or not table.criteria:
        issues.append(Issue("score_table.empty", "Bảng chưa có tên hoặc tiêu chí.", "Ghi đủ rồi lưu lại."))
    if any(one.max_points <= 0 for one in table.criteria):
        issues.append(Issue("score_table.zero", "Điểm tối đa phải lớn hơn 0.", "Sửa điểm tối đa."))
    if (
        table.rule == ScoreRule.WEIGHTED
        and table.weight_self + table.weight_cross + table.weight_office != 100
    ):
        message = "Tỷ trọng tự chấm, chấm chéo, thẩm định phải cộng bằng 100."
        issues.append(Issue("score_table.weights", message, "Sửa tỷ trọng."))
    if table.tie_position is not None and not 1 <= table.tie_position <= len(table.criteria):
        message = f"Không có tiêu chí {table.tie_position} để xét khi bằng điểm."
        issues.append(Issue("score_table.tie", message, "Ghi số thứ tự một tiêu chí."))
    if issues:
        raise Refused(*issues)


@transaction.atomic
def plan_round(
    *, actor: User, table: ScoreTable, name: str, days: tuple[date, date, date], clusters: Sequence[Cluster]
) -> ScoreRound:
    """Plan a round: last days of self scoring, cross scoring, checking. Raises Refused for what does not fit."""
    permit(actor, "score.check", table.authority)
    if not name or not clusters:
        raise Refused(Issue("round.empty", "Đợt chấm chưa có tên hoặc cụm.", "Ghi tên, chọn cụm."))
    if list(days) != sorted(days):
        message = "Hạn tự chấm, chấm chéo, thẩm định không theo thứ tự."
        raise Refused(Issue("round.days", message, "Sửa lại ngày."))
    if any(c.year != table.year or c.authority_id != table.authority_id for c in clusters):
        message = "Có cụm không thuộc cơ quan, năm của bảng."
        raise Refused(Issue("round.clusters", message, "Chọn lại cụm."))
    if table.rounds.filter(name=name).exists():
        raise Refused(Issue("round.twice", f"Đã có đợt “{name}”.", "Đặt tên khác."))
    made = ScoreRound.objects.create(
        table=table, name=name, self_until=days[0], cross_until=days[1], check_until=days[2]
    )
    made.clusters.set(clusters)
    record(actor=actor, verb="round.planned", subject=f"movements.ScoreRound:{made.pk}")
    return made


@transaction.atomic
def open_round(*, actor: User, one: ScoreRound) -> int:
    """Open a round: the table is frozen, every present member gets its card. Returns how many cards.

    Raises Refused without the right, once opened, and where no cluster has a member.
    """
    move(SCORE_ROUND, [one], "open", actor=actor, unit=one.table.authority)
    cards = Scorecard.objects.bulk_create(
        Scorecard(round=one, cluster=cluster, unit_id=unit)
        for cluster in one.clusters.all()
        for unit in cluster.members.filter(left_on=None).values_list("unit_id", flat=True)
    )
    if not cards:
        raise Refused(Issue("round.nobody", "Các cụm chưa có thành viên.", "Thêm đơn vị vào cụm."))
    criteria = list(one.table.criteria.all())
    ScoreCell.objects.bulk_create(
        [ScoreCell(card=card, criterion=asked) for card in cards for asked in criteria], batch_size=2000
    )
    record(actor=actor, verb="round.opened", subject=f"movements.ScoreRound:{one.pk}", cards=len(cards))
    return len(cards)


@transaction.atomic
def advance_round(*, actor: User, one: ScoreRound) -> None:
    """From self scoring to cross scoring, from there to checking, which opens the blind scores.

    Raises Refused without the right and in any other state.
    """
    step = {RoundState.SELF: "begin_cross", RoundState.CROSS: "close_cross"}.get(RoundState(one.state))
    if step is None:
        raise Refused(Issue("round.state", f"Đợt chấm ở bước “{one.get_state_display()}”.", "Tải lại trang."))
    move(SCORE_ROUND, [one], step, actor=actor, unit=one.table.authority)
    record(actor=actor, verb="round.advanced", subject=f"movements.ScoreRound:{one.pk}", to=one.state)
