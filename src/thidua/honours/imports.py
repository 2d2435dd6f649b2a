"""Old registers of honours, persons and collectives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from thidua.honours.enums import Ground
from thidua.honours.records import AwardRecord
from thidua.kernel.issues import InputFault, Issue, Place
from thidua.kernel.sheets import Record, Sheet, Vocabulary, open_tables, read_day, read_whole
from thidua.kernel.sheets.fields import read_id
from thidua.kernel.text import fold
from thidua.lawbook.wordings import HonourReader
from thidua.registry import identity
from thidua.registry.alike import near
from thidua.registry.imports.cells import BIRTHS, IDS, NAMES, PERSON_CODES, day, demand, sheets_with, text
from thidua.registry.queries.matching import Clue, PersonIndex
from thidua.registry.queries.units import UnitIndex

AWARDS = Vocabulary(
    {
        "year": ("=Năm", "Năm xét", "Năm khen thưởng", "Năm đạt"),
        "name": (*NAMES, "=Cá nhân"),
        "collective": ("Tập thể", "Tên tập thể"),
        "born": BIRTHS,
        "id": IDS,
        "unit": ("Đơn vị", "Đơn vị công tác", "Nơi công tác", "Cơ quan công tác"),
        "honour": ("Danh hiệu, hình thức", "Danh hiệu", "Hình thức khen thưởng", "Hình thức, danh hiệu"),
        "number": ("Số quyết định", "Số QĐ", "Quyết định số"),
        "decided": ("Ngày ký", "Ngày quyết định", "Ngày QĐ", "Ngày ban hành"),
        "body": ("Cơ quan ban hành", "Cấp quyết định", "Cơ quan quyết định", "Người ký"),
        "code": PERSON_CODES,
        "ground": ("Loại hình khen thưởng", "=Loại hình", "Khen thưởng theo"),
    }
)


@dataclass(frozen=True)
class AwardLine:
    """One line of an old register as written, not yet tied to anybody."""

    honour: str
    year: int
    number: str
    decided_on: date
    body: str
    name: str
    is_person: bool
    code: str = ""
    unit: str = ""
    born_on: date | None = None
    birth_year: int | None = None
    id_number: str = ""
    ground: Ground = Ground.MERIT
    place: Place = Place()


def read_awards(path: Path, honours: HonourReader, *, name: str | None = None) -> list[AwardLine]:
    """Lines of an old register. Raises InputFault for missing columns or unreadable honours, years, days."""
    sheets = open_tables(path, name=name)
    issues: list[Issue] = []
    lines: list[AwardLine] = []
    for who in ("name", "collective"):
        required = (who, "honour", "number", "decided")
        for sheet, rows in sheets_with(sheets, AWARDS, required):
            for row in rows:
                named, collective = bool(text(row, "name")), bool(text(row, "collective"))
                # A sheet may have both columns: whoever is named in the row is a person, of that collective.
                if (named or collective) and named != (who == "name"):
                    continue
                if line := _line(sheet, row, who == "name", honours, issues):
                    lines.append(line)
    if issues:
        raise InputFault(*dict.fromkeys(issues))
    if not lines:
        demand(sheets, AWARDS, ("name", "honour", "number", "decided"))
    return lines


def _line(
    sheet: Sheet, row: Record, is_person: bool, honours: HonourReader, issues: list[Issue]
) -> AwardLine | None:
    place = sheet.place(row.number)
    if not text(row, "name" if is_person else "collective"):
        issue = Issue("award.name", "thiếu tên người, tập thể được khen thưởng.", "Điền vào ô trống.", place)
        issues.append(issue)
        return None
    codes = honours.read_given(text(row, "honour"), text(row, "body"), not is_person).codes
    decided = day(row.get("decided"))
    year = read_whole(row.get("year")) or (decided.year if decided else None)
    if len(codes) != 1 or decided is None or year is None:
        wrong = "danh hiệu, hình thức" if len(codes) != 1 else "ngày ký quyết định"
        message = f"không đọc được {wrong} “{text(row, 'honour' if len(codes) != 1 else 'decided')}”."
        issues.append(Issue("award.unread", message, "Sửa lại ô đó.", place))
        return None
    ground = read_ground(text(row, "ground"))
    if ground is None:
        message = f"không đọc được loại hình khen thưởng “{text(row, 'ground')}”."
        cure = "Ghi công trạng, phong trào hoặc đột xuất, hoặc để trống nếu là công trạng."
        issues.append(Issue("award.ground", message, cure, place))
        return None
    born = read_day(row.get("born"), latest=decided.year)
    return AwardLine(
        honour=codes[0],
        year=year,
        number=text(row, "number"),
        decided_on=decided,
        body=text(row, "body"),
        name=text(row, "name" if is_person else "collective"),
        is_person=is_person,
        code=text(row, "code"),
        unit=text(row, "unit"),
        born_on=born.day,
        birth_year=born.year,
        id_number=read_id(row.get("id"))[0] or "",
        ground=ground,
        place=place,
    )


def read_ground(words: str) -> Ground | None:
    """What the honour was given for: merit where nothing is written, None where the words are not understood."""
    folded = fold(words)
    if re.search(r"dot xuat", folded):
        return Ground.UNEXPECTED
    if re.search(r"phong trao|chuyen de|theo dot", folded):
        return Ground.MOVEMENT
    return Ground.MERIT if not folded or re.search(r"cong trang|thuong xuyen|hang nam", folded) else None


def tie(
    lines: list[AwardLine], people: PersonIndex, units: UnitIndex
) -> tuple[list[AwardRecord], list[Issue]]:
    """Tie lines to persons and units: by code, else as nominees are matched. A line that ties to nobody,
    might mean two, or bears the code of somebody of another name, is left out and named in the issues:
    history is asked for, never guessed."""
    records: list[AwardRecord] = []
    issues: list[Issue] = []
    for line in lines:
        person_id = unit_id = None
        if line.is_person:
            person_id = _person_id(line, people, units)
        elif unit := units.find(line.name):
            unit_id = unit.id
        if person_id is None and unit_id is None:
            message = f"chưa xác định được “{line.name}” ({line.number})."
            cure = "Bổ sung mã cán bộ hoặc ngày sinh rồi nhập lại; dòng này chưa vào sổ."
            issues.append(Issue("award.nobody", message, cure, line.place))
            continue
        records.append(
            AwardRecord(
                honour=line.honour,
                year=line.year,
                number=line.number,
                decided_on=line.decided_on,
                issued_by=line.body,
                name=line.name,
                person_id=person_id,
                unit_id=unit_id,
                unit_name=line.unit,
                ground=line.ground,
                place=line.place,
            )
        )
    return records, issues


def _person_id(line: AwardLine, people: PersonIndex, units: UnitIndex) -> int | None:
    if line.code and (known := people.by_code.get(line.code)):
        person = known.person
        # A code is trusted when name or birth date says the same: registers misspell either, rarely both.
        born_so = line.born_on is not None and line.born_on == person.born_on
        named_so = not line.name or near(person.folded_name, fold(line.name))
        return person.id if named_so or born_so else None
    hashed = identity.lookup_hash(line.id_number) if line.id_number else ""
    clue = Clue(line.name, hashed, line.born_on, line.birth_year, units.find(line.unit))
    match = people.match(clue)
    return match.found.person.id if match.found else None
