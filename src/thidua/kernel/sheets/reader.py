"""Open a clerk's file, whatever its format, as plain sheets."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

from thidua.kernel.repair import Table, repair_texts
from thidua.kernel.sheets import delimited, word
from thidua.kernel.sheets.gate import Kind, admit, fault, locked
from thidua.kernel.sheets.model import Cell, Row, Sheet
from thidua.kernel.text import tidy

Raw = Sequence[tuple[int, Sequence[object]]]


def open_tables(path: Path, *, name: str | None = None) -> list[Sheet]:
    """Every sheet of the workbook, CSV file or table of the Word document at `path`, hidden ones included.

    `name` is the file's name as the sender knows it (default: that of `path`); issues and sheets bear it.
    Raises InputFault with one issue for a file that may not or cannot be read (see `gate`).
    """
    name = name or path.name
    data, kind = admit(path, name)
    if kind is Kind.TEXT:
        lines = delimited.split(delimited.decode(data, name), name)
        return [_sheet(name, "", lines)]
    if kind is Kind.WORD:
        grids = word.read_grids(data, name)
        return [_sheet(name, g.name, list(enumerate(g.rows, start=1)), merged=tuple(g.merged)) for g in grids]
    return _open_workbook(data, name)


def _open_workbook(data: bytes, name: str) -> list[Sheet]:
    import python_calamine as calamine

    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            sheets = []
            for meta in book.sheets_metadata:
                if meta.typ is not calamine.SheetTypeEnum.WorkSheet:
                    continue
                grid = book.get_sheet_by_name(meta.name)
                raw = list(enumerate(grid.to_python(skip_empty_area=False), start=1))
                merged = tuple((a[0] + 1, a[1], b[0] + 1, b[1]) for a, b in grid.merged_cell_ranges or ())
                hidden = meta.visible is not calamine.SheetVisibleEnum.Visible
                sheets.append(_sheet(name, meta.name, raw, hidden=hidden, merged=merged))
            return sheets
    except calamine.PasswordError:
        raise locked(name)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a panic of the parser is no Exception
        raise fault(
            name, "file_broken", "Tệp bị hỏng, không mở được.", "Mở lại, lưu lại và gửi lại."
        ) from error


def _sheet(
    file: str,
    name: str,
    raw: Raw,
    *,
    hidden: bool = False,
    merged: tuple[tuple[int, int, int, int], ...] = (),
) -> Sheet:
    """Tidy and repair the text of a whole sheet, and bring every value to a `Cell`."""
    texts = [tidy(value) for _, cells in raw for value in cells if isinstance(value, str)]
    repaired, table = repair_texts(texts)
    following = iter(repaired)
    rows = tuple(
        Row(number, tuple(_text(next(following)) if isinstance(v, str) else _value(v) for v in cells))
        for number, cells in raw
    )
    return Sheet(file, tidy(name), rows, hidden, merged, "" if table is Table.UNICODE else table.value)


def _text(text: str) -> str | None:
    # A soft hyphen is ư in TCVN3; once that is decided it is only a sign that nobody sees.
    return (tidy(text.replace("\u00ad", "")) if "\u00ad" in text else text) or None


def _value(value: object) -> Cell:
    """Booleans of tick boxes become `x` or nothing, moments become days, whole numbers become int."""
    if isinstance(value, bool):
        return "x" if value else None
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, int | date):
        return value
    return str(value) if isinstance(value, time | timedelta) else None
