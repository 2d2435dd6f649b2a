"""A small authority for tests: units, people, desks, a season of 2023 and the lists its units send."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import openpyxl

from thidua.access.actions import create_user, grant
from thidua.access.enums import Role
from thidua.access.models import User
from thidua.councils.actions import record_tally, set_up
from thidua.councils.models import Council
from thidua.councils.records import CouncilRecord, Votes
from thidua.decisions.actions import Series
from thidua.eligibility.actions import AttestationRecord, attest
from thidua.initiatives.actions import enter_initiatives
from thidua.initiatives.records import InitiativeRecord
from thidua.movements.actions import enter_registrations, open_season
from thidua.movements.models import Season
from thidua.movements.records import RegistrationRecord, SeasonRecord
from thidua.nominations.actions import (
    AnswerRecord,
    SheetRecord,
    answer,
    apply_caps,
    appraise,
    identify,
    receive_sheets,
)
from thidua.nominations.enums import NomineeKind, State
from thidua.nominations.imports import DraftRow
from thidua.nominations.models import Nomination
from thidua.registry.actions import enter_people, enter_ratings, enter_units
from thidua.registry.models import OrgUnit, Person
from thidua.registry.queries.matching import PersonIndex
from thidua.registry.queries.units import unit_index
from thidua.registry.records import PersonRecord, RatingRecord, UnitRecord

YEAR = 2023
SERIES = Series("QĐ-UBND", YEAR, 7001)
SPIRIT = AttestationRecord("ldtt_2003", ("ldtt", "cstd_co_so"), "thủ trưởng đơn vị", "danh sách đã ký")
COLLECTIVE = tuple(
    AttestationRecord(criterion, ("ttldtt",), "thủ trưởng đơn vị", "danh sách đã ký")
    for criterion in ("movement_active", "solidarity")
)
_ROW = DraftRow(
    sheet="DS", row=0, kind="person", name="", honours=("ldtt",), wording="LĐTT", birth=None, birth_year=None,
    sex=None, id_number=None, post="", unit="", priority=None, rating=None, initiative="", members=None,
    members_ldtt=None, note="", repairs=(),
)  # fmt: skip
FRAME = SeasonRecord(
    code="dot-2023",
    authority="UBND huyện",
    tier="district",
    place="huyện Mẫu",
    province="tỉnh Mẫu",
    review_year=YEAR,
    received_from=date(2023, 11, 15),
    received_until=date(2023, 12, 15),
    decided_on=date(2023, 12, 22),
    signer_post="Chủ tịch UBND huyện",
)


@dataclass(frozen=True)
class System:
    username: str = "he-thong"


def units(*rows: tuple[str, str, str]) -> list[OrgUnit]:
    """Units of (code, name, code of the parent or nothing)."""
    enter_units(actor=System(), records=[UnitRecord(c, n, parent_code=p) for c, n, p in rows])
    return [OrgUnit.objects.get(code=code) for code, _, _ in rows]


def people(*records: PersonRecord) -> list[Person]:
    enter_people(actor=System(), records=records)
    return [Person.objects.get(code=r.code) for r in records]


def born(code: str, name: str, unit: str, day: date | None = None, **more: Any) -> PersonRecord:
    """A register's row of a person, long at work."""
    return PersonRecord(
        code, name, unit, born_on=day, started_on=more.pop("started", date(2010, 1, 1)), **more
    )


def user(
    name: str, role: Role, unit: OrgUnit, *, since: date = date(2023, 1, 1), until: date | None = None
) -> User:
    made = create_user(actor=System(), username=name, full_name=name)
    grant(actor=System(), user=made, role=role, unit=unit, from_on=since, until_on=until)
    return made


def row(name: str, *honours: str, **more: Any) -> DraftRow:
    """A row of a list; LĐTT when no honour is named."""
    return replace(_ROW, name=name, honours=honours or ("ldtt",), **more)


def collective(name: str, **more: Any) -> DraftRow:
    return row(name, "ttldtt", kind="collective", **more)


@dataclass
class House:
    """A district with the units A and B, its desks and the season of 2023."""

    authority: OrgUnit
    a: OrgUnit
    b: OrgUnit
    office: User
    secretary: User
    records: User
    season: Season
    votes: int = 15
    sent: list[str] = field(default_factory=list)

    def send(self, unit: OrgUnit, *rows: DraftRow, file: str = "") -> str:
        """Receive a list; rows are numbered from 8 as a clerk's sheet would. Returns the file's name."""
        name = file or f"nominations/{len(self.sent) + 1:02}-{unit.code}.xlsx"
        numbered = tuple(replace(r, row=r.row or 8 + i) for i, r in enumerate(rows))
        digest = sha256(repr((name, numbered)).encode()).hexdigest()
        receive_sheets(
            actor=self.office, season=self.season, sheets=[SheetRecord(name, digest, unit, numbered)]
        )
        self.sent.append(name)
        return name

    def identify(self) -> None:
        identify(actor=self.office, season=self.season, people=PersonIndex(), units=self.index())

    def index(self) -> Any:
        return unit_index(place=self.season.place, province=self.season.province)

    def answer(self, *answers: AnswerRecord) -> int:
        return answer(actor=self.office, season=self.season, answers=answers, people=PersonIndex())

    def appraise(self, kind: NomineeKind = NomineeKind.PERSON) -> dict[str, int]:
        return dict(appraise(actor=self.office, season=self.season, kind=kind))

    def cap(self) -> int:
        return apply_caps(actor=self.office, season=self.season)

    def judge(self) -> None:
        """Everything the office does with the lists it holds."""
        self.identify()
        self.appraise()
        self.cap()
        self.appraise(NomineeKind.COLLECTIVE)

    def council(self) -> Council:
        frame = CouncilRecord("Hội đồng Thi đua - Khen thưởng", "Chủ tịch", self.votes)
        return set_up(actor=self.office, authority=self.authority, council=frame)

    def vote(self, yes: int | None = None) -> None:
        """The council approves (or votes `yes`) on everything that is eligible."""
        before = list(self.season.nominations.filter(state=State.ELIGIBLE).select_related("line"))
        votes = {one: Votes(self.votes if yes is None else yes) for one in before}
        record_tally(
            actor=self.secretary, council=self.council(), season=self.season, votes=votes, source="biên bản"
        )

    def attest(self, *findings: AttestationRecord) -> int:
        return attest(actor=self.office, season=self.season, findings=findings)

    def rate(self, grade: str = "good", *codes: str, year: int = YEAR) -> None:
        """Grade the persons of these codes, or everybody."""
        everyone = codes or tuple(Person.objects.values_list("code", flat=True))
        enter_ratings(
            actor=System(), persons=[RatingRecord(code, year, grade) for code in everyone], units=[]
        )

    def rate_units(self, grade: str, *codes: str) -> None:
        enter_ratings(actor=System(), persons=[], units=[RatingRecord(c, YEAR, grade) for c in codes])

    def invent(self, *codes: str, year: int = YEAR, recognised: bool | None = True) -> None:
        """Initiatives of their own for these persons."""
        enter_initiatives(
            actor=System(),
            records=[
                InitiativeRecord(f"SK-{c}-{year}", "Sáng kiến", "grassroots", recognised, year, c)
                for c in codes
            ],
            units=self.index(),
        )

    def states(self) -> list[tuple[str, str, str]]:
        """(name as written, honour, state) of every nomination in the order of the lists."""
        rows = self.season.nominations.select_related("line").order_by("line_id", "id")
        return [(one.line.name, one.honour, str(one.state)) for one in rows]

    def at(self, file: str, number: int, honour: str = "ldtt") -> Nomination:
        return self.season.nominations.get(line__nomination_sheet__file=file, line__row=number, honour=honour)


def house() -> House:
    """A district HUYEN with units A and B, registered for 2023, and one user at each desk."""
    authority, a, b = units(
        ("HUYEN", "UBND huyện", ""), ("A", "UBND xã An", "HUYEN"), ("B", "UBND xã Bình", "HUYEN")
    )
    office = user("van-phong", Role.OFFICE, authority)
    season = open_season(actor=office, authority=authority, frame=FRAME)
    enter_registrations(
        actor=office, authority=authority, records=[RegistrationRecord(c, YEAR) for c in ("A", "B")]
    )
    return House(
        authority,
        a,
        b,
        office,
        user("thu-ky", Role.SECRETARY, authority),
        user("van-thu", Role.RECORDS_CLERK, authority),
        season,
    )


def save(path: Path, *rows: Sequence[object], sheet: str = "DS", hidden: Iterable[str] = ()) -> Path:
    """A workbook of one sheet, beside it a hidden one with the same rows for each name in `hidden`."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = sheet
    pages = [page, *(book.create_sheet(name) for name in hidden)]
    for one in pages:
        for cells in rows:
            one.append(list(cells))
    for one in pages[1:]:
        one.sheet_state = "hidden"
    book.save(path)
    return path
