"""No criterion is decoration: without any one of them some case of law/cases fails."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from thidua.lawbook import LawBook, cases, load
from thidua.lawbook.rules import AllOf, AnyOf, Node, Unread, Version

LAW = Path(__file__).parents[2] / "law"
BOOK = load(LAW)


def without_one(node: Node | None) -> Iterator[tuple[str, Node | None]]:
    """Every tree that lacks one part of this one; a tree of one leaf without it is no tree at all.

    A text nobody has read holds no criterion; that its day is kept is tested with the days of all versions.
    """
    if not isinstance(node, AllOf | AnyOf):
        if node is not None and not isinstance(node, Unread):
            yield node.id, None
        return
    for place, part in enumerate(node.parts):
        for name, rest in without_one(part):
            kept = node.parts[:place] + ((rest,) if rest else ()) + node.parts[place + 1 :]
            yield name, dataclasses.replace(node, parts=kept) if kept else None
        if isinstance(part, AllOf | AnyOf):
            kept = node.parts[:place] + node.parts[place + 1 :]
            yield part.id, dataclasses.replace(node, parts=kept) if kept else None


def changed(versions: tuple[Version, ...]) -> Iterator[tuple[str, tuple[Version, ...]]]:
    for place, version in enumerate(versions):
        for name, rest in without_one(version.requires):
            one = dataclasses.replace(version, requires=rest)
            yield f"{version.start}-{name}", (*versions[:place], one, *versions[place + 1 :])


def maimed_books() -> Iterator[tuple[str, LawBook]]:
    for code, honour in BOOK.catalogue.items():
        for name, versions in changed(honour.versions):
            one = dataclasses.replace(honour, versions=versions)
            yield f"{code}-{name}", dataclasses.replace(BOOK, catalogue={**BOOK.catalogue, code: one})
    for rule in BOOK.rules:
        for name, versions in changed(rule.versions):
            rules = tuple(dataclasses.replace(r, versions=versions) if r is rule else r for r in BOOK.rules)
            yield f"rule-{name}", dataclasses.replace(BOOK, rules=rules)


MAIMED = dict(maimed_books())
COVERED = {r.id for r in cases.run(BOOK, [LAW / "cases"]) if r.status != "not_covered"}


def noticed(book: LawBook) -> bool:
    """A gating case fails, or can no longer be judged."""
    results = [r for r in cases.run(book, [LAW / "cases"]) if r.id in COVERED and not r.contested]
    return any(r.status != "passed" for r in results)


@pytest.mark.parametrize("name", MAIMED)
def test_a_dropped_criterion_is_noticed(name: str) -> None:
    assert noticed(MAIMED[name])


def test_every_criterion_in_force_is_tried() -> None:
    assert len(MAIMED) >= 40
    assert not noticed(BOOK)
