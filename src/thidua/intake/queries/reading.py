"""A kept file: its sheets, the headings in it and what they mean, and its rows under them."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from thidua.intake.models import Intake
from thidua.intake.queries.kinds import KINDS, Kind
from thidua.intake.records import FoundColumn, ReadRow, Wrong
from thidua.kernel.issues import InputFault, Issue, Place
from thidua.kernel.numbers import day
from thidua.kernel.sheets import (
    Cell,
    Heading,
    Row,
    Sheet,
    Table,
    find_headings,
    heading_here,
    open_tables,
    tables_under,
)
from thidua.kernel.text import fold
from thidua.registry import identity

# The column of faults of a workbook that was sent back: sent in again it says nothing.
FAULTS_HEADING = "Cần sửa (hệ thống ghi)"
# Sheets of the forms that go out: read by people, never taken for data.
EXAMPLE_SHEET, NOTES_SHEET = "Ví dụ (hư cấu)", "Giải thích"
_LOOKED_AT = 30  # rows from the top among which a heading is looked for that no word is known of
_SAMPLES = 3
_LONG_NUMBER = re.compile(r"(?<!\d)\d{5,}(\d{3})(?!\d)")


def sheets_of(intake: Intake) -> list[Sheet]:
    """The visible sheets of data of the kept file. Raises InputFault with place and cure when it cannot be read."""
    with TemporaryDirectory(prefix="thidua-nhap-") as folder:
        path = Path(folder) / f"tep{PurePath(intake.file).suffix.lower()}"
        path.write_bytes(base64.b64decode(identity.unseal(bytes(intake.sealed))))
        found = open_tables(path, name=intake.file)
    return [sheet for sheet in found if not sheet.hidden and sheet.name not in (EXAMPLE_SHEET, NOTES_SHEET)]


def headings_of(sheets: list[Sheet], intake: Intake) -> list[tuple[Sheet, list[Heading]]]:
    """The headings of each sheet that has some: where the user says, where words are known, else the likeliest row.

    Raises InputFault for a file without any, and for a row that the user names and that is empty.
    """
    kind = KINDS[intake.kind]
    if intake.header_row:
        sheet = next((one for one in sheets if one.name == intake.sheet), sheets[0] if sheets else None)
        return [(sheet, [_named_row(sheet, intake, kind)])] if sheet else []
    found = [(sheet, find_headings(sheet, kind.vocabulary, kind.anchors)) for sheet in sheets]
    found = [(sheet, headings) for sheet, headings in found if headings]
    if not found:
        found = [
            (sheet, [heading_here(sheet, place, kind.vocabulary, kind.anchors)])
            for sheet in sheets
            if (place := _likeliest(sheet)) is not None
        ][:1]
    if not found:
        cure = "Gửi tệp có bảng với một dòng tên cột."
        raise InputFault(Issue("intake.no_table", "tệp không có bảng nào.", cure, Place(intake.file)))
    return found


def _named_row(sheet: Sheet, intake: Intake, kind: Kind) -> Heading:
    place = next((p for p, row in enumerate(sheet.rows) if row.number == intake.header_row), None)
    if place is None or not sheet.rows[place].filled:
        message = f"dòng {intake.header_row} không có tên cột nào."
        raise InputFault(Issue("intake.heading", message, "Chọn lại dòng.", sheet.place()))
    return heading_here(sheet, place, kind.vocabulary, kind.anchors)


def _likeliest(sheet: Sheet) -> int | None:
    """The first of the fullest rows near the top that hold words alone."""

    def words(row: Row) -> int:
        texts = [cell for cell in row.cells if cell is not None]
        return len(texts) if all(isinstance(t, str) and not t.isdigit() for t in texts) else 0

    counts = [words(row) for row in sheet.rows[:_LOOKED_AT]]
    most = max(counts, default=0)
    return counts.index(most) if most > 1 else None


def columns_of(intake: Intake, sheets: list[Sheet], remembered: Mapping[str, str]) -> list[FoundColumn]:
    """Each heading of the file once, with three values and the field it stands for: as remembered, else by meaning."""
    found: dict[str, FoundColumn] = {}
    for sheet, headings in headings_of(sheets, intake):
        for heading in headings:
            guessed = _guess(heading)
            for column in heading.columns:
                if column.heading in found or column.heading == FAULTS_HEADING:
                    continue
                field = remembered.get(fold(column.heading), guessed.get(column.index, ""))
                samples = _samples(sheet, heading, column.index, field)
                found[column.heading] = FoundColumn(column.heading, samples, field)
    return list(found.values())


def _guess(heading: Heading) -> dict[int, str]:
    """Column → field, each field once: of two columns the one with codes, else the first."""
    chosen: dict[str, int] = {}
    headings = {column.index: fold(column.heading) for column in heading.columns}
    for column in heading.columns:
        if column.field is None:
            continue
        before = chosen.get(column.field)
        coded = headings[column.index].startswith("ma ") and not headings.get(before or 0, "").startswith(
            "ma "
        )
        if before is None or coded:
            chosen[column.field] = column.index
    return {index: field for field, index in chosen.items()}


def _samples(sheet: Sheet, heading: Heading, index: int, field: str) -> tuple[str, ...]:
    values: list[str] = []
    for row in sheet.rows[heading.end :]:
        if row.at(index) is not None:
            values.append(shown(row.at(index), field))
        if len(values) == _SAMPLES:
            break
    return tuple(values)


def shown(cell: Cell, field: str = "") -> str:
    """A cell as screens show it: days as written here, long numbers by their last three digits."""
    if cell is None:
        return ""
    if not isinstance(cell, str | int | float):
        return day(cell)
    said = str(cell)
    if field == "id":
        return f"… {identity.shown(said)}"
    return _LONG_NUMBER.sub(r"… \1", said)


def tables_of(intake: Intake, sheets: list[Sheet]) -> Iterator[Table]:
    """The tables of the file, their columns meaning what the mapping says."""
    kind = KINDS[intake.kind]
    fields = {one["heading"]: one["field"] for one in intake.columns or ()}
    for sheet, headings in headings_of(sheets, intake):
        meant = [
            replace(
                heading,
                columns=tuple(replace(c, field=fields.get(c.heading) or None) for c in heading.columns),
            )
            for heading in headings
        ]
        yield from tables_under(sheet, meant, kind.vocabulary, kind.anchors)


def read_rows(intake: Intake, sheets: list[Sheet]) -> tuple[list[ReadRow], list[Wrong]]:
    """Every row of the file as read, and what could not be read."""
    kind = KINDS[intake.kind]
    rows: list[ReadRow] = []
    wrong: list[Wrong] = []
    for table in tables_of(intake, sheets):
        for record in table.records:
            issues: list[Issue] = []
            read = kind.read(table, record, issues, intake.file)
            rows.append(ReadRow(table.sheet.name, record.number, record.values, tuple(read)))
            wrong += [told(issue, kind) for issue in issues]
    return rows, wrong


def told(issue: Issue, kind: Kind) -> Wrong:
    """An issue with its column as a field; long numbers quoted in it are cut."""
    place = issue.place
    field = next((f for f, label in kind.vocabulary.labels.items() if label == place.column), "")
    message = _LONG_NUMBER.sub(r"… \1", issue.message)
    return Wrong(place.sheet, place.row, field, issue.code, message[:1].upper() + message[1:], issue.cure)


def heading_of(intake: Intake, field: str) -> str:
    """The file's own heading of a field; the reader's word where the file has none."""
    for one in intake.columns or ():
        if one["field"] == field:
            return str(one["heading"])
    return KINDS[intake.kind].vocabulary.labels.get(field, "") if field else ""
