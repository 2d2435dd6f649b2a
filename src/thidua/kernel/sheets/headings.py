"""Find the heading of a table by meaning: one row, or two or three ("Năm sinh" over "Nam | Nữ")."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from thidua.kernel.sheets.model import Cell, Row, Sheet
from thidua.kernel.sheets.vocabulary import NUMBER, Vocabulary
from thidua.kernel.text import fold

_DEEPEST = 3
_COLUMN_MARK = re.compile(r"\(?\d{1,2}\)?|\(?[A-Za-zĐđ]\)?")
_FIGURES = re.compile(r"\W*\d[\d\W]*")  # "12.", "05/04/1994", "(3)"
_PARTS = ("nam", "nu", "ngay", "thang")  # below "Năm sinh", "Ngày sinh"


@dataclass(frozen=True)
class Column:
    """A column of a table. `heading` joins its levels by " / "; `sub` is the lowest of several, or ""."""

    index: int
    field: str | None
    heading: str
    sub: str = ""


@dataclass(frozen=True)
class Heading:
    """The rows (positions in `Sheet.rows`) from `first` up to `end`, and what their columns mean."""

    first: int
    end: int
    columns: tuple[Column, ...]

    def fields(self) -> set[str]:
        """The fields that have a column."""
        return {column.field for column in self.columns if column.field}


def heading_at(sheet: Sheet, place: int, vocabulary: Vocabulary, anchors: Collection[str]) -> Heading | None:
    """The heading whose naming row (the one with an anchor field) is `sheet.rows[place]`, or None.

    A naming row holds at least two fields, one of them in `anchors`.
    """
    row = sheet.rows[place]
    if not _may_name(row):
        return None
    fields = {vocabulary.field_of(cell) for cell in row.cells if isinstance(cell, str)} - {None}
    if len(fields) < 2 or not fields & set(anchors):
        return None
    return heading_here(sheet, place, vocabulary, anchors)


def heading_here(sheet: Sheet, place: int, vocabulary: Vocabulary, anchors: Collection[str]) -> Heading:
    """The heading whose naming row is said to be `sheet.rows[place]`, whatever it names."""
    first = place - 1 if place and _is_parent(sheet, place - 1, vocabulary, anchors) else place
    last = place
    while last + 1 < len(sheet.rows) and last - first + 1 < _DEEPEST and _is_below(sheet, last, vocabulary):
        last += 1
    columns = _columns(sheet, first, last, vocabulary)
    end = last + 1
    if end < len(sheet.rows) and _numbers_columns(sheet.rows[end]):
        end += 1
    return Heading(first, end, columns)


def _may_name(row: Row) -> bool:
    """A quick look: headings begin with words and hold no dates."""
    filled = row.filled
    if len(filled) < 2 or any(isinstance(cell, date) for cell in row.cells):
        return False
    start = row.cells[filled[0]]
    return isinstance(start, str) and not start.isdigit()


def _words_only(row: Row) -> bool:
    return bool(row.filled) and all(
        isinstance(cell, str) and not _FIGURES.fullmatch(cell) for cell in row.cells if cell is not None
    )


def _block(sheet: Sheet, number: int, column: int) -> tuple[int, int, int, int] | None:
    for block in sheet.merged:
        if block[0] <= number <= block[2] and block[1] <= column <= block[3]:
            return block
    return None


def _is_parent(sheet: Sheet, place: int, vocabulary: Vocabulary, anchors: Collection[str]) -> bool:
    """A row of group headings above the naming row: joined to it by merged cells, or naming fields itself."""
    row = sheet.rows[place]
    if not _words_only(row):
        return False
    joined = any(block[0] <= row.number < block[2] for block in sheet.merged)
    fields = {vocabulary.field_of(str(cell)) for cell in row.cells if cell is not None} - {None}
    return joined or (len(fields) > 1 and not fields & set(anchors))


def _is_below(sheet: Sheet, place: int, vocabulary: Vocabulary) -> bool:
    """True when the row after `place` divides the headings of `place`."""
    top, below = sheet.rows[place], sheet.rows[place + 1]
    if not _words_only(below):
        return False
    if any(block[0] <= top.number < below.number <= block[2] for block in sheet.merged):
        return True
    if len(below.filled) < 2:  # a section line
        return False
    for column in below.filled:
        parent = top.at(column) is not None and top.at(column + 1) is None
        if top.at(column) is not None and not parent:
            return False
    subs = [str(below.cells[column]) for column in below.filled]
    return any(vocabulary.is_whole(sub) or fold(sub) in _PARTS for sub in subs)


def _columns(sheet: Sheet, first: int, last: int, vocabulary: Vocabulary) -> tuple[Column, ...]:
    width = max(len(row.cells) for row in sheet.rows[first : last + 1])
    columns = []
    for index in range(width):
        levels: list[str] = []
        for place in range(first, last + 1):
            text = _heading_text(sheet, place, last, index)
            if text and text not in levels:
                levels.append(text)
        if levels:
            sub = levels[-1] if len(levels) > 1 else ""
            columns.append(Column(index, _meaning(levels, vocabulary), " / ".join(levels), sub))
    return tuple(columns)


def _heading_text(sheet: Sheet, place: int, last: int, index: int) -> str:
    """The text over a column at one level; a merged or open group heading reaches over its whole width."""
    row = sheet.rows[place]
    cell: Cell = row.at(index)
    if cell is not None:
        return str(cell)
    block = _block(sheet, row.number, index)
    if block is not None:
        start = next((r for r in sheet.rows if r.number == block[0]), row)
        return str(start.at(block[1]) or "")
    if place == last or sheet.rows[last].at(index) is None or any(b[0] == row.number for b in sheet.merged):
        return ""
    left = index - 1
    while left >= 0 and row.at(left) is None:
        left -= 1
    reaches = left >= 0 and all(sheet.rows[last].at(column) is not None for column in range(left, index))
    return str(row.at(left)) if reaches else ""


def _meaning(levels: list[str], vocabulary: Vocabulary) -> str | None:
    """All levels together, else the lowest, else the next above."""
    for heading in (" ".join(levels), *reversed(levels)):
        field = vocabulary.field_of(heading)
        if field:
            return field
    return None


def _numbers_columns(row: Row) -> bool:
    """A row such as "(1) (2) (3)" or "A B 1 2" under the headings."""
    texts = [str(cell) for cell in row.cells if cell is not None]
    return len(texts) > 2 and len(set(texts)) == len(texts) and all(map(_COLUMN_MARK.fullmatch, texts))


def number_column(heading: Heading) -> int | None:
    """Where the ordinal numbers stand."""
    return next((column.index for column in heading.columns if column.field == NUMBER), None)
