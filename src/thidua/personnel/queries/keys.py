"""Which columns of which tables point at persons, and which rows of two persons cannot both be one's.

Found by walking the models, so that a table of a room not yet built is included. A model says by `merging` when
its rows are not simply moved: `stays` (never re-pointed), `kept` (never taken out), `settled` (a clash must be
settled by its own room before).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db.models import Expression, F, ForeignKey, Model, Q, QuerySet, UniqueConstraint

from thidua.registry.models import Person

PersonKey = ForeignKey[Any, Any]
_STAYS = "stays"


@dataclass(frozen=True)
class Clash:
    """A row of the merged record and the survivor's rows that it cannot stand beside."""

    key: PersonKey
    theirs: Any
    ours: tuple[Any, ...]

    @property
    def name(self) -> str:
        """How a form and a choice name it."""
        return f"{self.key.model._meta.label_lower}.{self.key.name}.{self.theirs.pk}"

    @property
    def way(self) -> str:
        return str(getattr(self.theirs, "merging", "")) or ("kept" if _is_rested_on(self.key.model) else "")

    @property
    def alike(self) -> bool:
        """Whether both say the same, so that nothing is to be chosen."""
        return len(self.ours) == 1 and said(self.key, self.ours[0]) == said(self.key, self.theirs)


def _is_rested_on(model: type[Model]) -> bool:
    """Whether rows of other tables point at this one's: such a row cannot be taken out."""
    others = (relation.related_model for relation in model._meta.related_objects)
    return any(not hasattr(other, "pgh_tracked_model") for other in others)


def said(key: PersonKey, row: Model) -> dict[str, Any]:
    """What a row says apart from its own number and whose it is."""
    columns = [f for f in row._meta.concrete_fields if f is not key and not f.primary_key]
    return {f.attname: getattr(row, f.attname) for f in columns}


def person_keys() -> list[PersonKey]:
    """Every column that points at a person and is re-pointed when records are merged; history only mirrors."""
    return [
        field
        for model in apps.get_models(include_auto_created=True)
        if not hasattr(model, "pgh_tracked_model") and model is not Person and model._meta.managed
        if getattr(model, "merging", "") != _STAYS
        for field in model._meta.local_concrete_fields
        if isinstance(field, ForeignKey) and field.related_model is Person
    ]


def clashes(survivor: Person, merged: Person) -> list[Clash]:
    """What must be chosen before the merge, table by table."""
    return [clash for key in person_keys() for clash in _of_key(key, survivor, merged)]


def _of_key(key: PersonKey, survivor: Person, merged: Person) -> list[Clash]:
    theirs = key.model._base_manager.filter(**{key.name: merged})
    if not theirs.exists():
        return []
    ours = key.model._base_manager.filter(**{key.name: survivor})
    found: dict[int, dict[int, Any]] = defaultdict(dict)
    rows: dict[int, Any] = {}
    for row, partners in _pairs(key, ours, theirs):
        rows[row.pk] = row
        found[row.pk] |= {one.pk: one for one in partners}
    return [Clash(key, rows[pk], tuple(found[pk].values())) for pk in sorted(found) if found[pk]]


def _pairs(key: PersonKey, ours: QuerySet[Any], theirs: QuerySet[Any]) -> Iterator[tuple[Any, list[Any]]]:
    if key.unique:
        yield from ((row, list(ours)) for row in theirs)
    for fields in key.model._meta.unique_together:
        if key.name in fields:
            yield from _equal(key, tuple(fields), ours, theirs)
    for one in key.model._meta.constraints:
        if isinstance(one, UniqueConstraint) and key.name in one.fields:
            on = one.condition or Q()
            distinct = one.nulls_distinct is not False
            yield from _equal(key, one.fields, ours.filter(on), theirs.filter(on), nulls_distinct=distinct)
        elif isinstance(one, ExclusionConstraint):
            yield from _overlapping(key, one, ours, theirs)


def _equal(
    key: PersonKey,
    fields: Sequence[str],
    ours: QuerySet[Any],
    theirs: QuerySet[Any],
    *,
    nulls_distinct: bool = True,
) -> Iterator[tuple[Any, list[Any]]]:
    """Rows that agree in the other fields of a constraint."""
    columns = [key.model._meta.get_field(name) for name in fields if name != key.name]

    def values(row: Any) -> tuple[Any, ...]:
        return tuple(getattr(row, str(getattr(column, "attname", column.name))) for column in columns)

    held: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in ours:
        held[values(row)].append(row)
    for row in theirs:
        if not (nulls_distinct and None in values(row)):
            yield row, held.get(values(row), [])


def _overlapping(
    key: PersonKey, constraint: ExclusionConstraint, ours: QuerySet[Any], theirs: QuerySet[Any]
) -> Iterator[tuple[Any, list[Any]]]:
    """Rows whose days overlap, as the constraint computes them."""
    parts = [(e, operator) for e, operator in constraint.expressions if e != key.name]
    if len(parts) == len(constraint.expressions):
        return
    names = {f"part_{n}": e if isinstance(e, Expression) else F(str(e)) for n, (e, _) in enumerate(parts)}
    on = constraint.condition or Q()
    for row in theirs.filter(on).annotate(**names):
        wanted = {
            f"part_{n}{'__overlap' if operator == '&&' else ''}": getattr(row, f"part_{n}")
            for n, (_, operator) in enumerate(parts)
        }
        yield row, list(ours.filter(on).annotate(**names).filter(**wanted))
