"""Where a season stands: funnel, reasons, units, what waits."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from thidua.movements.models import Season
from thidua.nominations.enums import State
from thidua.nominations.models import Nomination, NominationSheet
from thidua.registry.models import OrgUnit

_LAWFUL = (State.ELIGIBLE, State.APPROVED, State.REJECTED, State.AWARDED)
OPEN = (State.ASKED, State.TO_ATTEST, State.DEFERRED)
_NOT_COUNTED = (State.ABSORBED, State.WITHDRAWN)


@dataclass(frozen=True)
class Step:
    """One step of the funnel. `share` is of the first step, in whole percent."""

    label: str
    number: int
    share: int


def funnel(season: Season) -> list[Step]:
    """From proposed to awarded, in nominations. Those absorbed by a higher title are not counted: the
    person goes on with that title; those withdrawn are gone."""
    states = Counter(season.nominations.exclude(state__in=_NOT_COUNTED).values_list("state", flat=True))
    proposed = sum(states.values())
    lawful = sum(states[s] for s in _LAWFUL)
    approved = states[State.APPROVED] + states[State.AWARDED]
    steps = (
        ("Đề nghị", proposed),
        ("Đủ điều kiện", lawful),
        ("Hội đồng thông qua", approved),
        ("Đã quyết định", states[State.AWARDED]),
    )
    return [Step(label, n, n * 100 // proposed if proposed else 0) for label, n in steps]


@dataclass(frozen=True)
class Reason:
    """Why rows were refused: the deciding reason, its articles, how many."""

    code: str
    cites: tuple[str, ...]
    number: int


def refusals(season: Season) -> list[Reason]:
    """Refused nominations by deciding reason, most frequent first."""
    rows = season.nominations.filter(state=State.REFUSED).values_list("reasons", "cites")
    counts = Counter(reasons[0] for reasons, _ in rows)
    cites = {reasons[0]: tuple(found[:1]) for reasons, found in rows}
    return [Reason(code, cites[code], n) for code, n in counts.most_common()]


def open_questions(season: Season) -> list[tuple[str, int]]:
    """What is asked, by question, with the number of nominations."""
    rows = season.nominations.filter(state__in=OPEN).values("question").annotate(n=Count("id")).order_by("-n")
    return [(row["question"], row["n"]) for row in rows]


@dataclass(frozen=True)
class UnitStanding:
    """Lists of the season by unit: who has sent, who has not, who got rows back."""

    sent: int
    missing: tuple[OrgUnit, ...]
    returned: tuple[tuple[OrgUnit, int], ...]


def units_standing(season: Season) -> UnitStanding:
    """Units below the authority; a unit that only others belong to sends no list of its own."""
    sent = set(
        NominationSheet.objects.filter(season=season, withdrawn_at=None).values_list("unit_id", flat=True)
    )
    own = OrgUnit.objects.exclude(id=season.authority_id).filter(posts__isnull=False).distinct()
    missing = tuple(own.exclude(id__in=sent).order_by("sort_key"))
    rows = Nomination.objects.filter(season=season, state=State.REFUSED)
    back = Counter(rows.values_list("submitting_unit_id", flat=True))
    units = {u.id: u for u in OrgUnit.objects.filter(id__in=back)}
    returned = tuple((units[i], n) for i, n in back.most_common(8))
    return UnitStanding(len(sent), missing, returned)
