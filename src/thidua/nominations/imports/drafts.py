"""What a unit's list says, row by row, before anybody is looked up or judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from thidua.kernel.issues import Issue

Kind = Literal["person", "collective"]


@dataclass(frozen=True)
class DraftRow:
    """One row of a list. `honours` are codes of the catalogue, empty when they could not be read.

    `rating` is excellent, good, completed or not_completed; `id_number` has 12 digits (9 for an old card);
    `repairs` says in Vietnamese what was set right on the way.
    """

    sheet: str
    row: int
    kind: Kind
    name: str
    honours: tuple[str, ...]
    wording: str
    birth: date | None
    birth_year: int | None
    sex: str | None
    id_number: str | None
    post: str
    unit: str
    priority: int | None
    rating: str | None
    initiative: str
    members: int | None
    members_ldtt: int | None
    note: str
    repairs: tuple[str, ...]


@dataclass(frozen=True)
class ListDraft:
    """A whole list: `senders` are names the sending unit may bear, the likeliest first."""

    file: str
    senders: tuple[str, ...]
    rows: tuple[DraftRow, ...]
    issues: tuple[Issue, ...]
    year: int | None
