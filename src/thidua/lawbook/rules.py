"""The law in memory: instruments, honours and their dated versions, and what they require."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol, TypeVar

from thidua.lawbook.checks import Check
from thidua.lawbook.citations import Citation
from thidua.lawbook.facts import Subject


@dataclass(frozen=True)
class Instrument:
    """A law, decree, circular. It ends when the instrument that repeals it comes into force. `address` is where
    its text, or the account of it that was read, stands. With `more_favourable` it holds for dossiers received
    before it as well, where it is more favourable to them."""

    number: str
    name: str
    start: date
    issued: date | None = None
    repealed_by: str = ""
    unverified: bool = False
    address: str = ""
    note: str = ""
    more_favourable: bool = False


@dataclass(frozen=True)
class Basis:
    """Where a rule stands, `since` a day where the rule moved. `unverified`: the article was not read. A dated
    one may `decide` all the same, as a criterion may."""

    citation: Citation
    unverified: bool = False
    since: date = date.min
    decides: bool = False


@dataclass(frozen=True)
class Criterion:
    """A leaf: one named check. `hold` turns a failure into *deferred*. On an unverified basis a criterion can
    only lead to *to attest*, unless `decides`: then `why` says what else carries it."""

    id: str
    label: str
    check: Check
    key: str
    bases: tuple[Basis, ...]
    hold: bool = False
    decides: bool = False
    why: str = ""

    def basis(self, on: date) -> Basis:
        """Where the rule stands on the day."""
        return [one for one in self.bases if one.since <= on][-1]

    def doubted(self, on: date) -> bool:
        """Nobody has read where it stands on the day, and nothing else carries it."""
        basis = self.basis(on)
        return basis.unverified and not (self.decides or basis.decides)


@dataclass(frozen=True)
class AllOf:
    id: str
    label: str
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class AnyOf:
    id: str
    label: str
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class StandardOf:
    """The standard of another honour on the same day, decided or not; with `or_title` the title of the same
    year on record is enough."""

    id: str
    label: str
    honour: str
    or_title: bool = False


@dataclass(frozen=True)
class Unread:
    """A text in force that nobody has read: everything is for a person to judge."""

    id: str
    label: str
    basis: Basis


Node = Criterion | AllOf | AnyOf | StandardOf | Unread


@dataclass(frozen=True)
class Version:
    """Criteria of an honour, or of a rule, from a day on. `requires` None: repealed from that day. `subjects`
    are the kinds of nominee it is for; empty: all of the honour."""

    start: date
    basis: Basis
    requires: Node | None
    subjects: tuple[Subject, ...] = ()

    def covers(self, subject: Subject) -> bool:
        return not self.subjects or subject in self.subjects

    @property
    def unread(self) -> bool:
        return isinstance(self.requires, Unread)


@dataclass(frozen=True)
class Quota:
    """Not more than `percent` of the number called `of`, or not more than `places` a year (`of` is empty then);
    `start` is the day it holds from. Without either: repealed."""

    start: date
    percent: int | None
    of: str
    basis: Basis
    places: int | None = None

    @property
    def binds(self) -> bool:
        return self.percent is not None or self.places is not None

    def limit(self, base: int) -> int:
        """Largest number that may be given; a share is never rounded up. ValueError for a negative base."""
        if base < 0:
            raise ValueError("the base of a quota cannot be negative")
        if self.places is not None:
            return self.places
        if self.percent is None:
            raise ValueError("no quota is in force")
        return base * self.percent // 100


@dataclass(frozen=True)
class Vote:
    """At least `percent` of all members of the council, present or not."""

    start: date
    percent: int | None
    basis: Basis

    @property
    def binds(self) -> bool:
        return self.percent is not None

    def needed(self, members: int) -> int:
        """Smallest number of yes; more than half where the law names no share."""
        if members <= 0:
            raise ValueError("a council has at least one member")
        return members // 2 + 1 if self.percent is None else -(-members * self.percent // 100)


@dataclass(frozen=True)
class Deciders:
    """Who decides an honour from a day on; codes with labels under `decider` in the terms."""

    start: date
    who: tuple[str, ...]
    basis: Basis

    @property
    def binds(self) -> bool:
        return bool(self.who)


@dataclass(frozen=True)
class Honour:
    """An entry of the catalogue. Higher `rank` is the higher honour; `absorbs` are the honours of the same year
    given up for it; `collective_twin` is what the wording means in a table of collectives; `place` is the local
    pack it comes from, empty for the national law."""

    code: str
    name: str
    kind: Literal["title", "form"]
    level: Literal["co_so", "bo_tinh", "nha_nuoc", "local"]
    subjects: tuple[Subject, ...]
    rank: int
    absorbs: tuple[str, ...] = ()
    collective_twin: str = ""
    versions: tuple[Version, ...] = ()
    quotas: tuple[Quota, ...] = ()
    votes: tuple[Vote, ...] = ()
    deciders: tuple[Deciders, ...] = ()
    place: str = ""


@dataclass(frozen=True)
class Rule:
    """A rule that several honours share (discipline, a pending process, time at work); `place` as of an honour.
    `but` are the honours it leaves out where it is for all. A `general` one (written for `all`, or so marked) holds
    even where the honour's own text was not read."""

    id: str
    name: str
    honours: tuple[str, ...]
    versions: tuple[Version, ...]
    place: str = ""
    but: tuple[str, ...] = ()
    general: bool = False

    def names(self, code: str) -> bool:
        """Whether the rule is for the honour."""
        return code not in self.but and (code in self.honours or "all" in self.honours)


class _Dated(Protocol):
    @property
    def start(self) -> date: ...


D = TypeVar("D", bound=_Dated)


def at(items: Sequence[D], on: date) -> D | None:
    """The latest item that began on or before the day; items are in order of their days."""
    found = None
    for item in items:
        if item.start > on:
            break
        found = item
    return found
