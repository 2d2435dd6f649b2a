"""A cluster of four communes with a table of three criteria, for the tests of scoring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from builders import House, house, units, user

from thidua.access.enums import Role
from thidua.access.models import User
from thidua.movements.actions import (
    advance_round,
    join_cluster,
    make_score_table,
    open_round,
    plan_round,
    publish_round,
    score_cross,
    score_office,
    score_own,
    set_up_cluster,
    step_card,
    take_proposed,
)
from thidua.movements.enums import CriterionKind
from thidua.movements.models import Cluster, Scorecard, ScoreCell, ScoreRound, ScoreTable
from thidua.movements.records import ScoreRow, ScoreTableRecord
from thidua.registry.models import OrgUnit

DAYS = (date(2024, 6, 10), date(2024, 6, 20), date(2024, 6, 30))
ROWS = (
    ScoreRow("Kinh tế", Decimal(60), "Phát triển"),
    ScoreRow("Văn hóa", Decimal(40), "Xã hội"),
    ScoreRow("Sáng kiến", Decimal(10), kind=CriterionKind.BONUS),
)


@dataclass
class Town:
    """Communes x1 … x4 in one cluster, each with a clerk; the office, secretary and signer above."""

    house: House
    communes: list[OrgUnit]
    clerks: dict[str, User]
    signer: User
    cluster: Cluster
    table: ScoreTable
    round: ScoreRound

    @property
    def office(self) -> User:
        return self.house.office

    def card(self, code: str) -> Scorecard:
        return Scorecard.objects.get(round=self.round, unit__code=code)

    def cell(self, code: str, position: int) -> ScoreCell:
        return ScoreCell.objects.get(card=self.card(code), criterion__position=position)

    def own(self, code: str, *points: str) -> None:
        for position, one in enumerate(points, 1):
            cell = self.cell(code, position)
            score_own(
                actor=self.clerks[code], cell=cell, points=Decimal(one), note="mẫu", version=cell.self_version
            )
        step_card(actor=self.clerks[code], card=self.card(code), step="send")

    def cross(self, by: str, code: str, *points: str) -> None:
        unit = next(one for one in self.communes if one.code == by)
        for position, one in enumerate(points, 1):
            score_cross(
                actor=self.clerks[by],
                cell=self.cell(code, position),
                by_unit=unit,
                points=Decimal(one),
                version=0,
            )

    def advance(self) -> None:
        advance_round(actor=self.office, one=self.round)

    def check(self, code: str, **other: str) -> None:
        """Take what is proposed but for the criteria named, as c1="50"."""
        for key, points in other.items():
            cell = self.cell(code, int(key[1:]))
            score_office(actor=self.office, cell=cell, points=Decimal(points), reason="Theo hồ sơ", version=0)
        take_proposed(actor=self.office, card=self.card(code))
        step_card(actor=self.office, card=self.card(code), step="check")
        step_card(actor=self.house.secretary, card=self.card(code), step="approve")

    def publish(self) -> None:
        publish_round(actor=self.signer, one=self.round, number="01/QĐ-MẪU", on=date(2024, 7, 5))

    def published(self, *figures: tuple[str, str]) -> None:
        """All communes scored (criteria 1 and 2), taken as proposed, published."""
        for commune, points in zip(self.communes, figures, strict=True):
            self.own(commune.code, *points)
        self.advance()
        self.advance()
        for commune in self.communes:
            self.check(commune.code)
        self.publish()


def scoring_town(**table: object) -> Town:
    """The round is open for self scoring."""
    h = house()
    communes = units(*((f"X{n}", f"UBND xã {n}", h.authority.code) for n in (1, 2, 3, 4)))
    cluster = set_up_cluster(actor=h.office, authority=h.authority, year=2024, name="Cụm số 1")
    for commune in communes:
        join_cluster(actor=h.office, cluster=cluster, unit=commune, on=date(2024, 1, 1))
    given = {"flag_honour": "co_bo_tinh", "bonus_cap": Decimal(5), "tie_position": 1, **table}
    made = make_score_table(
        actor=h.office,
        authority=h.authority,
        table=ScoreTableRecord(2024, "Bảng chấm điểm", ROWS, **given),  # type: ignore[arg-type]
    )
    one = plan_round(actor=h.office, table=made, name="Sơ kết 6 tháng (mẫu)", days=DAYS, clusters=[cluster])
    open_round(actor=h.office, one=one)
    return Town(
        house=h,
        communes=communes,
        clerks={c.code: user(f"can-bo-{c.code}", Role.UNIT_CLERK, c) for c in communes},
        signer=user("nguoi-ky", Role.SIGNER, h.authority),
        cluster=cluster,
        table=made,
        round=one,
    )
