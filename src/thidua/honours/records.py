"""A line of the ledger before it is entered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thidua.honours.enums import Ground, Source
from thidua.kernel.issues import Place


@dataclass(frozen=True)
class AwardRecord:
    """One honour of one recipient: exactly one of `person_id` and `unit_id`. `name` as the paper has it."""

    honour: str
    year: int
    number: str
    decided_on: date
    issued_by: str
    name: str
    person_id: int | None = None
    unit_id: int | None = None
    unit_name: str = ""
    source: Source = Source.IMPORTED
    ground: Ground = Ground.MERIT
    place: Place = Place()

    @property
    def key(self) -> tuple[int | None, int | None, str, int, str]:
        """What makes the line the same line when it is entered again."""
        return (self.person_id, self.unit_id, self.honour, self.year, self.number)
