"""An honour in time: the days on which something about it changes, and what differs between two days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from thidua.lawbook.book import LawBook
from thidua.lawbook.facts import Subject
from thidua.lawbook.rules import AllOf, AnyOf, Criterion, Honour, Node, Version
from thidua.lawbook.spoken import Asked, leaves_of, own_standard, shared_rules


@dataclass(frozen=True)
class Turn:
    """A day from which something holds, in words; `unread`: criteria begin that nobody has read."""

    on: date
    what: tuple[str, ...]
    unread: bool = False


@dataclass(frozen=True)
class Change:
    """One criterion on two days: come, gone, asked differently, or moved to another article."""

    kind: Literal["added", "dropped", "changed", "moved"]
    before: Asked | None
    after: Asked | None


def turns(book: LawBook, code: str) -> tuple[Turn, ...]:
    """The days of an honour, the earliest first. Raises KeyError for an unknown code."""
    honour = book.catalogue[code]
    what: dict[date, dict[str, None]] = defaultdict(dict)
    unread: set[date] = set()
    for day, words in _own(book, honour):
        what[day][words] = None
    for day, names in _of_rules(book, code).items():
        what[day][f"Quy tắc chung: {', '.join(names)}"] = None
    unread |= {version.start for version in honour.versions if version.unread}
    return tuple(Turn(day, tuple(what[day]), day in unread) for day in sorted(what))


def turn_before(book: LawBook, code: str, on: date) -> date | None:
    """The day on which what holds on the day began; None before the first one."""
    return max((turn.on for turn in turns(book, code) if turn.on <= on), default=None)


def _own(book: LawBook, honour: Honour) -> Iterator[tuple[date, str]]:
    for version in honour.versions:
        who = ", ".join(book.label(f"subject.{kind}").lower() for kind in version.subjects)
        words = "Tiêu chuẩn" if version.requires is not None else "Bãi bỏ tiêu chuẩn"
        yield version.start, f"{words} ({who})" if who else words
        yield from ((day, "Căn cứ của tiêu chuẩn") for day in _moves(version))
    yield from ((deciders.start, "Thẩm quyền quyết định") for deciders in honour.deciders)
    yield from ((quota.start, "Số lượng được xét") for quota in honour.quotas)
    yield from ((vote.start, "Tỷ lệ phiếu của hội đồng") for vote in honour.votes)


def _of_rules(book: LawBook, code: str) -> dict[date, list[str]]:
    found: dict[date, list[str]] = defaultdict(list)
    for rule in book.rules:
        for version in rule.versions if rule.names(code) else ():
            if not any(map(version.covers, book.catalogue[code].subjects)):
                continue
            found[version.start].append(rule.name[:1].lower() + rule.name[1:])
    return found


def _moves(version: Version) -> set[date]:
    """Days on which a criterion moves to another article while it stays what it is."""
    return {basis.since for leaf in _criteria(version.requires) for basis in leaf.bases[1:]}


def _criteria(node: Node | None) -> Iterator[Criterion]:
    if isinstance(node, Criterion):
        yield node
    elif isinstance(node, AllOf | AnyOf):
        for part in node.parts:
            yield from _criteria(part)


def changes(book: LawBook, code: str, subject: Subject, before: date, after: date) -> tuple[Change, ...]:
    """What differs between the law of two days, in the order of the later one, then what is gone."""
    old, new = (_asked(book, code, subject, day) for day in (before, after))
    made = [_change(old.get(id), leaf) for id, leaf in new.items()]
    made += [Change("dropped", leaf, None) for id, leaf in old.items() if id not in new]
    return tuple(one for one in made if one)


def _asked(book: LawBook, code: str, subject: Subject, on: date) -> dict[str, Asked]:
    own = own_standard(book, code, subject, on)
    return leaves_of([*([own] if own else []), *shared_rules(book, code, subject, on)])


def _change(before: Asked | None, after: Asked) -> Change | None:
    if before is None:
        return Change("added", None, after)
    if (before.sentence, before.either) != (after.sentence, after.either):
        return Change("changed", before, after)
    return Change("moved", before, after) if before.place != after.place else None
