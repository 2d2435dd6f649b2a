"""Rows that come from files instead of tables, with what a list asks of a queryset."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from thidua.kernel.text import sort_key


@dataclass(frozen=True)
class Listed:
    """A few hundred rows in memory; every row has a `pk`."""

    rows: Sequence[Any]

    def where(self, fits: Callable[[Any], bool]) -> Listed:
        return Listed([row for row in self.rows if fits(row)])

    def order_by(self, *fields: str) -> Listed:
        """Sorted by fields as Django names them; words in the order of Vietnamese dictionaries."""
        rows = list(self.rows)
        for field in reversed(fields):
            rows.sort(key=_key(field.lstrip("-")), reverse=field.startswith("-"))
        return Listed(rows)

    def count(self) -> int:
        return len(self.rows)

    def __getitem__(self, part: slice) -> Sequence[Any]:
        return self.rows[part]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)


def _key(name: str) -> Callable[[Any], Any]:
    def key(row: Any) -> Any:
        value = getattr(row, name)
        return sort_key(value) if isinstance(value, str) else value

    return key
