"""Days, years and numbers as clerks type them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from thidua.kernel.sheets.model import Cell
from thidua.kernel.text import fold

_EPOCH = date(1899, 12, 30)  # day 0 of spreadsheets, their leap day of 1900 included
_OLDEST = 1900
_DMY = re.compile(r"(\d{1,2})\s*[./\-\s]\s*(\d{1,2})\s*[./\-\s]\s*(\d{4}|\d{2})")
_YMD = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?:[ T].*)?")
_BORN = re.compile(
    r"^(?:sinh|s\.?n|n\.?s)\b[\s.:]*(?:(?:ngày|năm)\s+(?=[\d/]))?", re.IGNORECASE
)  # "Sinh ngày 5/3/1980"
_WORDS = re.compile(r"(?:sinh )?(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})")
_YEAR_AT_END = re.compile(r"\D*(?:\d{1,2}\D+)?(?:\d{1,2}\D+)?(\d{4})")


@dataclass(frozen=True)
class Day:
    """What a cell says of a day: the whole day, or its year alone; `wrong` when it says what cannot be."""

    day: date | None = None
    year: int | None = None
    wrong: bool = False


def read_day(cell: Cell, *, latest: int) -> Day:
    """A day from dd/mm/yyyy, d/m/yy, dd.mm.yyyy, yyyy-mm-dd, "ngày 5 tháng 3 năm 1980", a date or its serial.

    `latest` is the last plausible year: it gives two-digit years their century and rejects later ones. A year
    alone (also "00/00/1979", "3/1979", a year shown as a date) gives `year` without `day`. Day comes before
    month; a day that does not exist is `wrong` and keeps its year.
    """
    if cell is None:
        return Day()
    if isinstance(cell, date):
        return _plausible(cell, latest)
    if isinstance(cell, int | float):
        return _from_number(int(cell), latest)
    return _from_text(cell, latest)


def _plausible(day: date, latest: int) -> Day:
    serial = (day - _EPOCH).days
    if _OLDEST <= serial <= latest:  # a year in a cell formatted as a date
        return Day(year=serial)
    if _OLDEST <= day.year <= latest:
        return Day(day, day.year)
    return Day(wrong=True)


def _from_number(number: int, latest: int) -> Day:
    if _OLDEST <= number <= latest:
        return Day(year=number)
    if (date(_OLDEST + 10, 1, 1) - _EPOCH).days <= number <= 80_000:
        return _plausible(_EPOCH + timedelta(days=number), latest)
    if 10 <= number <= 99:
        return Day(year=_century(number, latest))
    return Day(wrong=True)


def _from_text(text: str, latest: int) -> Day:
    text = _BORN.sub("", text.strip(" '\u2019.,"))
    if not fold(text):
        return Day()
    if text.isdigit() and len(text) <= 5:
        return _from_number(int(text), latest)
    parts = _DMY.fullmatch(text) or _WORDS.fullmatch(fold(text))
    if parts:
        day, month, year = map(int, parts.groups())
        return _day(year if year > 99 else _century(year, latest), month, day, latest)
    parts = _YMD.fullmatch(text)
    if parts:
        year, month, day = map(int, parts.groups())
        return _day(year, month, day, latest)
    parts = _YEAR_AT_END.fullmatch(text)
    year = int(parts[1]) if parts else 0
    return Day(year=year) if _OLDEST <= year <= latest else Day(wrong=True)


def _day(year: int, month: int, day: int, latest: int) -> Day:
    if not _OLDEST <= year <= latest:
        return Day(wrong=True)
    if day == 0 or month == 0:
        return Day(year=year)
    try:
        return Day(date(year, month, day), year)
    except ValueError:
        return Day(year=year, wrong=True)


def _century(two_digits: int, latest: int) -> int:
    year = latest - latest % 100 + two_digits
    return year if year <= latest else year - 100


def read_whole(cell: Cell) -> int | None:
    """A whole number from a number, "20", "1.774", "20 người", "05"; None when there is none."""
    if isinstance(cell, int | float):
        return int(cell) if cell == int(cell) else None
    if not isinstance(cell, str):
        return None
    found = re.fullmatch(r"\D*?(\d{1,3}(?:\.\d{3})+|\d+)(?:[.,]0+)?\D*", cell)
    return int(found[1].replace(".", "")) if found else None
