"""Arrays into temporary tables: rows of PostgreSQL's binary COPY, made whole by numpy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

Columns = Mapping[str, npt.NDArray[Any]]

_HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_END = b"\xff\xff"
_WIDTHS = {"int8": 8, "int4": 4, "int2": 2, "date": 4}
_EPOCH = date(2000, 1, 1).toordinal()
# What the statements that read the tables take for "not on record".
NO_DAY = np.iinfo(np.int32).min  # '-infinity'


def days(years: npt.NDArray[Any], day_of_year: npt.NDArray[Any]) -> npt.NDArray[np.int32]:
    """Dates as PostgreSQL counts them, from a year and a day 0-364 of it."""
    starts = np.array([date(y, 1, 1).toordinal() - _EPOCH for y in range(1900, 2101)], np.int32)
    return np.asarray(starts[years - 1900] + day_of_year, np.int32)


def stage(cursor: Any, table: str, kinds: Mapping[str, str], columns: Columns) -> None:
    """Copy columns of equal length into a temporary table whose columns have these `kinds`."""
    rows = np.empty(len(next(iter(columns.values()))), _row_type(kinds))
    rows["fields"] = len(kinds)
    for name, kind in kinds.items():
        rows[f"{name} size"] = _WIDTHS[kind]
        rows[name] = columns[name]
    with cursor.copy(f"COPY {table} ({', '.join(kinds)}) FROM STDIN (FORMAT BINARY)") as copy:
        copy.write(_HEADER)
        copy.write(rows.tobytes())
        copy.write(_END)


def _row_type(kinds: Mapping[str, str]) -> np.dtype[Any]:
    fields: list[tuple[str, str]] = [("fields", ">i2")]
    for name, kind in kinds.items():
        fields += [(f"{name} size", ">i4"), (name, f">i{_WIDTHS[kind]}")]
    return np.dtype(fields)
