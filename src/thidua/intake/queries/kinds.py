"""What each kind of file must tell, and how one of its rows is read: the readers of registry and honours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from thidua.honours.imports import AWARDS, read_line
from thidua.honours.queries import honour_reader
from thidua.intake.enums import IntakeKind
from thidua.kernel.issues import Issue
from thidua.kernel.sheets import NUMBER, Record, Table, Vocabulary, read_day
from thidua.kernel.sheets.fields import is_organisation, read_id
from thidua.registry.imports.cells import text
from thidua.registry.imports.people import PEOPLE, read_person
from thidua.registry.imports.positions import POSITIONS, read_position
from thidua.registry.imports.standing import (
    DISCIPLINES,
    RATINGS,
    by_year,
    read_grades,
    read_measure,
    year_over,
)
from thidua.registry.imports.units import UNITS, read_unit

# Reads a row of a table of the file of this name; what cannot be read is told to the list.
Reader = Callable[[Table, Record, list[Issue], str], list[Any]]
_YEARS = range(1990, date.today().year + 2)


@dataclass(frozen=True)
class Kind:
    """`required`: of each group at least one field must have a column."""

    vocabulary: Vocabulary
    required: tuple[tuple[str, ...], ...]
    read: Reader

    @property
    def anchors(self) -> frozenset[str]:
        return frozenset(field for group in self.required for field in group)

    def labels(self) -> dict[str, str]:
        """Every field with its words, the ordinal number first."""
        years = {f"year_{year}" for year in _YEARS}
        held = self.vocabulary.labels.items()
        named = {f: label for f, label in held if not f.startswith("year_") or f in years}
        return {NUMBER: "Số thứ tự", **named}

    def missing(self, fields: set[str]) -> list[str]:
        """In words, the groups that no column tells."""
        labels = self.vocabulary.labels
        return [
            " hoặc ".join(f"“{labels[field]}”" for field in group if field in labels)
            for group in self.required
            if not fields & set(group)
        ]


def _award(table: Table, row: Record, issues: list[Issue], file: str) -> list[Any]:
    is_person, values = "name" in table.heading.fields(), dict(row.values)
    if text(row, "name") or text(row, "collective"):
        is_person = bool(text(row, "name"))
    elif named := text(row, "recipient"):
        coded = bool(text(row, "collective_code"))
        is_person = not coded and (bool(text(row, "code")) or not is_organisation(named))
        values["name" if is_person else "collective"] = row.get("recipient")
    for field, wrong in (
        ("born", read_day(row.get("born"), latest=date.today().year).wrong),
        ("id", read_id(row.get("id"))[2]),
    ):
        if wrong:
            place = table.sheet.place(row.number, AWARDS.labels[field])
            issues.append(Issue(f"award.{field}", "không đọc được ô này.", "Sửa lại, hoặc để trống.", place))
    one = read_line(table.sheet, replace(row, values=values), is_person, honour_reader(), issues)
    return [one] if one else []


def _unit(table: Table, row: Record, issues: list[Issue], file: str) -> list[Any]:
    one = read_unit(table.sheet, row, issues)
    return [one] if one else []


def _person(table: Table, row: Record, issues: list[Issue], file: str) -> list[Any]:
    one = read_person(table.sheet, row, issues)
    if not one.unit_code:
        place = table.sheet.place(row.number, PEOPLE.labels["unit"])
        issues.append(Issue("person.unit", "thiếu đơn vị.", "Ghi mã hoặc tên đơn vị.", place))
    return [one]


def _position(table: Table, row: Record, issues: list[Issue], file: str) -> list[Any]:
    one = read_position(table.sheet, row, issues)
    return [one] if one else []


def _grades(table: Table, row: Record, issues: list[Issue], file: str) -> list[Any]:
    """(whose, grade): of a person or of a unit."""
    key = "person" if "person" in table.heading.fields() else "unit"
    year = year_over(table, file)
    read = by_year(row, year)
    if row.get("grade") is not None and read is row:
        place = table.sheet.place(row.number, RATINGS.labels["grade"])
        issues.append(Issue("rating.year", "không rõ xếp loại của năm nào.", "Thêm cột “Năm”.", place))
    return [(key, one) for one in read_grades(table.sheet, read, text(row, key), issues)]


def _measure(table: Table, row: Record, issues: list[Issue], file: str) -> list[Any]:
    one = read_measure(table.sheet, row, issues)
    return [one] if one else []


_ANY_YEAR = tuple(f"year_{year}" for year in reversed(_YEARS) if year >= 2000)
KINDS: dict[str, Kind] = {
    IntakeKind.AWARDS: Kind(
        AWARDS, (("name", "collective", "recipient"), ("honour",), ("decision",), ("decided",)), _award
    ),
    IntakeKind.UNITS: Kind(UNITS, (("code",), ("name",)), _unit),
    IntakeKind.PEOPLE: Kind(PEOPLE, (("code",), ("name",), ("unit",)), _person),
    IntakeKind.POSITIONS: Kind(POSITIONS, (("person",), ("post",), ("start",)), _position),
    IntakeKind.RATINGS: Kind(RATINGS, (("person", "unit"), ("grade", *_ANY_YEAR)), _grades),
    IntakeKind.DISCIPLINES: Kind(DISCIPLINES, (("person",), ("kind",), ("start",)), _measure),
}
