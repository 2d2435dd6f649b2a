"""Applications a person may read, what a council's marks come to, and earlier texts like one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from thidua.access.models import User
from thidua.access.queries import units_with
from thidua.initiatives.enums import ApplicationState
from thidua.initiatives.likeness import share_of
from thidua.initiatives.models import Application, CouncilSeat, InitiativeCouncil
from thidua.personnel.enums import ClaimState
from thidua.personnel.models import RecordClaim

LEAST_ALIKE = 10  # percent below which nothing is told
_MOST = 5
_ALIKE = """
    SELECT a.id FROM initiatives_application a, unnest(a.shingles) AS one
    WHERE a.shingles && %(own)s::int[] AND one = ANY(%(own)s::int[])
        AND a.unit_id = ANY(%(units)s) AND a.id <> %(self)s AND a.state <> ALL(%(out)s)
    GROUP BY a.id ORDER BY count(*) DESC, a.id LIMIT %(most)s
"""


@dataclass(frozen=True)
class Alike:
    """An earlier application and the whole percent of this one's text that it has, too."""

    application: Application
    percent: int


@dataclass(frozen=True)
class Sum:
    """What the marks of a closed marking come to. `passes` compares exactly, without rounding."""

    members: int
    marked: int
    points: Decimal
    most: Decimal
    passes: bool
    has_quorum: bool

    @property
    def percent(self) -> Decimal:
        """Average of the members in percent with one decimal, for people to read."""
        whole = self.most * self.marked
        return round(self.points * 100 / whole, 1) if whole else Decimal(0)


def applications_of(user: User) -> QuerySet[Application]:
    """Those of the user's units, and those a council the user sits on is marking or has marked."""
    own = Q(unit_id__in=units_with(user, "initiative.read"))
    seated = Q(
        council__seats__user=user,
        state__in=[
            ApplicationState.MARKING,
            ApplicationState.MARKED,
            ApplicationState.RECOGNISED,
            ApplicationState.REFUSED,
        ],
    )
    may_mark = bool(units_with(user, "initiative.mark"))
    rows = Application.objects.filter(own | seated if may_mark else own).distinct()
    return rows.select_related("unit", "council", "initiative")


def alike(one: Application, units: Collection[int]) -> list[Alike]:
    """The earlier applications of the units whose texts share most with this one, from ten percent up. Not asked of
    what was withdrawn or is still being drafted."""
    if not one.shingles:
        return []
    out = [ApplicationState.DRAFT, ApplicationState.WITHDRAWN]
    given: dict[str, Any] = {"own": one.shingles, "self": one.pk or 0, "out": out, "most": _MOST}
    given["units"] = list(units)
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, given)
        ids = [row[0] for row in cursor.fetchall()]
    held = Application.objects.select_related("unit").in_bulk(ids)
    found = [Alike(held[pk], share_of(one.shingles, held[pk].shingles)) for pk in ids]
    return [row for row in found if row.percent >= LEAST_ALIKE]


def seats_of(one: Application) -> QuerySet[CouncilSeat]:
    """Members who mark the application: all but its authors, known by the records their accounts were confirmed for."""
    if one.council is None:
        return CouncilSeat.objects.none()
    authors = one.authors.values("person_id")
    own = RecordClaim.objects.filter(state=ClaimState.ACCEPTED, person_id__in=authors)
    return one.council.seats.exclude(user_id__in=own.values("user_id")).select_related("user")


def whole_marks(one: Application) -> dict[int, dict[int, Decimal]]:
    """Marks by seat and criterion of the members who marked every criterion."""
    found: defaultdict[int, dict[int, Decimal]] = defaultdict(dict)
    for seat, criterion, points in one.marks.values_list("seat_id", "criterion_id", "points"):
        found[seat][criterion] = points
    asked = one.council.criteria.count() if one.council else 0
    return {seat: marks for seat, marks in found.items() if len(marks) == asked}


def sum_of(one: Application, council: InitiativeCouncil, seats: Sequence[CouncilSeat]) -> Sum:
    """The result by the council's own rule: the average of the members who marked, against its share that passes."""
    counted = {seat.pk for seat in seats}
    marks = {seat: own for seat, own in whole_marks(one).items() if seat in counted}
    most = sum((criterion.max_points for criterion in council.criteria.all()), Decimal(0))
    points = sum((sum(own.values(), Decimal(0)) for own in marks.values()), Decimal(0))
    members, marked = len(seats), len(marks)
    return Sum(
        members,
        marked,
        points,
        most,
        passes=marked > 0 and points * 100 >= council.pass_percent * most * marked,
        has_quorum=marked > 0 and marked * 100 >= council.quorum_percent * members,
    )
