"""Holds that are open, and those that were released."""

from __future__ import annotations

from collections.abc import Sequence

from thidua.eligibility.models import Hold


def pending_of_persons(ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Kinds of the open processes by person id; an empty tuple where every one was released. Persons nobody
    ever told of are absent."""
    return _pending("person_id", ids)


def pending_of_units(ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The same by unit id."""
    return _pending("unit_id", ids)


def _pending(side: str, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    rows = Hold.objects.filter(**{f"{side}__in": ids}).order_by("from_on", "id")
    for nominee, kind, released in rows.values_list(side, "kind", "released_on"):
        found[nominee] = (*found.get(nominee, ()), *(() if released else (kind,)))
    return found
