"""The tables of a sheet and their lines: records, and section lines that speak for the records below."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import Literal

from thidua.kernel.issues import InputFault, Issue
from thidua.kernel.sheets.headings import Column, Heading, heading_at, number_column
from thidua.kernel.sheets.model import Cell, Row, Sheet
from thidua.kernel.sheets.vocabulary import Vocabulary
from thidua.kernel.text import fold

_ENUMERATED = re.compile(r"(?:[IVXLC]{1,5}|[A-ZĐa-z]|\d{1,2})\s*[.)/-]\s*\D")
_ROMAN = re.compile(r"(?:[IVXLC]{1,5}|[A-ZĐ])[.)]?")
_ORDINAL = re.compile(r"\d{1,5}(?:\.\d{1,3})*\.?")
_TOTAL = re.compile(
    r"(?:tong cong|tong so|cong so|tong|cong)(?: (?:la|so|nguoi|ca nhan|tap the|\d+).*)?"
    r"|(?:tong cong|tong so|tong|cong) nam (?:19|20)\d\d\b.*"
    r"|(?:an dinh )?(?:danh sach|ds|bieu) (?:nay )?(?:gom|co|bao gom|tren gom)\b.*"
)
# Any of these in a row without a number ends the list; of the weaker words the row must hold nothing else.
_SIGNATURE = re.compile(
    r"nguoi lap(?: bieu| bang| danh sach)?|(?:da )?ky(?: va)?(?: ghi ro)? (?:ten|ho ten)\b.*"
    r"|xac nhan cua\b.*|noi nhan\b.*"
)
_SIGNER = re.compile(
    r"(?:thu truong|dai dien|thay mat|t m|tm|k t|kt|t l|tl)\b.*|.*\bngay(?: \d+)? thang(?: \d+)? nam(?: \d+)?"
    r"|(?:pho )?(?:hieu truong|chu tich|giam doc|truong phong|truong ban|bi thu|truong tram)\b.*"
    r"|chanh van phong"
)


@dataclass(frozen=True)
class Record:
    """One row of a table. `values` holds the first filled cell of each field, `cells` every filled column."""

    number: int
    values: Mapping[str, Cell]
    cells: Mapping[int, Cell]

    def get(self, field: str) -> Cell:
        """The value of a field; None when empty or without a column."""
        return self.values.get(field)


@dataclass(frozen=True)
class Line:
    """A record, or a section line with its text."""

    kind: Literal["record", "section"]
    number: int
    text: str = ""
    record: Record | None = None


@dataclass(frozen=True)
class Table:
    """A table: `above` are the rows between the table before it (or the top of the sheet) and its heading."""

    sheet: Sheet
    heading: Heading
    above: tuple[Row, ...]
    lines: tuple[Line, ...]
    counted: tuple[tuple[int, str], ...] = ()  # rows such as "Tổng cộng: 20 người", with their text

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.heading.columns

    @cached_property
    def records(self) -> tuple[Record, ...]:
        return tuple(line.record for line in self.lines if line.record is not None)


def find_tables(sheet: Sheet, vocabulary: Vocabulary, anchors: Collection[str]) -> list[Table]:
    """Every table of the sheet whose heading has one of the `anchors` and at least one more known field."""
    return tables_under(sheet, find_headings(sheet, vocabulary, anchors), vocabulary, anchors)


def find_headings(sheet: Sheet, vocabulary: Vocabulary, anchors: Collection[str]) -> list[Heading]:
    """The headings `find_tables` would find."""
    headings: list[Heading] = []
    place = 0
    while place < len(sheet.rows):
        heading = heading_at(sheet, place, vocabulary, anchors)
        if heading is not None:
            headings.append(heading)
        place = heading.end if heading is not None else place + 1
    return headings


def tables_under(
    sheet: Sheet, headings: Sequence[Heading], vocabulary: Vocabulary, anchors: Collection[str]
) -> list[Table]:
    """The tables under these headings, in order; what a column means is for the headings to say."""
    tables: list[Table] = []
    start = 0
    for heading, following in zip_longest(headings, headings[1:]):
        end = following.first if following else len(sheet.rows)
        body = _Body(sheet, heading, vocabulary, anchors)
        last = heading.end
        for place in range(heading.end, end):
            if body.take(sheet.rows[place]):
                last = place + 1
        lines = body.lines
        if following:  # a section line right before the next heading belongs to the next table
            while lines and lines[-1].kind == "section":
                lines.pop()
        tables.append(
            Table(sheet, heading, sheet.rows[start : heading.first], tuple(lines), tuple(body.counted))
        )
        start = last
    return tables


class _Body:
    """Sorts the rows under one heading."""

    def __init__(
        self, sheet: Sheet, heading: Heading, vocabulary: Vocabulary, anchors: Collection[str]
    ) -> None:
        self.lines: list[Line] = []
        self.counted: list[tuple[int, str]] = []
        self._columns = heading.columns
        self._ordinal = number_column(heading)
        self._anchors = {column.index for column in heading.columns if column.field in anchors}
        self._crossed = {c.index for c in heading.columns if c.field in vocabulary.crosses}
        self._coded = not vocabulary.crosses  # a register, where "A" may be a code
        self._signed = False
        self._filled = _merged_values(sheet, heading, vocabulary)
        self._wide = {b[0] for b in sheet.merged if b[3] - b[1] >= 2}

    def take(self, row: Row) -> bool:
        """File one row; True when it is a record."""
        filled = row.filled
        numbered = self._is_numbered(row)
        if not filled or (numbered and len(filled) == 1):  # a line numbered in advance and left empty
            return False
        texts = [fold(str(row.cells[i])) for i in filled]
        if not numbered and _is_signature(texts):
            self._signed = True
            return False
        if not numbered and self._is_total(row, texts):
            self.counted.append((row.number, " ".join(str(row.cells[i]) for i in filled)))
            return False
        section = self._section(row, numbered)
        if section:
            self.lines.append(Line("section", row.number, section))
            return False
        if self._signed and not (numbered and any(row.at(i) is not None for i in self._anchors)):
            return False
        self._signed = False
        self.lines.append(Line("record", row.number, record=self._record(row)))
        return True

    def _is_numbered(self, row: Row) -> bool:
        cell = row.at(self._ordinal) if self._ordinal is not None else None
        return isinstance(cell, int) or (isinstance(cell, str) and _ORDINAL.fullmatch(cell) is not None)

    def _is_total(self, row: Row, texts: Sequence[str]) -> bool:
        """A count at the foot; "Công" beside a family name is a given name."""
        named = {column for column in self._anchors if isinstance(row.at(column), str)}
        return any(
            _TOTAL.fullmatch(text) and named <= {column}
            for column, text in list(zip(row.filled, texts, strict=True))[:2]
        )

    def _section(self, row: Row, numbered: bool) -> str:
        """The text of a line that speaks for those below it, or ""."""
        filled = row.filled
        words = [str(row.cells[i]) for i in filled if isinstance(row.cells[i], str)]
        if numbered or not words:
            return ""
        first = row.cells[filled[0]]
        roman = isinstance(first, str) and _ROMAN.fullmatch(first)
        crossed = filled[0] in self._crossed and filled[-1] in self._anchors
        if roman and (filled[0] == self._ordinal or (len(filled) == 2 and not (crossed or self._coded))):
            return " ".join(words) if len(words) == 2 else ""
        if len(filled) > 1:
            return ""
        at_name = filled[0] in self._anchors
        alone = not at_name or row.number in self._wide or _ENUMERATED.match(words[0])
        return words[0] if alone else ""

    def _record(self, row: Row) -> Record:
        cells: dict[int, Cell] = {i: row.cells[i] for i in row.filled}
        for column in self._columns:
            filled = self._filled.get((row.number, column.index))
            if filled is not None:
                cells.setdefault(column.index, filled)
        values: dict[str, Cell] = {}
        for column in self._columns:
            if column.field and column.index in cells:
                values.setdefault(column.field, cells[column.index])
        return Record(row.number, values, cells)


def _is_signature(texts: Sequence[str]) -> bool:
    """The lines under a list: who made it, who signs it, where and when."""
    return any(map(_SIGNATURE.fullmatch, texts)) or all(map(_SIGNER.fullmatch, texts))


def _merged_values(sheet: Sheet, heading: Heading, vocabulary: Vocabulary) -> dict[tuple[int, int], Cell]:
    """(row, column) → value, for blocks merged down in columns whose meaning allows it."""
    fields = {column.index: column.field for column in heading.columns}
    by_number = {row.number: row for row in sheet.rows}
    values: dict[tuple[int, int], Cell] = {}
    for top, left, bottom, right in sheet.merged:
        if top == bottom or left != right or fields.get(left) not in vocabulary.fill:
            continue
        start = by_number.get(top)
        for number in range(top + 1, min(bottom, sheet.rows[-1].number) + 1):
            values[number, left] = start.at(left) if start else None
    return values


def read_table(
    sheet: Sheet,
    vocabulary: Vocabulary,
    required: Collection[str],
    *,
    anchors: Collection[str] | None = None,
) -> list[Record]:
    """The records of every table on the sheet, in order.

    `required` fields must each have a column in every table; `anchors` (default: `required`) are those by
    which a heading is known. Raises InputFault naming the sheet and the missing columns. A record may still
    lack a required value: that is for the caller to judge.
    """
    tables = find_tables(sheet, vocabulary, anchors or required)
    if not tables:
        raise InputFault(_missing(sheet, 0, required, vocabulary))
    for table in tables:
        missing = [field for field in required if field not in table.heading.fields()]
        if missing:
            row = sheet.rows[table.heading.first].number
            raise InputFault(_missing(sheet, row, missing, vocabulary))
    return [record for table in tables for record in table.records]


def _missing(sheet: Sheet, row: int, fields: Collection[str], vocabulary: Vocabulary) -> Issue:
    names = ", ".join(f"“{vocabulary.labels.get(field, field)}”" for field in fields)
    return Issue(
        "heading_missing",
        f"Không tìm thấy dòng tiêu đề có cột {names}.",
        "Ghi đủ tên cột ở dòng tiêu đề của bảng.",
        sheet.place(row),
    )
