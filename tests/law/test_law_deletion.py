"""No criterion is decoration: without any one of them some case of law/cases fails."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from thidua.lawbook import LawBook, cases, load
from thidua.lawbook.rules import AllOf, AnyOf, Node, StandardOf, Unread, Version

LAW = Path(__file__).parents[2] / "law"
BOOK = load(LAW)
JUDGED = {
    code
    for code, honour in BOOK.catalogue.items()
    if any(v.requires is not None and not v.unread for v in honour.versions)
}


@dataclasses.dataclass(frozen=True)
class Maimed:
    """A lawbook that lacks one criterion. Only cases of `honours` can tell."""

    book: LawBook
    honours: frozenset[str]


def without_one(node: Node) -> Iterator[tuple[str, Node | None]]:
    """Every tree that lacks one part of this one, with the path of ids to the part; a tree of one leaf without
    it is no tree at all. A group is also dropped as a whole."""
    yield node.id, None
    for place, part in enumerate(node.parts) if isinstance(node, AllOf | AnyOf) else ():
        for path, rest in without_one(part):
            kept = node.parts[:place] + ((rest,) if rest else ()) + node.parts[place + 1 :]
            yield f"{node.id}.{path}", dataclasses.replace(node, parts=kept) if kept else None


def changed(versions: tuple[Version, ...]) -> Iterator[tuple[str, tuple[Version, ...]]]:
    """A version whose text nobody has read holds no criterion: that its day is kept is tested with the days of
    all versions. A version as a whole is no criterion either, unless it is one leaf."""
    for place, version in enumerate(versions):
        if version.requires is None or isinstance(version.requires, Unread):
            continue
        whom = ",".join(version.subjects) or "all"
        for path, rest in without_one(version.requires):
            if rest is None and isinstance(version.requires, AllOf | AnyOf) and path == version.requires.id:
                continue
            one = dataclasses.replace(version, requires=rest)
            yield f"{version.start} {whom} {path}", (*versions[:place], one, *versions[place + 1 :])


def standards(node: Node | None) -> Iterator[str]:
    """Honours whose standard a tree asks for."""
    if isinstance(node, StandardOf):
        yield node.honour
    for part in node.parts if isinstance(node, AllOf | AnyOf) else ():
        yield from standards(part)


def reached_from(codes: set[str]) -> frozenset[str]:
    """The honours and those that ask for their standard."""
    asks = {
        code: {wanted for version in honour.versions for wanted in standards(version.requires)}
        for code, honour in BOOK.catalogue.items()
    }
    while more := {code for code, wanted in asks.items() if wanted & codes} - codes:
        codes = codes | more
    return frozenset(codes)


def maimed_books() -> Iterator[tuple[str, Maimed]]:
    for code, honour in BOOK.catalogue.items():
        for name, versions in changed(honour.versions):
            one = dataclasses.replace(honour, versions=versions)
            book = dataclasses.replace(BOOK, catalogue={**BOOK.catalogue, code: one})
            yield f"{code} {name}", Maimed(book, reached_from({code}))
    for rule in BOOK.rules:
        named = {code for code in JUDGED if rule.names(code)}
        # A rule whose honours have no criteria yet judges nobody.
        for name, versions in changed(rule.versions) if named else ():
            rules = tuple(dataclasses.replace(r, versions=versions) if r is rule else r for r in BOOK.rules)
            yield (
                f"rule {rule.id} {name}",
                Maimed(dataclasses.replace(BOOK, rules=rules), reached_from(named)),
            )


NAMED = list(maimed_books())
MAIMED = dict(NAMED)
GATES = [
    case
    for case in cases.read([LAW / "cases"])
    if case.content["kind"] == "eligibility"
    and not case.contested
    and cases.run_one(BOOK, case).status != "not_covered"
]


def noticed(maimed: Maimed) -> bool:
    """A gating case fails, or can no longer be judged."""
    touched = (case for case in GATES if case.content["honour"] in maimed.honours)
    return any(cases.run_one(maimed.book, case).status != "passed" for case in touched)


@pytest.mark.parametrize("name", MAIMED)
def test_a_dropped_criterion_is_noticed(name: str) -> None:
    assert noticed(MAIMED[name])


def test_every_criterion_is_tried_under_a_name_of_its_own() -> None:
    assert [name for name, _ in NAMED] == list(MAIMED)
    assert {name.split(" ")[0] for name in MAIMED} == {"rule", *JUDGED}


def test_the_whole_law_passes_every_gate() -> None:
    assert not noticed(Maimed(BOOK, frozenset(BOOK.catalogue)))
