"""What the reader of clerks' files hands on: sheets of rows of cells, numbered as on screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thidua.kernel.issues import Place

# A string is tidied and in Unicode, a whole number is an int, an empty cell is None.
Cell = str | int | float | date | None


@dataclass(frozen=True)
class Row:
    """One row. `number` counts from 1 as on screen (in CSV: the line); `cells` from the first column."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, column: int) -> Cell:
        """The cell of a column counted from 0; None beyond the end."""
        return self.cells[column] if column < len(self.cells) else None

    @property
    def filled(self) -> tuple[int, ...]:
        """Columns that hold something."""
        return tuple(i for i, cell in enumerate(self.cells) if cell is not None)


@dataclass(frozen=True)
class Sheet:
    """One sheet with all its rows, empty leading ones included.

    `merged` holds (first row, first column, last row, last column), rows as shown, columns from 0; the value
    of a merged block is in its first cell only. `table` names the old character table the text was in, or "".
    """

    file: str
    name: str
    rows: tuple[Row, ...]
    hidden: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()
    table: str = ""

    def place(self, row: int = 0, column: str = "") -> Place:
        """Where an issue of this sheet points to."""
        return Place(self.file, self.name, row, column)
