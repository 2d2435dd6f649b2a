"""Awards → đồng, line by line, each with the sentence an accountant can check."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thidua.kernel.numbers import day, money
from thidua.lawbook.facts import Subject
from thidua.lawbook.money.rates import Asked, Rate, decimal, rate
from thidua.lawbook.money.tables import BaseSalary, Money
from thidua.lawbook.rules import Basis, Honour, Instrument, at
from thidua.lawbook.source import spoken


@dataclass(frozen=True)
class Award:
    """One honour given for the years `first_year` to `last_year`. Titles of one `owner`, period and day belong
    together. `kind` empty: as the catalogue says; `grade`: class of an order that has classes in one entry."""

    honour: str
    recipient: Subject
    decided_on: date
    first_year: int
    last_year: int
    owner: str = ""
    kind: str = ""
    decider: str = ""
    grade: int = 0


@dataclass(frozen=True)
class Line:
    """What one award is worth. `amount` None: the law in the book does not say, never nothing. `instead` is the
    higher title of the same period that is paid in its place."""

    award: Award
    amount: int | None
    sentences: tuple[str, ...]
    cites: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()
    instead: str = ""


@dataclass(frozen=True)
class Reward:
    lines: tuple[Line, ...]

    @property
    def total(self) -> int | None:
        """Sum in đồng; None as long as one line has no amount."""
        return None if any(line.amount is None for line in self.lines) else self.known

    @property
    def known(self) -> int:
        """Sum of the lines that have an amount."""
        return sum(line.amount or 0 for line in self.lines)


@dataclass(frozen=True)
class _Worth:
    """What every award of one kind, day and decider is worth by itself."""

    amount: int | None
    sentences: tuple[str, ...]
    cites: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()
    same_period: Basis | None = None


@dataclass(frozen=True)
class Cashier:
    """The law on money with the names it needs to explain itself."""

    law: Money
    catalogue: Mapping[str, Honour]
    instruments: Mapping[str, Instrument]

    def reward(self, awards: Sequence[Award]) -> Reward:
        """Every award in the order given. Raises KeyError for an unknown honour."""
        asked = [self._asked(one) for one in awards]
        worths = {one: self._worth(one) for one in set(asked)}
        highest = self._highest(awards)
        return Reward(
            tuple(
                self._line(award, worths[one], highest.get(_together(award)))
                for award, one in zip(awards, asked, strict=True)
            )
        )

    def _asked(self, award: Award) -> Asked:
        form = (award.kind or self.catalogue[award.honour].kind) == "form"
        return Asked(award.honour, award.recipient, award.decided_on, form, award.grade, award.decider)

    def _highest(self, awards: Sequence[Award]) -> dict[tuple[object, ...], Award]:
        """The highest title of each group of titles that are decided together for one period."""
        groups: dict[tuple[object, ...], list[Award]] = defaultdict(list)
        for one in awards:
            if not self._asked(one).form:
                groups[_together(one)].append(one)
        return {
            key: max(group, key=lambda one: self.catalogue[one.honour].rank) for key, group in groups.items()
        }

    def _line(self, award: Award, worth: _Worth, highest: Award | None) -> Line:
        if highest is None or highest.honour == award.honour or self._asked(award).form:
            return Line(award, worth.amount, worth.sentences, worth.cites, worth.unverified)
        name, other = self.catalogue[award.honour].name, self.catalogue[highest.honour].name
        basis = worth.same_period
        why = (
            f"Không chi riêng cho “{name}”: cùng thời điểm, cùng thời gian tính thành tích thì chỉ nhận tiền "
            f"thưởng của danh hiệu cao nhất là “{other}”{self._article(basis)}."
        )
        doubts = ("chỉ nhận mức cao nhất",) if basis and basis.unverified else ()
        return Line(award, 0, (why,), _cites(basis), doubts, instead=highest.honour)

    def _worth(self, asked: Asked) -> _Worth:
        found = rate(self.law, asked)
        if isinstance(found, str):
            name = self.catalogue[asked.honour].name
            return _Worth(None, (f"Chưa có mức tiền thưởng của “{name}”. {found}",))
        salary = at(self.law.salaries, asked.on)
        if salary is None:
            return _Worth(None, (f"Chưa có mức lương cơ sở cho ngày {day(asked.on)}.",))
        return self._paid(asked, found, salary)

    def _paid(self, asked: Asked, found: Rate, salary: BaseSalary) -> _Worth:
        rules = found.rules
        product = found.times * salary.vnd
        amount = int(-(-product // rules.up_to) * rules.up_to)
        rounded = amount != product
        doubts = [*found.unverified]
        if salary.basis.unverified:
            doubts.append("mức lương cơ sở")
        if rounded and rules.rounding.unverified:
            doubts.append("cách làm tròn")
        up = f", làm tròn lên {money(amount)}{self._article(rules.rounding)}" if rounded else ""
        sentences = [
            f"Hệ số {self._factor(found)}; mức lương cơ sở ngày {day(asked.on)} là "
            f"{money(salary.vnd)}{self._article(salary.basis)}.",
            f"{decimal(found.times)} × {money(salary.vnd)} = {_dong(product)}{up}.",
        ]
        if doubts:
            sentences.append(f"Chưa kiểm chứng: {'; '.join(doubts)}.")
        bases = [found.row.basis, found.household, salary.basis, rules.rounding if rounded else None]
        return _Worth(amount, tuple(sentences), _cites(*bases), tuple(doubts), rules.same_period)

    def _factor(self, found: Rate) -> str:
        own = f"{decimal(found.times)}{self._article(found.row.basis)}"
        if found.household is None:
            return own
        person = found.row.times["person"]
        return (
            f"{decimal(person)} của cá nhân{self._article(found.row.basis)} × "
            f"{decimal(found.rules.household_factor)} đối với hộ gia đình{self._article(found.household)} "
            f"= {decimal(found.times)}"
        )

    def _article(self, basis: Basis | None) -> str:
        return f" ({spoken(basis, self.instruments)})" if basis else ""


def _together(award: Award) -> tuple[object, ...]:
    return award.owner, award.recipient, award.decided_on, award.first_year, award.last_year


def _cites(*bases: Basis | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(basis.citation) for basis in bases if basis))


def _dong(product: Fraction) -> str:
    return money(product.numerator) if product.denominator == 1 else f"{decimal(product)} đ"
