"""Two rounds of scoring in the clusters of communes of 2024: figures invented, every step through its own act.

Only the figures of cells are written in one piece: by hand they are thousands of acts.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction

from thidua.access.actions import create_user, end_grant, grant
from thidua.access.enums import Role
from thidua.access.models import User
from thidua.movements.actions import (
    advance_round,
    confirm_leader,
    correct_result,
    make_score_table,
    name_head,
    open_round,
    plan_round,
    publish_round,
    score_office,
    step_card,
    take_proposed,
)
from thidua.movements.actions.score_tables import criteria_of
from thidua.movements.enums import ClusterKind
from thidua.movements.models import (
    Cluster,
    CrossScore,
    EmulationMovement,
    LeaderProposal,
    ScoreCell,
    ScoreCriterion,
    ScoreRound,
    ScoreTable,
)
from thidua.movements.records import ScoreTableRecord
from thidua.audit.actor import SystemActor

_NAME = "Bảng chấm điểm cụm thi đua (mẫu)"
_ROUNDS = (
    ("Sơ kết 6 tháng (mẫu)", (date(2024, 6, 14), date(2024, 6, 21), date(2024, 6, 28)), "MẪU-01/QĐ-UBND"),
    ("Cả năm (mẫu)", (date(2024, 11, 22), date(2024, 11, 29), date(2024, 12, 6)), "MẪU-02/QĐ-UBND"),
)


@transaction.atomic
def demo_scores(movement: EmulationMovement, office: User) -> None:
    """Add them once; nothing is done where the table is there or no cluster of communes is."""
    clusters = list(Cluster.objects.filter(year=movement.year, kind=ClusterKind.CUM).order_by("name"))
    if not clusters or ScoreTable.objects.filter(name=_NAME).exists():
        return
    for cluster in clusters:
        lead = cluster.members.select_related("unit").filter(is_lead=True).first()
        if lead is not None:
            name_head(actor=office, cluster=cluster, unit=lead.unit, from_on=date(movement.year, 1, 31))
    record = ScoreTableRecord(
        movement.year, _NAME, tuple(criteria_of(movement)), tie_position=1, flag_honour="co_bo_tinh"
    )
    table = make_score_table(actor=office, authority=movement.authority, table=record, movement=movement)
    system = SystemActor()
    hand = create_user(actor=system, username="mau-cac-xa", full_name="Cán bộ các xã (mẫu)")
    held = grant(
        actor=system, user=hand, role=Role.UNIT_CLERK, unit=movement.authority, from_on=date(2024, 1, 1)
    )
    for turn, (name, days, number) in enumerate(_ROUNDS):
        one = plan_round(actor=office, table=table, name=name, days=days, clusters=clusters)
        _score(one, turn, hand, office)
        publish_round(actor=User.objects.get(username="nguoi-ky"), one=one, number=number, on=days[2])
    end_grant(actor=system, given=held, last_on=None, reason="Đã nhập xong phiếu mẫu.")
    _afterwards(one, office)


def _score(one: ScoreRound, turn: int, hand: User, office: User) -> None:
    """A round up to its approved cards."""
    open_round(actor=office, one=one)
    cards = list(one.cards.select_related("unit", "round__table").order_by("cluster__name", "unit__code"))
    _write_own(one, turn)
    for card in cards:
        step_card(actor=hand, card=card, step="send")
    advance_round(actor=office, one=one)
    _write_cross(one)
    advance_round(actor=office, one=one)
    secretary = User.objects.get(username="thu-ky")
    for place, card in enumerate(cards):
        if place % 5 == 4:
            _differ(office, card.cells.select_related("criterion").order_by("criterion__position")[2])
        take_proposed(actor=office, card=card)
        step_card(actor=office, card=card, step="check")
        step_card(actor=secretary, card=card, step="approve")


def _write_own(one: ScoreRound, turn: int) -> None:
    """The first two of the second cluster end equal; one commune of the first has a zero."""
    cells = []
    for at, cluster in enumerate(one.clusters.order_by("name")):
        cards = one.cards.filter(cluster=cluster).order_by("unit__code")
        for place, card in enumerate(cards):
            for cell in card.cells.select_related("criterion").order_by("criterion__position"):
                cell.self_points = _own(at, place, cell.criterion, turn)
                cell.self_note = "Số liệu mẫu, hư cấu."
                cell.self_version = 1
                cells.append(cell)
    ScoreCell.objects.bulk_update(cells, ["self_points", "self_note", "self_version"])


def _own(cluster: int, place: int, asked: ScoreCriterion, turn: int) -> Decimal:
    if cluster == 1 and place < 2:
        return asked.max_points - (1 if asked.position == 2 - place else 0)
    if cluster == 0 and place == 2 and asked.position == 7:
        return Decimal(0)
    less = Decimal((place * 3 + asked.position * 2 + turn + cluster) % 5) / 2 + 1
    return max(asked.max_points - less, Decimal(0))


def _write_cross(one: ScoreRound) -> None:
    units: dict[int, list[int]] = {}
    for cluster, unit in one.cards.values_list("cluster_id", "unit_id").order_by("unit__code"):
        units.setdefault(cluster, []).append(unit)
    given = []
    for cell in ScoreCell.objects.filter(card__round=one).select_related("card", "criterion"):
        for place, by in enumerate(units[cell.card.cluster_id]):
            if by != cell.card.unit_id:
                points = (cell.self_points or Decimal(0)) - Decimal(place % 3) / 4
                given.append(CrossScore(cell=cell, by_unit_id=by, points=max(points, Decimal(0))))
    CrossScore.objects.bulk_create(given)


def _differ(office: User, cell: ScoreCell) -> None:
    points = max((cell.self_points or Decimal(0)) - 1, Decimal(0))
    score_office(actor=office, cell=cell, points=points, reason="Số liệu chưa đủ minh chứng (mẫu).", version=0)


def _afterwards(one: ScoreRound, office: User) -> None:
    """One figure of the year is corrected, one leader is confirmed."""
    last = one.cards.filter(place__gt=2).order_by("cluster__name", "-place")[0]
    cell = last.cells.select_related("criterion").order_by("criterion__position")[1]
    correct_result(
        actor=User.objects.get(username="nguoi-ky"),
        card=last,
        criterion=cell.criterion,
        points=(cell.result or Decimal(0)) - Decimal("0.5"),
        reason="Cộng nhầm một nội dung (mẫu).",
        paper="MẪU-03/QĐ-UBND ngày 16/12/2024",
    )
    proposal = LeaderProposal.objects.filter(card__round=one).order_by("card__cluster__name")[0]
    confirm_leader(actor=office, proposal=proposal)
