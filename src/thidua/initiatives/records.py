"""An initiative as its council's list has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thidua.kernel.issues import Place


@dataclass(frozen=True)
class InitiativeRecord:
    """One line of the list: an author of an initiative. Co-authors repeat the code with their share."""

    code: str
    title: str
    scope: str
    recognised: bool | None
    year: int
    author_code: str
    share: int | None = None
    applied: bool | None = None
    replicable: bool | None = None
    unit: str = ""
    number: str = ""
    decided_on: date | None = None
    place: Place = Place()
