"""One table a workflow: every transition with its states, capability, label and legal basis."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from thidua.kernel.issues import Issue

Guard = Callable[[Any], Iterable[Issue]]


@dataclass(frozen=True)
class Transition:
    """A row of the table. `guards` look at one object and return what stands in the way."""

    name: str
    sources: tuple[str, ...]
    target: str
    capability: str
    label: str
    guards: tuple[Guard, ...] = ()
    deadline_working_days: int | None = None
    notice: str = ""
    basis: str = ""


@dataclass(frozen=True)
class Workflow:
    """A named table over one model's state field."""

    name: str
    initial: str
    transitions: tuple[Transition, ...]
    field: str = "state"

    def transition(self, name: str) -> Transition:
        """The row of that name. Raises KeyError when the table has none."""
        for row in self.transitions:
            if row.name == name:
                return row
        raise KeyError(f"workflow {self.name} has no transition {name}")

    def states(self) -> tuple[str, ...]:
        """Every state the table names, the initial one first."""
        seen = dict.fromkeys([self.initial])
        for row in self.transitions:
            seen.update(dict.fromkeys([*row.sources, row.target]))
        return tuple(seen)
