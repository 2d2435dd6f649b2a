"""Lists of decisions of higher levels: city, ministry, Prime Minister, President."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from thidua.decisions.actions import HigherDecision
from thidua.honours.enums import Source
from thidua.honours.imports import AwardLine
from thidua.honours.records import AwardRecord
from thidua.kernel.issues import InputFault, Issue, Place
from thidua.kernel.sheets import Record, Sheet, Table, Vocabulary, find_tables, open_tables, read_day
from thidua.kernel.sheets.fields import read_id, read_name
from thidua.kernel.text import fold
from thidua.lawbook.wordings import HonourReader
from thidua.registry import identity
from thidua.registry.imports.cells import BIRTHS, IDS, NAMES, day, text
from thidua.registry.queries.matching import Clue, PersonIndex
from thidua.registry.queries.units import UnitIndex

HIGHER = Vocabulary(
    {
        "name": (*NAMES, "Cá nhân"),
        "collective": ("Tên tập thể", "Tập thể", "=Tên đơn vị"),
        "born": BIRTHS,
        "id": IDS,
        "title": ("Chức vụ", "Chức danh"),
        "unit": ("Đơn vị công tác", "Đơn vị", "Cơ quan", "Nơi công tác"),
        "honour": ("Hình thức, danh hiệu", "Danh hiệu, hình thức", "Danh hiệu", "Hình thức khen thưởng"),
        "number": ("Số quyết định", "Số QĐ"),
        "decided": ("Ngày quyết định", "Ngày ký", "Ngày QĐ", "Ngày ban hành"),
        "body": ("Cơ quan ban hành", "Cấp quyết định", "Cấp khen"),
    }
)
_ATTACHED = re.compile(
    r"(?:quyết định|qđ)\s+số[:\s]*(?P<number>\S+)\s+ngày\s+(?P<day>\d{1,2}/\d{1,2}/\d{4})"
    r"(?:\s+của\s+(?P<body>[^)]+))?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Head:
    """What the lines above the table say of the whole list."""

    title: str = ""
    number: str = ""
    decided_on: date | None = None
    body: str = ""


def read_higher(path: Path, honours: HonourReader, *, name: str | None = None) -> list[AwardLine]:
    """Lines of a higher level's list; number, day and body come from the row or from the lines above.

    Raises InputFault for a file without such a table, or rows whose honour or decision cannot be read.
    """
    issues: list[Issue] = []
    lines: list[AwardLine] = []
    sheets = [s for s in open_tables(path, name=name) if not s.hidden]
    for sheet in sheets:
        head = _Head()
        for table in find_tables(sheet, HIGHER, ("name", "collective")):
            head = _head(table, head)
            for row in table.records:
                if line := _line(sheet, table, row, head, honours, issues):
                    lines.append(line)
    if issues:
        raise InputFault(*issues)
    if not lines:
        message = "không tìm thấy danh sách tập thể, cá nhân được khen thưởng."
        cure = "Ghi đủ cột “Họ và tên” hoặc “Tên tập thể” ở dòng tiêu đề."
        raise InputFault(Issue("higher.empty", message, cure, Place(name or path.name)))
    return lines


def _head(table: Table, before: _Head) -> _Head:
    texts = [str(c) for row in table.above for c in row.cells if isinstance(c, str)]
    attached = next((m for t in texts if (m := _ATTACHED.search(t))), None)
    title = " ".join(t for t in texts if "danh sach" in fold(t) or "tang" in fold(t))
    body = next((t for t in texts if re.search(r"chu tich|thu tuong|ubnd|bo truong", fold(t))), "")
    if attached is None:
        return _Head(title or before.title, before.number, before.decided_on, before.body or body)
    return _Head(
        title or before.title,
        attached["number"],
        read_day(attached["day"], latest=date.max.year).day,
        (attached["body"] or body).strip(),
    )


def _line(
    sheet: Sheet,
    table: Table,
    row: Record,
    head: _Head,
    honours: HonourReader,
    issues: list[Issue],
) -> AwardLine | None:
    is_person = "name" in table.heading.fields() and bool(text(row, "name"))
    body = text(row, "body") or head.body
    codes = honours.read_given(text(row, "honour"), body, not is_person).codes or honours.named_in(head.title)
    decided = day(row.get("decided")) or head.decided_on
    number = text(row, "number") or head.number
    place = sheet.place(row.number)
    if len(codes) != 1 or decided is None or not number:
        wrong = "hình thức, danh hiệu" if len(codes) != 1 else "số, ngày quyết định"
        message = f"không đọc được {wrong}."
        issues.append(Issue("higher.unread", message, "Ghi đủ ở dòng này hoặc ở đầu danh sách.", place))
        return None
    born = read_day(row.get("born"), latest=decided.year)
    name = read_name(row.get("name"))[0] if is_person else text(row, "collective")
    return AwardLine(
        honour=codes[0],
        year=decided.year,
        number=number,
        decided_on=decided,
        body=body,
        name=name,
        is_person=is_person,
        unit=text(row, "unit"),
        born_on=born.day,
        birth_year=born.year,
        id_number=read_id(row.get("id"))[0] or "",
        place=place,
    )


def gather(
    lines: list[AwardLine], people: PersonIndex, units: UnitIndex, *, year: int
) -> tuple[list[HigherDecision], list[Issue]]:
    """Tie lines to our people and units and gather them by decision. `year` is the achievement year.

    A line whose person or collective is not ours, or might be two, is named in the issues and left out.
    """
    grouped: dict[tuple[str, date, str], list[AwardRecord]] = {}
    issues: list[Issue] = []
    for line in lines:
        person_id = _person_id(line, people, units) if line.is_person else None
        unit = None if line.is_person else units.find(line.name)
        if person_id is None and unit is None:
            message = f"chưa xác định được “{line.name}” ({line.number})."
            issues.append(Issue("higher.nobody", message, "Kiểm tra tên, năm sinh, đơn vị.", line.place))
            continue
        grouped.setdefault((line.number, line.decided_on, line.body), []).append(
            AwardRecord(
                honour=line.honour,
                year=year,
                number=line.number,
                decided_on=line.decided_on,
                issued_by=line.body,
                name=line.name,
                person_id=person_id,
                unit_id=unit.id if unit else None,
                unit_name=line.unit,
                source=Source.RECORDED,
                place=line.place,
            )
        )
    decisions = [
        HigherDecision(number, signed_on, body, tuple(records))
        for (number, signed_on, body), records in grouped.items()
    ]
    return decisions, issues


def _person_id(line: AwardLine, people: PersonIndex, units: UnitIndex) -> int | None:
    hashed = identity.lookup_hash(line.id_number) if line.id_number else ""
    clue = Clue(line.name, hashed, line.born_on, line.birth_year, units.find(line.unit))
    match = people.match(clue)
    return match.found.person.id if match.found else None
