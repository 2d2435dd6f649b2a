"""Choosing between nominees that qualify equally: the woman, or the collective of mostly women."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thidua.lawbook.fields import Fields
from thidua.lawbook.rules import Basis
from thidua.lawbook.source import Source


@dataclass(frozen=True)
class WomenFirst:
    """From `start` the woman, or the collective with at least `percent` women, goes first."""

    start: date
    percent: int
    basis: Basis


@dataclass(frozen=True)
class Equal:
    """One of several that qualify equally: a person with `sex`, or a collective with `members` and `women`."""

    id: str
    sex: str = ""
    members: int = 0
    women: int = 0

    def first(self, percent: int) -> bool:
        """True when the rule prefers this one; a collective's share is compared without rounding."""
        if self.members:
            return self.women * 100 >= self.members * percent
        return self.sex == "female"


@dataclass(frozen=True)
class Choice:
    """`chosen` are sure; for the places that are left, `undecided` stand equal and a person decides."""

    chosen: tuple[str, ...]
    undecided: tuple[str, ...] = ()


def choose(tied: Sequence[Equal], places: int, percent: int | None) -> Choice:
    """Fill the places. `percent` None: no rule is in force, a person decides. ValueError for negative places."""
    if places < 0:
        raise ValueError("places cannot be negative")
    ids = tuple(one.id for one in tied)
    if len(ids) <= places:
        return Choice(ids)
    preferred = tuple(one.id for one in tied if percent is not None and one.first(percent))
    if len(preferred) > places:
        return Choice((), preferred if places else ())
    rest = tuple(one for one in ids if one not in preferred)
    return Choice(preferred, rest if len(preferred) < places else ())


def read(source: Source) -> tuple[WomenFirst, ...]:
    """`equals.yaml`."""
    fields = source.named("equals.yaml")
    if fields is None:
        return ()

    found = source.dated(fields, "women_first", lambda inner: _version(source, inner))
    fields.finish()
    return found


def _version(source: Source, fields: Fields) -> WomenFirst:
    start, basis = source.start(fields)
    percent = fields.need("percent", int, 100)
    if not 1 <= percent <= 100:
        fields.fault("percent", "Tỷ lệ phải từ 1 đến 100.")
    return WomenFirst(start, percent, basis)
