"""What is known about one nominee, in the words of the format of executable cases.

`None` means unknown, an empty tuple or mapping means: looked up, there are none. Where the law only needs to
be told of an exception (discipline, leave, a pending process), the default is that there is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Subject = Literal["person", "collective", "household"]
Grade = Literal["not_completed", "completed", "good", "excellent"]
Scope = Literal["grassroots", "provincial", "national"]

# Order is meaning: a later grade or scope is the higher one. Arrays hold the places, -1 is unknown.
GRADES: tuple[Grade, ...] = ("not_completed", "completed", "good", "excellent")
SCOPES: tuple[Scope, ...] = ("grassroots", "provincial", "national")
GROUPS = ("official", "employee", "worker_farmer", "armed_forces", "leader", "foreigner")
LEAVES = ("maternity", "training", "injury")
DISCIPLINES = ("reprimand", "warning", "demotion", "dismissal")
PENDING = ("discipline", "inspection", "denunciation", "prosecution")
# Posts of the devotion tables, the highest first: short time in one is added to the next lower one.
POSTS = (
    "provincial_chair",
    "provincial_vice_chair",
    "director_of_department",
    "district_secretary",
    "deputy_director_of_department",
)


@dataclass(frozen=True)
class GivenHonour:
    """An honour on record for an achievement year; `evidence` is its decision number."""

    honour: str
    year: int
    decided_on: date | None = None
    counted_years: tuple[int, ...] = ()
    revoked: bool = False
    ground: Literal["merit", "movement", "unexpected"] = "merit"
    evidence: str = ""


@dataclass(frozen=True)
class InitiativeFact:
    """An initiative, science topic or combat ingenuity of the person, author or co-author."""

    year: int
    scope: Scope = "grassroots"
    recognised: bool | None = None
    applied: bool | None = None
    replicable: bool | None = None
    kind: Literal["initiative", "science", "combat"] = "initiative"
    evidence: str = ""


@dataclass(frozen=True)
class DisciplineFact:
    """A disciplinary measure in force from the day of its decision to `until` (both included)."""

    kind: str
    start: date
    until: date
    evidence: str = ""


@dataclass(frozen=True)
class LeaveFact:
    """Whole months of leave inside the review year; kinds as in `LEAVES`."""

    kind: str
    months: int


@dataclass(frozen=True)
class PositionFact:
    """A leading post held from `start` until the day `until` (not counted); None: still held. See `POSTS`."""

    post: str
    start: date
    until: date | None = None
    evidence: str = ""


@dataclass(frozen=True)
class MemberFacts:
    """Members of a collective as counted for the review year; None is unknown."""

    count: int | None = None
    completed: int | None = None
    ldtt: int | None = None
    cstd_co_so: int | None = None
    disciplined_warning_or_more: int | None = None


@dataclass(frozen=True)
class SubjectFacts:
    """Facts of one person, collective or household. `papers` names the paper of an attestation or a grade:
    keys are criterion ids (`ldtt_2003`) and `rating`, values what is shown as evidence."""

    kind: Subject = "person"
    group: str | None = None
    sex: str | None = None
    born_on: date | None = None
    ratings: Mapping[int, Grade] | None = None
    honours: tuple[GivenHonour, ...] | None = None
    initiatives: tuple[InitiativeFact, ...] | None = None
    disciplines: tuple[DisciplineFact, ...] = ()
    pending: tuple[str, ...] | None = None
    months_worked: int | None = None
    recruit: bool | None = None
    leave: tuple[LeaveFact, ...] = ()
    old_unit_months: int | None = None
    old_unit_comment: bool | None = None
    registered: bool | None = None
    positions: tuple[PositionFact, ...] = ()
    achievement_id: str | None = None
    rewarded_for: tuple[str, ...] = ()
    cluster_rank: int | None = None
    attested: Mapping[str, bool] = field(default_factory=dict)
    members: MemberFacts | None = None
    dissolved_on: date | None = None
    papers: Mapping[str, str] = field(default_factory=dict)
