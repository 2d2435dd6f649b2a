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
from thidua.registry.models import OrgUnit
from thidua.registry.queries.matching import Clue, Match, PersonIndex
from thidua.registry.queries.units import UnitIndex

AWARDS = Vocabulary(
    {
        "year": ("=Năm", "Năm xét", "Năm khen thưởng", "Năm đạt"),
        "name": (*NAMES, "=Cá nhân"),
        "recipient": (
            "Cá nhân, tập thể",
            "Tập thể, cá nhân",
            "Tên cá nhân, tập thể",
            "Đối tượng khen thưởng",
        ),
        "collective": ("Tập thể", "Tên tập thể"),
        "born": BIRTHS,
        "id": IDS,
        "unit": ("Đơn vị", "Đơn vị công tác", "Nơi công tác", "Cơ quan công tác"),
        "honour": ("Danh hiệu, hình thức", "Danh hiệu", "Hình thức khen thưởng", "Hình thức, danh hiệu"),
        "decision": ("Số quyết định", "Số QĐ", "Quyết định số", "=Quyết định"),
        "decided": ("Ngày ký", "Ngày quyết định", "Ngày QĐ", "Ngày ban hành"),
        "body": ("Cơ quan ban hành", "Cấp quyết định", "Cơ quan quyết định", "Người ký"),
        "code": PERSON_CODES,
        "collective_code": ("Mã tập thể", "Mã đơn vị được khen"),
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
        required = (who, "honour", "decision", "decided")
        for sheet, rows in sheets_with(sheets, AWARDS, required):
            for row in rows:
                named, collective = bool(text(row, "name")), bool(text(row, "collective"))
                # A sheet may have both columns: whoever is named in the row is a person, of that collective.
                if (named or collective) and named != (who == "name"):
                    continue
                if line := read_line(sheet, row, who == "name", honours, issues):
                    lines.append(line)
    if issues:
        raise InputFault(*dict.fromkeys(issues))
    if not lines:
        demand(sheets, AWARDS, ("name", "honour", "decision", "decided"))
    return lines


def read_line(
    sheet: Sheet, row: Record, is_person: bool, honours: HonourReader, issues: list[Issue]
) -> AwardLine | None:
    """The line of a row, or none and what cannot be read of it."""

    def fault(code: str, message: str, cure: str, field: str) -> None:
        issues.append(Issue(code, message, cure, sheet.place(row.number, AWARDS.labels[field])))

    place = sheet.place(row.number)
    named = text(row, "name" if is_person else "collective")
    if not named:
        missing = "thiếu tên người, tập thể được khen thưởng."
        issues.append(Issue("award.name", missing, "Điền vào ô trống.", place))
        return None
    codes = honours.read_given(text(row, "honour"), text(row, "body"), not is_person).codes
    decided = day(row.get("decided"))
    year = read_whole(row.get("year")) or (decided.year if decided else None)
    if len(codes) != 1 or decided is None or year is None:
        what, field = (
            ("danh hiệu, hình thức", "honour") if len(codes) != 1 else ("ngày ký quyết định", "decided")
        )
        said = f"không đọc được {what} “{text(row, field)}”." if text(row, field) else f"chưa ghi {what}."
        fault("award.unread", said, "Sửa lại ô đó.", field)
        return None
    ground = read_ground(text(row, "ground"))
    if ground is None:
        message = f"không đọc được loại hình khen thưởng “{text(row, 'ground')}”."
        cure = "Ghi công trạng, phong trào hoặc đột xuất, hoặc để trống nếu là công trạng."
        fault("award.ground", message, cure, "ground")
        return None
    born = read_day(row.get("born"), latest=decided.year)
    return AwardLine(
        honour=codes[0],
        year=year,
        number=text(row, "decision"),
        decided_on=decided,
        body=text(row, "body"),
        name=named,
        is_person=is_person,
        code=text(row, "code" if is_person else "collective_code"),
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
        elif unit := unit_meant(line, units):
            unit_id = unit.id
        if person_id is None and unit_id is None:
            message = f"chưa xác định được “{line.name}” ({line.number})."
            cure = "Bổ sung mã cán bộ hoặc ngày sinh rồi nhập lại; dòng này chưa vào sổ."
            issues.append(Issue("award.nobody", message, cure, line.place))
            continue
        records.append(record_of(line, person_id=person_id, unit_id=unit_id))
    return records, issues


def record_of(line: AwardLine, *, person_id: int | None, unit_id: int | None) -> AwardRecord:
    """The line of the ledger that a tied line of a register makes."""
    return AwardRecord(
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


def unit_meant(line: AwardLine, units: UnitIndex) -> OrgUnit | None:
    """The collective of a line: by its code where the line has one, else by its name."""
    return units.by_code.get(line.code.upper()) if line.code else units.find(line.name)


def _person_id(line: AwardLine, people: PersonIndex, units: UnitIndex) -> int | None:
    found = person_meant(line, people, units.find(line.unit)).found
    return found.person.id if found else None


def person_meant(line: AwardLine, people: PersonIndex, unit: OrgUnit | None) -> Match:
    """Whom a line means: by code where name or birth agrees, else as nominees are matched."""
    if line.code and (known := people.by_code.get(line.code)):
        person = known.person
        # A code is trusted when name or birth date says the same: registers misspell either, rarely both.
        born_so = line.born_on is not None and line.born_on == person.born_on
        named_so = not line.name or near(person.folded_name, fold(line.name))
        return Match(known) if named_so or born_so else Match(None, "id_mismatch", (known,))
    return people.match(clue_of(line, unit))


def clue_of(line: AwardLine, unit: OrgUnit | None) -> Clue:
    """What a line tells of its person."""
    hashed = identity.lookup_hash(line.id_number) if line.id_number else ""
    return Clue(line.name, hashed, line.born_on, line.birth_year, unit)
