"""One grammar for citing the law: `06/2022/QH15 art 23 cl 2 pt b`."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A decision of a ministry carries no year in its number (638/QĐ-BNV); a local rule names its place in brackets.
_GRAMMAR = re.compile(
    r"(?P<instrument>\d+/(?:\d{4}/[A-ZĐ0-9-]+|QĐ-[A-ZĐ]+)(?: \([^)]+\))?)"
    r"(?: art (?P<article>\d+)(?:(?: cl |\.)(?P<clause>\d+)(?: pt (?P<point>[a-zđ]+))?)?)?"
)


@dataclass(frozen=True)
class Citation:
    """A place in an instrument. `article` 0 and `clause` 0 mean: not named."""

    instrument: str
    article: int = 0
    clause: int = 0
    point: str = ""

    def __str__(self) -> str:
        parts = [self.instrument]
        if self.article:
            parts.append(f"art {self.article}")
        if self.clause:
            parts.append(f"cl {self.clause}")
        if self.point:
            parts.append(f"pt {self.point}")
        return " ".join(parts)

    def within(self, other: Citation) -> bool:
        """True when this place is `other` or lies inside it (clause 2 of article 23 lies in article 23)."""
        mine = (self.instrument, self.article, self.clause, self.point)
        theirs = (other.instrument, other.article, other.clause, other.point)
        return all(not wanted or wanted == got for wanted, got in zip(theirs, mine, strict=True))

    def spoken(self, instrument_name: str) -> str:
        """As an official writes it: `khoản 2 Điều 23 Luật Thi đua, khen thưởng số 06/2022/QH15`."""
        words = []
        if self.point:
            words.append(f"điểm {self.point}")
        if self.clause:
            words.append(f"khoản {self.clause}")
        if self.article:
            words.append(f"Điều {self.article}")
        return " ".join([*words, f"{instrument_name} số {self.instrument}"])


def parse(text: str) -> Citation | None:
    """Read a citation; None when it does not follow the grammar. `art 30.7` is read as `art 30 cl 7`."""
    found = _GRAMMAR.fullmatch(text.strip())
    if found is None:
        return None
    return Citation(
        instrument=found["instrument"],
        article=int(found["article"] or 0),
        clause=int(found["clause"] or 0),
        point=found["point"] or "",
    )
