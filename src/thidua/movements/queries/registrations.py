"""Registers of titles: which units have sent theirs, and what was registered held against what was achieved."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from thidua.honours.models import Award
from thidua.movements.enums import RegistrationState
from thidua.movements.models import RegistrationLine
from thidua.registry.models import Post

COUNTED = (RegistrationState.SENT, RegistrationState.ACCEPTED)


@dataclass(frozen=True)
class Held:
    """One honour of one unit in a year: how many registered, how many of them achieved it, how many achieved it
    without registering. Both are none while the ledger has no award of the honour for the year: nothing was decided."""

    unit_id: int
    honour: str
    registered: int
    achieved: int | None
    unregistered: int | None

    @property
    def missed(self) -> int | None:
        return None if self.achieved is None else self.registered - self.achieved


def consolidated(year: int, units: Collection[int]) -> Counter[str]:
    """How many lines each honour has in the registers the units have sent up for the year."""
    rows = RegistrationLine.objects.filter(
        sheet__year=year, sheet__unit_id__in=units, sheet__state__in=COUNTED
    ).values_list("honour", flat=True)
    return Counter(rows)


def held_against(year: int, units: Collection[int]) -> list[Held]:
    """Registered against the ledger, by unit and honour; a person is counted where he registered, wherever he works
    when the honour is given. Revoked awards are not achieved."""
    wanted: defaultdict[tuple[int, str], set[tuple[str, int]]] = defaultdict(set)
    lines = RegistrationLine.objects.filter(
        sheet__year=year, sheet__unit_id__in=units, sheet__state__in=COUNTED
    )
    for unit, honour, person, collective in lines.values_list(
        "sheet__unit_id", "honour", "person_id", "collective_id"
    ):
        wanted[unit, honour].add(("person", person) if person else ("unit", collective))
    given = _given(year, {honour for _, honour in wanted})
    everybody = {(honour, who) for (_, honour), whole in wanted.items() for who in whole}
    beside: Counter[tuple[int, str]] = Counter(
        (unit, honour) for (honour, who), unit in given.items() if (honour, who) not in everybody and unit
    )
    decided = {honour for honour, _ in given}
    return [
        Held(
            unit,
            honour,
            len(whole),
            sum((honour, who) in given for who in whole) if honour in decided else None,
            beside[unit, honour] if honour in decided else None,
        )
        for (unit, honour), whole in sorted(wanted.items())
    ]


def _given(year: int, honours: Collection[str]) -> dict[tuple[str, tuple[str, int]], int | None]:
    """Standing awards of the year: (honour, who) → the person's unit at the end of it, or the collective itself."""
    rows = list(
        Award.objects.filter(year=year, honour__in=honours, revoked_on__isnull=True).values_list(
            "honour", "person_id", "unit_id"
        )
    )
    home = _homes(year, {person for _, person, _ in rows if person})
    return {
        (honour, ("person", person) if person else ("unit", unit)): home.get(person) if person else unit
        for honour, person, unit in rows
    }


def _homes(year: int, persons: Collection[int]) -> dict[int, int]:
    last = date(year, 12, 31)
    begun = Q(from_on__isnull=True) | Q(from_on__lte=last)
    held = begun & (Q(until_on__isnull=True) | Q(until_on__gte=last))
    return dict(Post.objects.filter(held, person_id__in=persons).values_list("person_id", "unit_id"))
