"""`base_salary.yaml` and `bonuses/` → tables of reward money."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from thidua.lawbook.facts import Subject
from thidua.lawbook.faults import Fault
from thidua.lawbook.fields import Fields
from thidua.lawbook.money.tables import BaseSalary, Money, Multiple, Rules, Table
from thidua.lawbook.rules import Basis, at
from thidua.lawbook.source import NEVER, Source

RECIPIENTS: tuple[Subject, ...] = ("person", "collective", "household")
_NUMBER = re.compile(r"\d{1,3}(\.\d{1,2})?")


@dataclass
class _Drafts:
    """Tables read so far, and those that wait for the table they take their rows from."""

    made: list[Table] = field(default_factory=list)
    carried: list[tuple[Fields, Table, str]] = field(default_factory=list)
    local: list[tuple[Fields, Table]] = field(default_factory=list)


def read(source: Source) -> Money:
    """`base_salary.yaml`, `bonuses/` and the `bonuses/` of local packs."""
    salaries: tuple[BaseSalary, ...] = ()
    fields = source.named("base_salary.yaml")
    if fields:
        salaries = source.dated(fields, "amounts", lambda inner: _salary(source, inner))
        fields.finish()
    drafts = _Drafts()
    for local in (False, True):
        for fields in source.folder("bonuses", local=local):
            _table(source, fields, local, drafts)
            fields.finish()
    if not drafts.made:
        source.faults.append(Fault("bonuses", 1, "Chưa có bảng mức tiền thưởng nào trong law/bonuses."))
    tables = _joined(drafts)
    for fields, table in drafts.local:
        _within_law(fields, table, tables)
    return Money(salaries, tables)


def _salary(source: Source, fields: Fields) -> BaseSalary:
    start = fields.need("from", date, NEVER)
    vnd = fields.need("vnd", int, 1)
    if vnd <= 0:
        fields.fault("vnd", "Mức lương cơ sở phải là số đồng lớn hơn 0.")
    return BaseSalary(start, vnd, source.basis(fields, start))


def _table(source: Source, fields: Fields, local: bool, drafts: _Drafts) -> None:
    start = fields.need("from", date, NEVER)
    number = source.instrument(fields, start)
    if "same_as" in fields.data:
        older = fields.need("same_as", str, "")
        drafts.carried.append((fields, Table(start, number, (), None, local, carried=True), older))
        return
    rows = tuple(_multiple(source, inner, number) for inner in fields.items("multiples"))
    if not rows:
        fields.fault("multiples", "Bảng mức tiền thưởng chưa có dòng nào (multiples).")
    _each_row_once(fields, rows)
    default = source.term(fields, "decider", "default_decider") if "default_decider" in fields.data else ""
    rules = None if local else _rules(source, fields, number)
    table = Table(start, number, rows, rules, local, default_decider=default)
    drafts.made.append(table)
    if local:
        drafts.local.append((fields, table))


def _within_law(fields: Fields, local: Table, tables: Sequence[Table]) -> None:
    """Where the law sets the multiple a province sets none; where it sets a ceiling the province stays below."""
    law = at([one for one in tables if not one.local], local.start)
    for row in local.multiples:
        for rule in law.rows(row.honour) if law else ():
            for recipient, times in row.times.items():
                if recipient not in rule.at_most or times > rule.at_most[recipient]:
                    fields.fault("multiples", f"Luật đã định mức hoặc mức trần của “{row.honour}”.")


def _each_row_once(fields: Fields, rows: Sequence[Multiple]) -> None:
    seen: set[tuple[str, int, str]] = set()
    for row in rows:
        key = row.honour, row.grade, row.by
        if key in seen:
            fields.fault(
                "multiples", f"Mức của “{row.honour}” ghi hai lần cho cùng hạng, cùng người quyết định."
            )
        seen.add(key)


def _multiple(source: Source, fields: Fields, number: str) -> Multiple:
    honour = fields.need("honour", str, "?")
    source.honours(fields, [honour], "honour")
    times = {one: _fraction(fields, one) for one in RECIPIENTS if one in fields.data}
    at_most = {
        one: _fraction(fields, f"{one}_at_most") for one in RECIPIENTS if f"{one}_at_most" in fields.data
    }
    if not times and not at_most:
        fields.fault("honour", "Dòng không nêu mức cho cá nhân, tập thể hay hộ gia đình.")
    for one in (*times, *at_most):
        subjects = source.catalogue[honour].subjects if honour in source.catalogue else ()
        if subjects and one not in subjects:
            fields.fault("honour", f"“{honour}” không tặng cho đối tượng “{one}”.")
    grade = fields.get("grade", int, 0)
    if grade not in (0, 1, 2, 3):
        fields.fault("grade", "Hạng (grade) phải là 1, 2 hoặc 3.")
    unverified = fields.words("unverified")
    if not set(unverified) <= {*times, *at_most}:
        fields.fault("unverified", "“unverified” chỉ ghi đối tượng có mức trong dòng này.")
    by = source.term(fields, "decider", "by") if "by" in fields.data else ""
    made = Multiple(honour, times, at_most, source.place_of(fields, number), grade, by, unverified)
    fields.finish()
    return made


def _fraction(fields: Fields, key: str) -> Fraction:
    """A multiple in quotes, so that it stays exact: 0.3 without them is no tenth three times."""
    text = fields.need(key, object, None)
    if key not in fields.data:
        return Fraction(1)
    if not isinstance(text, str) or not _NUMBER.fullmatch(text) or Fraction(text) <= 0:
        fields.fault(key, f'Hệ số “{key}” phải viết trong dấu nháy, lớn hơn 0, ví dụ "0.3".')
        return Fraction(1)
    return Fraction(text)


def _rules(source: Source, fields: Fields, number: str) -> Rules:
    inner = fields.part("rules")
    rounding, household = inner.part("rounding"), inner.mapping("household_form")
    up_to = rounding.need("up_to", int, 1)
    if up_to <= 0:
        rounding.fault("up_to", "Mức làm tròn phải là số đồng lớn hơn 0.")
    made = Rules(
        base_salary=_rule(source, inner, "base_salary", number),
        rounding=source.place_of(rounding, number),
        same_period=_rule(source, inner, "same_period", number),
        up_to=max(up_to, 1),
        household_form=source.place_of(household, number) if household else None,
        household_factor=_fraction(household, "factor") if household else Fraction(1),
    )
    for one in (rounding, household, inner):
        if one:
            one.finish()
    return made


def _rule(source: Source, fields: Fields, key: str, number: str) -> Basis:
    inner = fields.part(key)
    basis = source.place_of(inner, number)
    inner.finish()
    return basis


def _joined(drafts: _Drafts) -> tuple[Table, ...]:
    made = list(drafts.made)
    for fields, table, older in drafts.carried:
        model = next((one for one in drafts.made if one.instrument == older), None)
        if model is None or model.start >= table.start:
            fields.fault("same_as", f"Không có bảng trước đó của “{older}” trong law/bonuses.")
        else:
            made.append(replace(table, multiples=model.multiples, rules=model.rules))
    return tuple(sorted(made, key=lambda one: (one.start, one.instrument)))
