"""The tree of units on a day, and what became of a unit.

Today's tree is walked along `OrgUnit.parent`; another day's along the states of that day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q

from thidua.registry.models import OrgUnit, Succession, UnitAct, UnitState

_DOWN_NOW = """
    WITH RECURSIVE tree(id) AS (
        SELECT unnest(%(roots)s::bigint[])
        UNION
        SELECT u.id FROM registry_orgunit u JOIN tree ON u.parent_id = tree.id
    )
    SELECT id FROM tree
"""
_UP_NOW = """
    WITH RECURSIVE tree(id, depth) AS (
        SELECT %(unit)s::bigint, 0
        UNION
        SELECT u.parent_id, depth + 1 FROM registry_orgunit u JOIN tree ON u.id = tree.id
        WHERE u.parent_id IS NOT NULL AND depth < 50
    )
    SELECT id FROM tree GROUP BY id ORDER BY min(depth)
"""
_UP_ANY = """
    WITH RECURSIVE up(id) AS (
        SELECT unnest(%(ids)s::bigint[])
        UNION
        SELECT u.parent_id FROM up JOIN registry_orgunit u ON u.id = up.id WHERE u.parent_id IS NOT NULL
    )
    SELECT id FROM up
"""
_BELOW_ROOTS = """
    WITH RECURSIVE up(start, id) AS (
        SELECT one, one FROM unnest(%(ids)s::bigint[]) AS one
        UNION
        SELECT up.start, u.parent_id FROM up JOIN registry_orgunit u ON u.id = up.id
        WHERE u.parent_id IS NOT NULL
    )
    SELECT DISTINCT start FROM up WHERE id = ANY(%(roots)s::bigint[])
"""
# The states of the day are looked up unit by unit along the indexes: no statement reads the whole tree.
_COVERS = "(from_on IS NULL OR from_on <= %(day)s) AND (until_on IS NULL OR until_on >= %(day)s)"
_DOWN_THEN = f"""
    WITH RECURSIVE tree(id) AS (
        SELECT unnest(%(roots)s::bigint[])
        UNION
        SELECT s.id FROM tree CROSS JOIN LATERAL (
            SELECT u.id FROM registry_orgunit u WHERE u.parent_id = tree.id AND {_COVERS}
            UNION ALL
            SELECT p.unit_id FROM registry_unitstate p WHERE p.parent_id = tree.id AND {_COVERS}
        ) s
    )
    SELECT id FROM tree
"""
_UP_THEN = f"""
    WITH RECURSIVE tree(id, depth) AS (
        SELECT %(unit)s::bigint, 0
        UNION
        SELECT s.parent_id, depth + 1 FROM tree CROSS JOIN LATERAL (
            SELECT u.parent_id FROM registry_orgunit u WHERE u.id = tree.id AND {_COVERS}
            UNION ALL
            SELECT p.parent_id FROM registry_unitstate p WHERE p.unit_id = tree.id AND {_COVERS}
        ) s
        WHERE s.parent_id IS NOT NULL AND depth < 50
    )
    SELECT id FROM tree GROUP BY id ORDER BY min(depth)
"""


def descendant_ids(roots: Iterable[int], *, on: date | None = None) -> set[int]:
    """The units of these ids and everything below them today, or on the day."""
    wanted = list(roots)
    if not wanted:
        return set()
    return set(_ids(_DOWN_THEN if on else _DOWN_NOW, {"roots": wanted, "day": on}))


def lying_below(ids: Iterable[int], roots: Iterable[int]) -> set[int]:
    """Those of the units that are one of the roots or lie below one today. Walks up, so that a few units are asked
    quickly however much lies below the roots."""
    return set(_ids(_BELOW_ROOTS, {"ids": list(ids), "roots": list(roots)}))


def ancestor_ids(unit: OrgUnit, *, on: date | None = None) -> list[int]:
    """The unit and everything above it today, or on the day; the nearest first."""
    return _ids(_UP_THEN if on else _UP_NOW, {"unit": unit.pk, "day": on})


def with_above(ids: Iterable[int]) -> set[int]:
    """The units of these ids and everything above any of them today."""
    return set(_ids(_UP_ANY, {"ids": list(ids)}))


def _ids(statement: str, given: dict[str, Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return [row[0] for row in cursor.fetchall()]


@dataclass(frozen=True)
class UnitThen:
    """A unit as it was on a day."""

    unit: OrgUnit
    name: str
    sort_key: str
    official_code: str
    level: str
    parent_id: int | None

    @classmethod
    def of(cls, unit: OrgUnit, state: OrgUnit | UnitState) -> UnitThen:
        return cls(unit, state.name, state.sort_key, state.official_code, state.level, state.parent_id)


def units_on(day: date) -> list[UnitThen]:
    """Every unit that existed on the day, by the name it had then."""
    return _standing(day, Q())


def children_on(parent: OrgUnit | None, day: date) -> list[UnitThen]:
    """The units right below another on the day, or those below none, by the name they had then."""
    return _standing(day, Q(parent=parent))


def _standing(day: date, which: Q) -> list[UnitThen]:
    living = OrgUnit.objects.filter(_covers(day), which)
    past = UnitState.objects.filter(_covers(day), which).select_related("unit")
    found = [UnitThen.of(unit, unit) for unit in living] + [UnitThen.of(s.unit, s) for s in past]
    return sorted(found, key=lambda then: (then.sort_key, then.unit.code))


def below_on(parents: Collection[int], day: date) -> Counter[int]:
    """How many units lie right below each of these on the day."""
    found: Counter[int] = Counter()
    for model in (OrgUnit, UnitState):
        found.update(
            model.objects.filter(_covers(day), parent_id__in=parents).values_list("parent_id", flat=True)
        )
    return found


def state_on(unit: OrgUnit, day: date) -> UnitThen | None:
    """The unit as it was on the day; None on a day it did not exist."""
    if _within(unit.from_on, unit.until_on, day):
        return UnitThen.of(unit, unit)
    past = unit.states.filter(_covers(day)).first()
    return UnitThen.of(unit, past) if past else None


def days_of_change() -> list[date]:
    """The days on which acts changed units, the earliest first."""
    return sorted(set(UnitAct.objects.values_list("effective_on", flat=True)))


def _covers(day: date) -> Q:
    begun = Q(from_on__isnull=True) | Q(from_on__lte=day)
    return begun & (Q(until_on__isnull=True) | Q(until_on__gte=day))


def _within(start: date | None, until: date | None, day: date) -> bool:
    return (start is None or start <= day) and (until is None or until >= day)


def todays_ids(ids: Iterable[int]) -> dict[int, set[int]]:
    """On today's map: for each unit the units that go on for it, itself where it lives on. Several where it was
    split; an empty set where it ended without a successor."""
    links, living = _links("predecessor_id", "successor_id"), _living()
    return {start: _reach(start, links, stop=living) & living for start in ids}


def origins(ids: Iterable[int]) -> dict[int, set[int]]:
    """For each unit itself and everything that ever went into it."""
    links = _links("successor_id", "predecessor_id")
    return {start: _reach(start, links) for start in ids}


def kin() -> dict[int, set[int]]:
    """For every unit of a succession all that it came from and all that goes on for it, over any number of acts."""
    back, ahead = _links("successor_id", "predecessor_id"), _links("predecessor_id", "successor_id")
    return {unit: (_reach(unit, back) | _reach(unit, ahead)) - {unit} for unit in {*back, *ahead}}


def _reach(start: int, links: defaultdict[int, set[int]], stop: Collection[int] = ()) -> set[int]:
    """The unit and everything its links lead to, not going on from the units in `stop`."""
    seen, waiting = {start}, [start]
    while waiting:
        one = waiting.pop()
        fresh = set() if one in stop else links.get(one, set()) - seen
        seen |= fresh
        waiting += fresh
    return seen


def _links(from_side: str, to_side: str) -> defaultdict[int, set[int]]:
    links: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in Succession.objects.values_list(from_side, to_side):
        links[one].add(other)
    return links


def _living() -> set[int]:
    return set(OrgUnit.objects.filter(until_on__isnull=True).values_list("id", flat=True))
