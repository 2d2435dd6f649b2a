"""Scoring: zero is a score, cross scores are blind, the office says why it differs, corrections are open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from importlib import import_module
from threading import Barrier, Thread
from typing import Any

import pytest
from django.apps import apps
from django.db import connections
from scoring_town import ROWS, Town, scoring_town
from steps import check_every_state_and_role

from thidua.audit.models import AuditEntry
from thidua.flow.workflow import Transition
from thidua.kernel.issues import Refused
from thidua.movements.actions import (
    choose_leader,
    confirm_leader,
    correct_result,
    join_cluster,
    leave_cluster,
    make_score_table,
    name_head,
    plan_round,
    score_cross,
    score_office,
    score_own,
    step_card,
    take_proposed,
)
from thidua.movements.actions.score_cells import CellConflict
from thidua.movements.enums import RoundState, ScoreRule
from thidua.movements.models import (
    Cluster,
    EmulationMovement,
    LeaderProposal,
    Scorecard,
    ScoreCell,
    ScoreCorrection,
)
from thidua.movements.queries.scores import cross_hints, grid_of, lines_of, not_yet_crossed, total_of
from thidua.movements.records import ScoreRow, ScoreTableRecord
from thidua.movements.workflow import SCORE_ROUND, SCORECARD


@pytest.fixture
def town(db: None) -> Town:
    return scoring_town()


def codes(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as fault:
        act()
    return [issue.code for issue in fault.value.issues]


def ranking(town: Town) -> list[tuple[str, str, int | None]]:
    rows = Scorecard.objects.filter(round=town.round).order_by("place", "unit__code")
    return [(c.unit.code, str(c.total), c.place) for c in rows]


@pytest.mark.parametrize("step", SCORE_ROUND.transitions, ids=lambda step: step.name)
def test_every_state_and_role_of_a_round(town: Town, step: Transition) -> None:
    Scorecard.objects.update(state="approved")
    check_every_state_and_role(SCORE_ROUND, step, town.round, town.house.authority)


@pytest.mark.parametrize("step", SCORECARD.transitions, ids=lambda step: step.name)
def test_every_state_and_role_of_a_card(town: Town, step: Transition) -> None:
    ScoreCell.objects.update(self_points=1, office_points=1)
    unit = town.communes[0] if step.capability == "score.self" else town.house.authority
    check_every_state_and_role(SCORECARD, step, town.card("X1"), unit)


def test_zero_is_sent_and_counts_while_an_empty_cell_is_asked_for(town: Town) -> None:
    score_own(actor=town.clerks["X1"], cell=town.cell("X1", 1), points=Decimal(0), version=0)

    def send() -> Any:
        return step_card(actor=town.clerks["X1"], card=town.card("X1"), step="send")

    with pytest.raises(Refused) as fault:
        send()
    assert [(i.code, "Tiêu chí 2" in i.message) for i in fault.value.issues] == [("card.unscored", True)]
    score_own(actor=town.clerks["X1"], cell=town.cell("X1", 2), points=Decimal(40), version=0)
    send()
    town.advance()
    town.advance()
    assert grid_of(town.round, town.cluster).ranks[0].total.missing == 2
    town.check("X1")
    first = grid_of(town.round, town.cluster).ranks[0]
    assert (first.card.unit.code, first.total.total, first.total.missing) == ("X1", 40, 0)


@pytest.mark.parametrize(
    ("points", "fault"),
    [
        ("59.99", []),
        ("60", []),
        ("60.01", ["cell.bounds"]),
        ("-0.01", ["cell.bounds"]),
        ("9.999", ["cell.digits"]),
    ],
)
def test_points_stay_within_the_maximum(town: Town, points: str, fault: list[str]) -> None:
    def act() -> Any:
        return score_own(actor=town.clerks["X1"], cell=town.cell("X1", 1), points=Decimal(points), version=0)

    if fault:
        assert codes(act) == fault
    else:
        act()
    held = town.cell("X1", 1).self_points
    assert held == (None if fault else Decimal(points))


def test_evidence_asked_for_must_be_there_before_sending(town: Town) -> None:
    town.table.criteria.filter(position=1).update(needs_evidence=True)
    for position, points in ((1, "50"), (2, "40")):
        cell = town.cell("X1", position)
        score_own(actor=town.clerks["X1"], cell=cell, points=Decimal(points), version=0)
    assert codes(lambda: step_card(actor=town.clerks["X1"], card=town.card("X1"), step="send")) == [
        "card.evidence"
    ]


def test_cross_scores_are_nobodys_to_see_until_all_are_in(town: Town) -> None:
    town.advance()
    town.cross("X1", "X2", "47.5", "31.25")
    assert [line.cross for line in lines_of(town.card("X2"))] == [None, None, None]
    assert cross_hints(town.round, town.cluster) == []
    assert [unit.code for unit in not_yet_crossed(town.round)] == ["X1", "X2", "X3", "X4"]
    assert "47" not in str(list(AuditEntry.objects.filter(verb="cell.cross_scored").values_list("detail")))
    town.advance()
    cross = lines_of(town.card("X2"))[0].cross
    assert cross is not None
    assert (cross.average, cross.count, cross.width) == (Decimal("47.50"), 1, 0)


def test_whom_and_when_one_may_cross_score(town: Town) -> None:
    def give(by: str, code: str, position: int = 1) -> Callable[[], object]:
        unit = next(c for c in town.communes if c.code == by)
        cell = town.cell(code, position)
        return lambda: score_cross(
            actor=town.clerks[by], cell=cell, by_unit=unit, points=Decimal(5), version=0
        )

    assert codes(give("X1", "X2")) == ["cell.closed"]
    town.advance()
    assert codes(give("X1", "X1")) == ["cell.closed"]
    assert codes(give("X1", "X2", 3)) == ["cell.closed"]

    def stranger() -> Any:
        return score_cross(
            actor=town.clerks["X1"],
            cell=town.cell("X2", 1),
            by_unit=town.communes[2],
            points=Decimal(5),
            version=0,
        )

    assert codes(stranger) == ["movements.right"]
    give("X1", "X2")()
    town.advance()
    assert codes(give("X1", "X2")) == ["cell.closed"]


def test_the_office_says_why_it_differs(town: Town) -> None:
    town.own("X1", "50", "40")
    town.advance()
    town.advance()
    cell = town.cell("X1", 1)

    def act(reason: Any) -> Any:
        return score_office(actor=town.office, cell=cell, points=Decimal(45), reason=reason, version=0)

    assert codes(lambda: act("")) == ["cell.reason"]
    act("Thiếu hồ sơ")
    assert take_proposed(actor=town.office, card=town.card("X1")) == 1
    lines = lines_of(town.card("X1"))
    assert [line.result for line in lines] == [45, 40, 0]
    assert total_of(town.card("X1"), lines).total == 85


def test_by_weights_the_parts_make_the_result_exactly(db: None) -> None:
    shares = {"weight_self": Decimal(20), "weight_cross": Decimal(30), "weight_office": Decimal(50)}
    town = scoring_town(rule=ScoreRule.WEIGHTED, **shares)
    town.own("X1", "50", "40", "10")
    town.advance()
    town.cross("X2", "X1", "45", "30")
    town.cross("X3", "X1", "46", "30.5")
    town.cross("X4", "X1", "46", "30.5")
    town.advance()
    town.check("X1", c1="44")
    lines = lines_of(town.card("X1"))
    average = ((45 + 46 + 46) / Decimal(3)).quantize(Decimal("0.01"))
    weighted = (Decimal("0.2") * 50 + Decimal("0.3") * average + Decimal("0.5") * 44).quantize(
        Decimal("0.01")
    )
    assert (lines[0].result, lines[2].result) == (weighted, 10)
    found = total_of(town.card("X1"), lines)
    assert (found.bonus_uncapped, found.bonus) == (10, 5)


def test_equal_totals_go_by_the_criterion_and_then_share_a_place(town: Town) -> None:
    town.published(("50", "40"), ("55", "35"), ("50", "40"), ("60", "0"))
    assert ranking(town) == [
        ("X2", "90.00", 1),
        ("X1", "90.00", 2),
        ("X3", "90.00", 2),
        ("X4", "60.00", 4),
    ]
    assert [(p.card.unit.code, p.honour) for p in LeaderProposal.objects.all()] == [("X2", "co_bo_tinh")]


def test_nothing_is_published_while_a_card_waits(town: Town) -> None:
    town.own("X1", "50", "40")
    town.advance()
    town.advance()
    town.check("X1")
    assert codes(town.publish) == ["round.unapproved"]
    town.round.refresh_from_db()
    assert (town.round.state, town.card("X1").total) == (RoundState.CHECK, None)


def test_of_two_first_ones_a_person_chooses_with_a_reason(town: Town) -> None:
    town.published(("50", "40"), ("50", "40"), ("40", "40"), ("1", "1"))
    assert LeaderProposal.objects.count() == 0

    def choose(code: Any, why: Any) -> Any:
        return choose_leader(actor=town.office, card=town.card(code), reason=why)

    assert codes(lambda: choose("X1", "")) == ["leader.reason"]
    assert codes(lambda: choose("X3", "Tiến bộ")) == ["leader.place"]
    made = choose("X2", "Nhiều năm dẫn đầu")
    assert codes(lambda: choose("X1", "Khác")) == ["leader.twice"]
    confirm_leader(actor=town.office, proposal=made)
    assert codes(lambda: confirm_leader(actor=town.office, proposal=made)) == ["leader.answered"]


def test_a_published_result_changes_by_a_correction_alone(town: Town) -> None:
    town.published(("60", "40"), ("50", "40"), ("40", "40"), ("30", "40"))
    first = town.table.criteria.get(position=1)
    given = {"card": town.card("X1"), "criterion": first, "points": Decimal(45), "reason": "Cộng nhầm"}
    assert codes(lambda: correct_result(actor=town.signer, **{**given, "paper": ""})) == ["result.reason"]
    assert codes(lambda: correct_result(actor=town.office, **given, paper="5/QĐ")) == ["movements.right"]

    def late() -> Any:
        return score_office(
            actor=town.office, cell=town.cell("X1", 1), points=Decimal(1), reason="x", version=1
        )

    assert codes(late) == ["cell.closed"]
    assert ranking(town)[0] == ("X1", "100.00", 1)
    correct_result(actor=town.signer, **given, paper="5/QĐ")
    assert ranking(town)[:2] == [("X2", "90.00", 1), ("X1", "85.00", 2)]
    held = ScoreCorrection.objects.get()
    assert (held.before, held.after, held.total_before, held.place_before, held.place_after) == (
        60,
        45,
        100,
        1,
        2,
    )
    standing = LeaderProposal.objects.filter(withdrawn_at=None)
    assert [p.card.unit.code for p in standing] == ["X2"]


def test_the_second_to_write_a_cell_is_told_what_stands(town: Town) -> None:
    clerk = town.clerks["X1"]
    score_own(actor=clerk, cell=town.cell("X1", 1), points=Decimal(50), note="Một", version=0)
    with pytest.raises(CellConflict) as fault:
        score_own(actor=clerk, cell=town.cell("X1", 1), points=Decimal(40), note="Hai", version=0)
    assert (fault.value.points, fault.value.note, fault.value.version) == (50, "Một", 1)
    score_own(actor=clerk, cell=town.cell("X1", 2), points=Decimal(40), version=0)
    assert (town.cell("X1", 1).self_points, town.cell("X1", 2).self_points) == (50, 40)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_write_one_cell_at_once_one_is_told() -> None:
    town = scoring_town()
    cell, clerk = town.cell("X1", 1), town.clerks["X1"]
    start, ends = Barrier(2), []

    def write(points: int) -> None:
        start.wait()
        try:
            score_own(actor=clerk, cell=cell, points=Decimal(points), version=0)
            ends.append((points, None))
        except CellConflict as fault:
            ends.append((points, fault.points))
        finally:
            connections.close_all()

    hands = [Thread(target=write, args=(points,)) for points in (10, 20)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join(20)
    kept = town.cell("X1", 1).self_points
    assert sorted(ends) == sorted([(kept, None), (30 - int(kept or 0), kept)])


def test_a_unit_is_in_one_cluster_at_a_time_and_heads_follow_each_other(town: Town) -> None:
    x1, x2 = town.communes[:2]
    day = date(2024, 3, 1)
    assert codes(lambda: join_cluster(actor=town.office, cluster=town.cluster, unit=x1, on=day)) == [
        "cluster.member"
    ]
    name_head(actor=town.office, cluster=town.cluster, unit=x1, from_on=day)
    name_head(actor=town.office, cluster=town.cluster, unit=x2, from_on=date(2024, 7, 1))
    terms = [(t.unit.code, t.from_on, t.until_on) for t in town.cluster.terms.all()]
    assert terms == [("X1", day, date(2024, 6, 30)), ("X2", date(2024, 7, 1), None)]
    leave_cluster(actor=town.office, member=town.cluster.members.get(unit=x1), on=date(2024, 8, 1))
    assert codes(
        lambda: name_head(actor=town.office, cluster=town.cluster, unit=x1, from_on=date(2024, 9, 1))
    ) == ["cluster.stranger"]


def test_what_a_table_and_a_round_may_not_be(town: Town) -> None:
    h = town.house

    def make(**more: Any) -> Any:
        return make_score_table(
            actor=h.office, authority=h.authority, table=ScoreTableRecord(2024, "Bảng hai", ROWS, **more)
        )

    short = {"weight_self": Decimal(30), "weight_cross": Decimal(30), "weight_office": Decimal("39.99")}
    assert codes(lambda: make(rule=ScoreRule.WEIGHTED, **short)) == ["score_table.weights"]
    assert codes(lambda: make(tie_position=4)) == ["score_table.tie"]
    empty = ScoreTableRecord(2024, "Bảng ba", (ScoreRow("A", Decimal(0)),))
    assert codes(lambda: make_score_table(actor=h.office, authority=h.authority, table=empty)) == [
        "score_table.zero"
    ]
    late = (date(2024, 2, 1), date(2024, 1, 31), date(2024, 3, 1))

    def plan() -> Any:
        return plan_round(actor=h.office, table=town.table, name="Hai", days=late, clusters=[town.cluster])

    assert codes(plan) == ["round.days"]


def test_clusters_of_an_earlier_launch_get_their_authority(town: Town) -> None:
    authority = town.house.authority
    EmulationMovement.objects.create(authority=authority, year=2024, title="Mẫu", folded_title="mau")
    Cluster.objects.update(authority=None)
    import_module("thidua.movements.migrations.0005_scores").name_authorities(apps, None)
    assert [one.authority for one in Cluster.objects.all()] == [authority]
