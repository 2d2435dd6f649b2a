"""The frame of a season and the launch of a movement, apart from how their files are laid out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.kernel.issues import Place
from thidua.movements.enums import CriterionKind, ScoreRule


@dataclass(frozen=True)
class SeasonRecord:
    """The days and posts of one round of review."""

    code: str
    authority: str
    tier: str
    place: str
    province: str
    review_year: int
    received_from: date
    received_until: date
    decided_on: date
    signer_post: str
    signer_name: str = ""


@dataclass(frozen=True)
class RegistrationRecord:
    """What the unit of this code registered for in a year; `persons` none where the file does not say."""

    unit_code: str
    year: int
    registered_on: date | None = None
    persons: int | None = None
    honours: str = ""
    place: Place = Place()


@dataclass(frozen=True)
class ClusterPlace:
    """A unit's place in a cluster or block."""

    cluster: str
    unit_code: str
    is_lead: bool = False


@dataclass(frozen=True)
class TargetRecord:
    """One target of the covenant of the unit of this code."""

    unit_code: str
    name: str
    measure: str
    goal: Decimal | None


@dataclass(frozen=True)
class PlanDays:
    """The days a plan names: its period, by when units below launch theirs, and the reviews."""

    from_on: date | None = None
    until_on: date | None = None
    cascade_until: date | None = None
    midterm_on: date | None = None
    final_on: date | None = None


@dataclass(frozen=True)
class PlanRecord:
    """What a form says of a movement, apart from its tasks and criteria."""

    year: int
    title: str
    kind: str
    level: str
    theme: str = ""
    objective: str = ""
    subjects: str = ""
    basis: str = ""
    plan_number: str = ""
    plan_on: date | None = None
    days: PlanDays = PlanDays()


@dataclass(frozen=True)
class TaskRecord:
    """One row of the table of tasks. `pk` is the row it was, none for a new one."""

    content: str
    pk: int | None = None
    owner_code: str = ""
    indicator: str = ""
    measure: str = ""
    goal: Decimal | None = None
    due_on: date | None = None


@dataclass(frozen=True)
class CriterionRecord:
    """One row of the table of criteria. `pk` is the row it was, none for a new one."""

    content: str
    max_points: Decimal
    pk: int | None = None
    group: str = ""
    bonus_points: Decimal = Decimal(0)
    evidence: str = ""


@dataclass(frozen=True)
class IndicatorRecord:
    """One line of the template of covenants, or one target of a covenant."""

    name: str
    measure: str = ""
    kind: str = "at_least"
    cumulative: bool = False
    goal: Decimal | None = None


@dataclass(frozen=True)
class ReadingRecord:
    """What was found of a task on a day."""

    on: date
    source: str
    value: Decimal | None = None
    words: str = ""


@dataclass(frozen=True)
class LaunchRecord:
    """A movement as launched: plan, criteria with their most points, clusters, covenants."""

    year: int
    title: str
    theme: str
    tasks: tuple[str, ...] = ()
    criteria: tuple[tuple[str, Decimal], ...] = ()
    clusters: tuple[ClusterPlace, ...] = ()
    targets: tuple[TargetRecord, ...] = ()
    days: PlanDays = PlanDays()


@dataclass(frozen=True)
class ScoreRow:
    """One row of a table of points."""

    content: str
    max_points: Decimal
    group: str = ""
    kind: CriterionKind = CriterionKind.POINTS
    needs_evidence: bool = False


@dataclass(frozen=True)
class ScoreTableRecord:
    """A table of points with its rule; `classes` are (word, lowest total)."""

    year: int
    name: str
    criteria: tuple[ScoreRow, ...]
    rule: ScoreRule = ScoreRule.OFFICE
    weight_self: Decimal = Decimal(0)
    weight_cross: Decimal = Decimal(0)
    weight_office: Decimal = Decimal(100)
    bonus_cap: Decimal | None = None
    tie_position: int | None = None
    flag_honour: str = ""
    classes: tuple[tuple[str, Decimal], ...] = ()
