"""Which multiple an award takes: the table of the day, the row of the honour, the share of a household."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thidua.kernel.numbers import day
from thidua.lawbook.facts import Subject
from thidua.lawbook.money.tables import Money, Multiple, Rules, Table
from thidua.lawbook.rules import Basis, at


@dataclass(frozen=True)
class Asked:
    """What decides the row: honour, recipient, day, and where a table asks for it class and decider."""

    honour: str
    recipient: Subject
    on: date
    form: bool
    grade: int = 0
    decider: str = ""


@dataclass(frozen=True)
class Rate:
    """`times` the base salary. `household`: a person's multiple was raised for a household on that basis."""

    times: Fraction
    row: Multiple
    rules: Rules
    unverified: tuple[str, ...]
    household: Basis | None = None


def rate(money: Money, asked: Asked) -> Rate | str:
    """The multiple, or in Vietnamese why there is none."""
    national = at([t for t in money.tables if not t.local], asked.on)
    if national is None or national.rules is None:
        return f"Chưa có bảng mức tiền thưởng cho ngày {day(asked.on)}."
    table = _local(money, asked.honour, asked.on) or national
    row = _row(table, asked)
    if isinstance(row, str):
        return row
    found = _times(row, national.rules, asked)
    if isinstance(found, str):
        return found
    times, household = found
    return Rate(times, row, national.rules, tuple(_doubts(table, row, household, asked)), household)


def variants(money: Money, honour: str, on: date) -> tuple[tuple[int, str], ...]:
    """The classes and deciders the table of the day tells apart; one of neither where it tells none."""
    table = _local(money, honour, on) or at([t for t in money.tables if not t.local], on)
    rows = table.rows(honour) if table else ()
    return tuple((row.grade, row.by) for row in rows) or ((0, ""),)


def _local(money: Money, honour: str, on: date) -> Table | None:
    return at([t for t in money.tables if t.local and t.rows(honour)], on)


def _row(table: Table, asked: Asked) -> Multiple | str:
    rows = table.rows(asked.honour)
    if any(row.grade for row in rows):
        if not asked.grade:
            return "Mức tiền thưởng theo hạng: cần ghi hạng Nhất, Nhì hay Ba."
        rows = tuple(row for row in rows if row.grade == asked.grade)
    if any(row.by for row in rows):
        decider = asked.decider or table.default_decider
        rows = tuple(row for row in rows if row.by == decider)
    if not rows:
        return f"Bảng mức tiền thưởng của {table.instrument} chưa có mức này."
    return rows[0]


def _times(row: Multiple, rules: Rules, asked: Asked) -> tuple[Fraction, Basis | None] | str:
    own = row.times.get(asked.recipient)
    if own is not None:
        return own, None
    person = row.times.get("person")
    if asked.recipient == "household" and asked.form and person is not None and rules.household_form:
        return person * rules.household_factor, rules.household_form
    most = row.at_most.get(asked.recipient)
    if most is not None:
        return f"Mức cụ thể do bộ, tỉnh quy định, nhiều nhất {decimal(most)} lần mức lương cơ sở."
    return f"Bảng mức tiền thưởng của {row.basis.citation.instrument} chưa có mức cho đối tượng này."


def _doubts(table: Table, row: Multiple, household: Basis | None, asked: Asked) -> Iterable[str]:
    if ("person" if household else asked.recipient) in row.unverified or row.basis.unverified:
        yield "hệ số"
    if household and household.unverified:
        yield "mức của hộ gia đình"
    if table.carried:
        yield f"bảng mức tạm lấy từ {row.basis.citation.instrument} vì chưa đọc văn bản theo {table.instrument}"
    if table.local:
        yield "cách làm tròn đối với danh hiệu của địa phương"


def decimal(value: Fraction) -> str:
    """An exact multiple as people write it: 3/10 → `0,3`."""
    whole, rest = divmod(value.numerator, value.denominator)
    digits = ""
    while rest and len(digits) < 6:
        digit, rest = divmod(rest * 10, value.denominator)
        digits += str(digit)
    return f"{whole},{digits}" if digits else str(whole)
