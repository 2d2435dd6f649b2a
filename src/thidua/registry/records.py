"""What a register says, apart from how its file was laid out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thidua.kernel.issues import Place


@dataclass(frozen=True)
class UnitRecord:
    """One unit; `cluster` is the cluster or block the register names beside it."""

    code: str
    name: str
    kind: str = ""
    parent_code: str = ""
    cluster: str = ""
    place: Place = Place()


@dataclass(frozen=True)
class PersonRecord:
    """One person and the unit of record. `id_number` holds 12 digits (9 for an old one), a passport's or nothing.

    A register of cadres holds officials unless its row says otherwise (`group`).
    """

    code: str
    full_name: str
    unit_code: str
    sex: str = ""
    born_on: date | None = None
    birth_year: int | None = None
    id_number: str = ""
    title: str = ""
    started_on: date | None = None
    group: str = ""
    nationality: str = ""
    place: Place = Place()


@dataclass(frozen=True)
class RatingRecord:
    """A yearly grade of the person (or the unit) of this code."""

    code: str
    year: int
    grade: str
    place: Place = Place()


@dataclass(frozen=True)
class DisciplineRecord:
    """A disciplinary measure of the person of this code."""

    person_code: str
    kind: str
    from_on: date
    until_on: date | None
    number: str = ""
    ground: str = ""
    place: Place = Place()


@dataclass(frozen=True)
class PositionRecord:
    """A leading post of the person of this code; `kind` one of `LeadingPostKind`."""

    person_code: str
    kind: str
    from_on: date
    until_on: date | None
    paper: str = ""
    place: Place = Place()


@dataclass(frozen=True)
class Entered:
    """How an import changed the registry."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: Entered) -> Entered:
        return Entered(
            self.created + other.created, self.changed + other.changed, self.unchanged + other.unchanged
        )
