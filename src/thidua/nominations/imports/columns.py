"""The headings of clerks' lists: which column holds what, whatever its place and wording."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from thidua.kernel.sheets import Column, Table, Vocabulary
from thidua.kernel.text import fold
from thidua.lawbook.wordings import HonourReader
from thidua.nominations.imports.headings import FIELDS

# Where merged cells may speak for every row of the block. A name, a birth or a number never does.
_FILL = ("unit", "body", "honour", "post", "rating")
_CROSSES = ("honour", "male", "female")
ANCHORS = frozenset({"name", "family", "collective", "nominee", "body"})
# "Danh hiệu đã đạt", "Khen thưởng năm trước", "Danh hiệu đăng ký": told, not asked for.
_NOT_ASKED = re.compile(
    r"\bda (?:dat|duoc|nhan|tang|co)\b|\bnam truoc\b|\bcac nam\b|\blien ke\b|\bdang ky\b|\bgan nhat\b"
)
_YEAR = re.compile(r"\b(20\d\d)\b")


def list_vocabulary(reader: HonourReader) -> Vocabulary:
    """Headings of lists; every wording of an honour is a heading too (columns of crosses)."""
    honours = (*FIELDS["honour"], *(f"={phrase}" for phrase in reader.phrases))
    return Vocabulary(
        FIELDS | {"honour": honours},
        fill=_FILL,
        crosses=_CROSSES,
        reads=lambda said: "honour" if reader.titled(said) else None,
    )


# Whom a table lists by its heading; "body" (only "Đơn vị") may also be a table of figures about units.
Who = Literal["nominee", "person", "collective", "body"]
_WHO: tuple[Who, ...] = ("nominee", "person", "collective", "body")
_NAMES: dict[Who, tuple[str, ...]] = {
    "nominee": ("nominee",),
    "person": ("family", "name", "given"),  # the order in which they make the name
    "collective": ("collective",),
    "body": ("body",),
}


@dataclass(frozen=True)
class Layout:
    """The columns of one table by meaning. `marks` maps columns of crosses to the code they stand for."""

    who: Who
    names: tuple[int, ...]
    marks: Mapping[int, str]
    honours: tuple[int, ...]
    births: tuple[tuple[int, str | None], ...]  # column and the sex its heading tells
    birth_parts: tuple[int, ...]  # columns of day, month and year, or none
    first: Mapping[str, int]

    @property
    def asks(self) -> bool:
        """True when the table has a column that names honours."""
        return bool(self.marks or self.honours)


def layout_of(table: Table, vocabulary: Vocabulary, reader: HonourReader, year: int | None) -> Layout:
    """What each column of `table` is for."""
    columns = [(column, _field(column, vocabulary)) for column in table.columns]
    if any(field in _NAMES["person"] for _, field in columns):
        columns = [(column, _over_persons(column, field, reader)) for column, field in columns]
    marks: dict[int, str] = {}
    honours: list[int] = []
    for column, field in columns:
        if field == "honour" and _asked(column.heading, year):
            codes = reader.read(column.sub or column.heading).codes
            if len(codes) == 1:
                marks[column.index] = codes[0]
            else:
                honours.append(column.index)
    first: dict[str, int] = {}
    for column, field in columns:
        if field:
            first.setdefault(field, column.index)
    fields = set(first)
    who: Who = next((who for who in _WHO if fields & set(_NAMES[who])), "body")
    if who != "body" and "body" in first:
        first.setdefault("unit", first["body"])
    names, parts = _names(columns, who), _birth_parts(columns)
    return Layout(who, names, marks, tuple(honours), () if parts else _births(columns), parts, first)


def with_told_honours(layout: Layout, table: Table, vocabulary: Vocabulary, reader: HonourReader) -> Layout:
    """Where no heading speaks of honours ("Kết quả bình xét"): the columns whose cells name nothing else."""
    known = {c.index for c in table.columns if vocabulary.field_of(c.heading) not in (None, "note")}
    cells: dict[int, list[str]] = {}
    for record in table.records:
        for index, cell in record.cells.items():
            if index not in known and cell is not None:
                cells.setdefault(index, []).append(str(cell))
    told = [index for index, texts in cells.items() if all(_names_honours(text, reader) for text in texts)]
    return replace(layout, honours=tuple(told))


def _names_honours(text: str, reader: HonourReader) -> bool:
    reading = reader.read(text)
    return bool(reading.codes) and not reading.dark


def _field(column: Column, vocabulary: Vocabulary) -> str | None:
    """Below a group heading such as "Họ và tên" the lower heading says which part the column holds."""
    lower = vocabulary.field_of(column.sub) if column.sub else None
    if column.field == "name" and lower in ("family", "given"):
        return lower
    return column.field


def _over_persons(column: Column, field: str | None, reader: HonourReader) -> str | None:
    """ "Đạt LĐTT" counts members in a table of collectives; over persons it takes crosses."""
    return "honour" if field == "members_ldtt" and reader.titled(column.heading) else field


def _asked(heading: str, year: int | None) -> bool:
    folded = fold(heading)
    years = [int(found) for found in _YEAR.findall(folded)]
    return not _NOT_ASKED.search(folded) and not (year and years and year not in years)


def _names(columns: Sequence[tuple[Column, str | None]], who: Who) -> tuple[int, ...]:
    """Columns that together make the name: the family name first wherever it stands."""
    order = _NAMES[who]
    found = [(order.index(field), column.index) for column, field in columns if field in order]
    return tuple(index for _, index in sorted(found))


def _birth_parts(columns: Sequence[tuple[Column, str | None]]) -> tuple[int, ...]:
    """ "Ngày sinh" over "Ngày | Tháng | Năm": the three columns."""
    parts = {fold(column.sub): column.index for column, field in columns if field == "birth"}
    return (parts["ngay"], parts["thang"], parts["nam"]) if {"ngay", "thang", "nam"} <= set(parts) else ()


def _births(columns: Sequence[tuple[Column, str | None]]) -> tuple[tuple[int, str | None], ...]:
    births: list[tuple[int, str | None]] = []
    for column, field in columns:
        lower = fold(column.sub)
        if field in ("male", "female"):
            births.append((column.index, "Nam" if field == "male" else "Nữ"))
        elif field == "birth":
            births.append((column.index, {"nam": "Nam", "nu": "Nữ"}.get(lower)))
    return tuple(births)
