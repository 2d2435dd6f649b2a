"""A council and its counted votes, apart from how the tally sheet is laid out."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.kernel.issues import Place


@dataclass(frozen=True)
class CouncilRecord:
    """The council as the season's frame names it; `members` counts all of them, present or not."""

    name: str
    chair_post: str
    members: int


@dataclass(frozen=True)
class Votes:
    """Counted votes on one nomination, present and written; `place` is where the tally sheet says so."""

    yes: int
    no: int = 0
    place: Place = Place()
