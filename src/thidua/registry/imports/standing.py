"""Yearly grades of persons and collectives, and disciplinary measures."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from thidua.kernel.issues import InputFault, Issue
from thidua.kernel.sheets import Record, Sheet, Table, Vocabulary, find_tables, open_tables, read_whole
from thidua.kernel.sheets.fields import read_rating
from thidua.kernel.text import fold
from thidua.registry.enums import DisciplineKind
from thidua.registry.imports.cells import NAMES, PERSON_CODES, UNIT_CODES, day, demand, text
from thidua.registry.records import DisciplineRecord, RatingRecord

_YEARS = {
    f"year_{year}": (f"Năm {year}", f"={year}", f"Xếp loại {year}", f"Đánh giá {year}", f"Kết quả {year}")
    for year in range(2000, 2060)
}
RATINGS = Vocabulary(
    {
        "person": PERSON_CODES,
        "unit": UNIT_CODES,
        "name": (*NAMES, "Tên đơn vị"),
        "year": ("=Năm", "=Năm đánh giá", "=Năm xếp loại"),
        "grade": (
            "=Xếp loại",
            "=Mức xếp loại",
            "=Kết quả xếp loại",
            "=Kết quả đánh giá",
            "=Đánh giá, xếp loại",
            "=Mức độ hoàn thành nhiệm vụ",
        ),
        **_YEARS,
    }
)
DISCIPLINES = Vocabulary(
    {
        "person": PERSON_CODES,
        "name": NAMES,
        "kind": ("Hình thức", "Hình thức kỷ luật", "Mức kỷ luật"),
        "decision": ("Số quyết định", "Số QĐ"),
        "start": ("Ngày quyết định", "Ngày ký", "Ngày QĐ", "Từ ngày", "Ngày có hiệu lực"),
        "end": ("Hết hiệu lực", "Đến ngày", "Hết thời hạn", "Ngày hết hiệu lực", "Ngày hết thời hạn"),
        "ground": ("Nội dung", "Lý do", "Nội dung vi phạm"),
    }
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_KINDS = (
    ("khien trach", DisciplineKind.REPRIMAND),
    ("canh cao", DisciplineKind.WARNING),
    ("giang chuc", DisciplineKind.DEMOTION),
    ("cach chuc", DisciplineKind.DEMOTION),
    ("ha bac luong", DisciplineKind.DEMOTION),
    ("buoc thoi viec", DisciplineKind.DISMISSAL),
)
_UNRATED = re.compile(r"chua (xep loai|danh gia)|khong (xep loai|danh gia|xet)|moi tuyen|nghi|bien che")


def read_ratings(path: Path, *, name: str | None = None) -> tuple[list[RatingRecord], list[RatingRecord]]:
    """Grades of persons and of units, a column a year. "Chưa xếp loại" and empty cells are unknown.

    Raises InputFault for a file without code and year columns, for a grade that cannot be read, and for a
    grade of nobody.
    """
    persons: list[RatingRecord] = []
    units: list[RatingRecord] = []
    issues: list[Issue] = []
    sheets = [sheet for sheet in open_tables(path, name=name) if not sheet.hidden]
    for sheet in sheets:
        for table in find_tables(sheet, RATINGS, ("person", "unit")):
            key = "person" if "person" in table.heading.fields() else "unit"
            year = year_over(table, name or path.name)
            for row in table.records:
                grades = read_grades(sheet, by_year(row, year), text(row, key), issues)
                (persons if key == "person" else units).extend(grades)
    if issues:
        raise InputFault(*issues)
    if not persons and not units:
        demand(sheets, RATINGS, ("person", "year_2023"))
    return persons, units


def year_over(table: Table, file: str) -> int | None:
    """The year of a table that has one column of grades: its title's, else the file's."""
    above = " ".join(str(cell) for row in table.above for cell in row.cells if isinstance(cell, str))
    years = _YEAR.findall(above) or _YEAR.findall(file)
    return int(years[0]) if len(set(years)) == 1 else None


def by_year(row: Record, year: int | None) -> Record:
    """The row with its one grade moved to the year it is for, where the row or the title tells it."""
    told = read_whole(row.get("year")) or year
    if row.get("grade") is None or told is None:
        return row
    return replace(row, values={**row.values, f"year_{told}": row.get("grade")})


def read_grades(sheet: Sheet, row: Record, code: str, issues: list[Issue]) -> list[RatingRecord]:
    found = []
    for field, cell in row.values.items():
        if not field.startswith("year_") or cell is None:
            continue
        year = int(field.removeprefix("year_"))
        grade = read_rating(cell)
        if grade and not code:
            place = sheet.place(row.number)
            issues.append(
                Issue("rating.nobody", "dòng xếp loại này thiếu mã.", "Điền mã vào ô trống.", place)
            )
            return []
        if grade:
            found.append(RatingRecord(code, year, grade, sheet.place(row.number)))
        elif code and not _UNRATED.search(fold(str(cell))):
            place = sheet.place(row.number, f"Năm {year}")
            message = f"không đọc được mức xếp loại “{cell}”."
            issues.append(Issue("rating.unread", message, "Ghi đúng mức xếp loại.", place))
    return found


def read_disciplines(path: Path, *, name: str | None = None) -> list[DisciplineRecord]:
    """Disciplinary measures with their days. Raises InputFault for missing columns or wrong cells."""
    records: list[DisciplineRecord] = []
    issues: list[Issue] = []
    for sheet, rows in demand(open_tables(path, name=name), DISCIPLINES, ("person", "kind", "start")):
        for row in rows:
            if measure := read_measure(sheet, row, issues):
                records.append(measure)
    if issues:
        raise InputFault(*issues)
    return records


def read_measure(sheet: Sheet, row: Record, issues: list[Issue]) -> DisciplineRecord | None:
    """One measure; an end that is written but cannot be read is asked, it is not a measure without an end."""
    words = fold(text(row, "kind"))
    kind = next((k for phrase, k in _KINDS if phrase in words), None)
    start, end = day(row.get("start")), day(row.get("end"))
    unread = [
        DISCIPLINES.labels[field]
        for field, lost in (
            ("kind", kind is None),
            ("start", start is None),
            ("end", end is None and fold(text(row, "end")) != ""),
        )
        if lost
    ]
    place = sheet.place(row.number, unread[0] if unread else "")
    if kind is None or start is None or unread:
        written = text(row, next(f for f, label in DISCIPLINES.labels.items() if label == unread[0]))
        message = f"không đọc được “{written}”."
        issues.append(Issue("discipline.unread", message, "Sửa lại ô này rồi gửi lại.", place))
        return None
    return DisciplineRecord(
        text(row, "person"),
        kind,
        start,
        end,
        text(row, "decision"),
        text(row, "ground"),
        sheet.place(row.number),
    )
