"""Names of units then and now: under which names a unit of today was written before, and how one written then is
called today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from thidua.kernel.text import fold
from thidua.registry.models import OrgUnit, UnitState
from thidua.registry.queries.tree import origins, todays_ids

MOST_UNITS = 200  # of one word typed; who types less than a name gets those that come first


def living_named(text: str) -> list[int]:
    """Living units of the name, accents and case aside; without one, those with these words in theirs."""
    words = fold(text)
    living = (
        OrgUnit.objects.filter(until_on__isnull=True).order_by("sort_key", "id").values_list("id", flat=True)
    )
    return list(living.filter(folded_name=words)) or list(
        living.filter(folded_name__contains=words)[:MOST_UNITS]
    )


def borne_by(units: Collection[int]) -> tuple[set[int], set[str]]:
    """These units with everything that ever went into them, and every name one of all those has borne."""
    ids = {one for found in origins(units).values() for one in found}
    names = set(OrgUnit.objects.filter(id__in=ids).values_list("name", flat=True))
    return ids, names | set(UnitState.objects.filter(unit_id__in=ids).values_list("name", flat=True))


def units_today(units: Collection[OrgUnit]) -> dict[int, list[str]]:
    """For each unit the names of those that go on for it, its own where it lives; none where nobody does."""
    ended = {one.pk for one in units if one.until_on}
    found = todays_ids(ended) if ended else {}
    names = dict(
        OrgUnit.objects.filter(id__in={i for ids in found.values() for i in ids}).values_list("id", "name")
    )
    return {
        one.pk: sorted(names[i] for i in found[one.pk]) if one.pk in ended else [one.name] for one in units
    }


def names_today(written: Collection[str]) -> Mapping[str, list[str]]:
    """For names as papers wrote them the names today, where they differ; a name that a living unit bears now is left
    out, one the register never held too."""
    folded = {fold(name) for name in written}
    bearers: dict[str, dict[int, OrgUnit]] = defaultdict(dict)
    for unit in OrgUnit.objects.filter(folded_name__in=folded, name__in=written):
        bearers[unit.name][unit.pk] = unit
    for state in UnitState.objects.filter(folded_name__in=folded, name__in=written).select_related("unit"):
        bearers[state.name][state.unit_id] = state.unit
    today = units_today([unit for units in bearers.values() for unit in units.values()])
    told = {name: sorted({n for pk in units for n in today[pk]}) for name, units in bearers.items()}
    return {name: names for name, names in told.items() if names and name not in names}
