"""Covenants a person may read, what each target stands at, and who has not reported a quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, Q, QuerySet

from thidua.access.models import User
from thidua.access.queries import units_with
from thidua.movements.enums import CovenantResult, CovenantState, GoalKind
from thidua.movements.models import Covenant, CovenantReading, CovenantTarget

QUARTERS = (1, 2, 3, 4)
SIGNED = (CovenantState.SIGNED, CovenantState.JUDGED)


@dataclass(frozen=True)
class Standing:
    """One target with the figures of its quarters (none: not reported), where it stands, and in words.

    `state`: none (no figure or no goal), reached, on_way, behind.
    """

    target: CovenantTarget
    quarters: tuple[CovenantReading | None, ...]
    value: Decimal | None
    state: str

    @property
    def words(self) -> str:
        return {
            "none": "Chưa có số liệu" if self.value is None else "Không có mục tiêu bằng số",
            "reached": "Đạt",
            "on_way": "Đang trên đà",
            "behind": "Chưa đạt" if self.quarters[-1] else "Chậm",
        }[self.state]


def covenants_of(user: User) -> QuerySet[Covenant]:
    """Those of the user's units."""
    units = units_with(user, "covenant.read")
    return Covenant.objects.filter(Q(unit_id__in=units)).select_related(
        "unit", "movement__authority", "paper"
    )


def public_covenants() -> QuerySet[Covenant]:
    """Signed ones, which anybody may read."""
    return Covenant.objects.filter(state__in=SIGNED).select_related("unit", "movement")


def with_readings(rows: QuerySet[Covenant]) -> QuerySet[Covenant]:
    standing = CovenantReading.objects.filter(corrected_by__isnull=True).order_by("quarter")
    targets = CovenantTarget.objects.prefetch_related(Prefetch("readings", standing)).order_by("position")
    return rows.prefetch_related(Prefetch("targets", targets))


def standings(covenant: Covenant) -> list[Standing]:
    """Every target as its reported quarters have it; the covenant comes with its readings (`with_readings`)."""
    return [standing_of(target, list(target.readings.all())) for target in covenant.targets.all()]


def standing_of(target: CovenantTarget, readings: Sequence[CovenantReading]) -> Standing:
    """Where a target stands by the readings that hold. A cumulative one is on its way when it has its share of the
    quarters reported so far; of others only the newest figure is held against the goal."""
    by_quarter = {reading.quarter: reading for reading in readings}
    quarters = tuple(by_quarter.get(quarter) for quarter in QUARTERS)
    told = [reading for reading in quarters if reading is not None]
    if not told:
        return Standing(target, quarters, None, "none")
    value = sum((r.value for r in told), Decimal(0)) if target.cumulative else told[-1].value
    return Standing(target, quarters, value, _state(target, value, told[-1].quarter))


def _state(target: CovenantTarget, value: Decimal, quarter: int) -> str:
    goal = target.goal
    if goal is None:
        return "none"
    if target.kind == GoalKind.AT_MOST:
        # Less is better: the figure of the whole year tells whether it was kept, until then it is on its way.
        if value > goal:
            return "behind"
        return "reached" if quarter == QUARTERS[-1] or not target.cumulative else "on_way"
    if value >= goal:
        return "reached"
    due = goal * quarter / len(QUARTERS) if target.cumulative else goal
    return "on_way" if value >= due and quarter < QUARTERS[-1] else "behind"


def proposed_result(rows: Sequence[Standing]) -> str:
    """What the figures say of the whole covenant: reached when every target is, missed when none is, else partly; empty
    while a target with a goal has no figure (unknown is never missed)."""
    counted = [row for row in rows if row.target.goal is not None]
    if not counted or any(row.state == "none" for row in counted):
        return ""
    reached = sum(row.state == "reached" for row in counted)
    if reached == len(counted):
        return CovenantResult.REACHED
    return CovenantResult.PARTLY if reached else CovenantResult.MISSED


def unreported(rows: QuerySet[Covenant], quarter: int) -> QuerySet[Covenant]:
    """Signed covenants of which a target with a goal has no figure for the quarter."""
    told = CovenantTarget.objects.filter(readings__quarter=quarter).values("pk")
    lacking = CovenantTarget.objects.filter(goal__isnull=False).exclude(pk__in=told).values("covenant_id")
    return rows.filter(state__in=SIGNED, pk__in=lacking)
