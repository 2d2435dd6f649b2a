"""What a file's columns are and what its rows come to, apart from how they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from thidua.kernel.sheets import Cell


@dataclass(frozen=True)
class FoundColumn:
    """A heading of the file with values below it and the field it stands for, "" for none."""

    heading: str
    samples: tuple[str, ...]
    field: str

    def kept(self) -> dict[str, Any]:
        """As the model keeps it."""
        return {"heading": self.heading, "samples": list(self.samples), "field": self.field}


@dataclass(frozen=True)
class Wrong:
    """What is wrong at a place of the file; `column` is a field, "" for the row as a whole."""

    sheet: str
    row: int
    column: str
    code: str
    message: str
    cure: str


@dataclass
class ReadRow:
    """A row of the file: where it stands, its cells by field, and what was read of it."""

    sheet: str
    number: int
    cells: Mapping[str, Cell]
    records: tuple[Any, ...] = ()


@dataclass
class Checked:
    """What a file comes to: rows read, how many are new, changed, the same; what is wrong; what is to be written."""

    rows: list[ReadRow]
    wrong: list[Wrong]
    created: int = 0
    changed: int = 0
    same: int = 0
    records: list[Any] = field(default_factory=list)

    @property
    def wrong_rows(self) -> set[tuple[str, int]]:
        return {(one.sheet, one.row) for one in self.wrong}
