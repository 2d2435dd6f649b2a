"""Unit A as the authority of a cluster that cross scores now, for the tests of rights."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from builders import House, units, user

from thidua.access.enums import Role
from thidua.movements.actions import (
    add_evidence,
    advance_round,
    join_cluster,
    make_score_table,
    open_round,
    plan_round,
    set_up_cluster,
)
from thidua.movements.models import CellEvidence, Cluster, Scorecard, ScoreRound, ScoreTable
from thidua.movements.records import ScoreRow, ScoreTableRecord

_DAY = date(2024, 6, 1)


@dataclass
class Scored:
    cluster: Cluster
    table: ScoreTable
    round: ScoreRound
    card: Scorecard
    other: Scorecard
    evidence: CellEvidence


def scored(h: House) -> Scored:
    """A and a body below it in one cluster; nobody outside of A has to do with it."""
    office = user("cham-diem-a", Role.OFFICE, h.a)
    below = units(("A9", "Ban quản lý chợ", "A"))[0]
    cluster = set_up_cluster(actor=office, authority=h.a, year=2024, name="Cụm của xã An")
    for unit in (h.a, below):
        join_cluster(actor=office, cluster=cluster, unit=unit, on=_DAY)
    record = ScoreTableRecord(2024, "Bảng của xã An", (ScoreRow("Kinh tế", Decimal(100)),))
    table = make_score_table(actor=office, authority=h.a, table=record)
    one = plan_round(actor=office, table=table, name="Cả năm", days=(_DAY, _DAY, _DAY), clusters=[cluster])
    open_round(actor=office, one=one)
    card = one.cards.get(unit=h.a)
    clerk = user("tu-cham-a", Role.UNIT_CLERK, h.a)
    png = b"\x89PNG\r\n\x1a\n"
    evidence = add_evidence(actor=clerk, cell=card.cells.get(), file="anh.png", content=png)
    advance_round(actor=office, one=one)
    return Scored(cluster, table, one, card, one.cards.get(unit=below), evidence)
