"""Tables of reward money: base salaries, and the multiples of one instrument."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thidua.lawbook.facts import Subject
from thidua.lawbook.rules import Basis


@dataclass(frozen=True)
class BaseSalary:
    """Mức lương cơ sở from a day on, in đồng."""

    start: date
    vnd: int
    basis: Basis


@dataclass(frozen=True)
class Multiple:
    """One row: how many times the base salary each kind of recipient is given. `grade` is the class of an order
    (1 to 3), `by` who decided, where the table tells them apart; `at_most` are ceilings within which
    somebody else sets the multiple; `unverified` are the recipients whose figure nobody has read."""

    honour: str
    times: Mapping[Subject, Fraction]
    at_most: Mapping[Subject, Fraction]
    basis: Basis
    grade: int = 0
    by: str = ""
    unverified: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rules:
    """How amounts follow from multiples. `up_to`: amounts are rounded up to its next multiple, in đồng."""

    base_salary: Basis
    rounding: Basis
    same_period: Basis
    up_to: int
    household_form: Basis | None = None
    household_factor: Fraction = Fraction(1)


@dataclass(frozen=True)
class Table:
    """The table of one instrument from a day on. `carried`: its text is unread and the rows are an older one's.
    A local table speaks only of the honours it lists and leaves the rules to the national one."""

    start: date
    instrument: str
    multiples: tuple[Multiple, ...]
    rules: Rules | None
    local: bool = False
    carried: bool = False
    default_decider: str = ""

    def rows(self, honour: str) -> tuple[Multiple, ...]:
        return tuple(row for row in self.multiples if row.honour == honour)


@dataclass(frozen=True)
class Money:
    """What the law says on reward money; both lists in order of their days."""

    salaries: tuple[BaseSalary, ...] = ()
    tables: tuple[Table, ...] = ()
