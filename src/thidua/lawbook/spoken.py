"""What the law asks for, in words: the criteria of an honour on a day as a tree anybody can read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from thidua.lawbook.book import LawBook
from thidua.lawbook.facts import Subject
from thidua.lawbook.rules import AllOf, AnyOf, Basis, Criterion, Node, StandardOf


@dataclass(frozen=True)
class Place:
    """Where a rule stands: as people write it (`short` without the instrument), where its text can be read, and
    whether anybody has read it."""

    cite: str
    article: str
    short: str
    instrument: str
    address: str
    unverified: bool


@dataclass(frozen=True)
class Asked:
    """One thing the law asks for. `group` tells how `parts` belong together; `honour` names the standard of
    another honour; `why` says why an article nobody has read decides all the same; `either`: one of several ways."""

    id: str
    label: str
    sentence: str
    group: Literal["", "all", "any"] = ""
    place: Place | None = None
    attested: bool = False
    unread: bool = False
    hold: bool = False
    why: str = ""
    honour: str = ""
    either: bool = False
    parts: tuple[Asked, ...] = ()

    def leaves(self) -> Iterator[Asked]:
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


def own_standard(book: LawBook, code: str, subject: Subject, on: date) -> Asked | None:
    """Criteria of the honour itself; None when the book has none for the day."""
    version = book.in_force(code, subject, on)
    return asked(book, version.requires, on) if version and version.requires else None


def shared_rules(book: LawBook, code: str, subject: Subject, on: date) -> tuple[Asked, ...]:
    """Rules of several honours that hold for this one, each under its own name."""
    if book.in_force(code, subject, on) is None:
        return ()
    names = {rule.id: rule.name for rule in book.rules}
    found = book.rules_for(code, subject, on)
    return tuple(replace(asked(book, node, on), label=names[rule]) for rule, node in found.items())


def asked(book: LawBook, node: Node, on: date, *, either: bool = False) -> Asked:
    """A node of the law in words, under the articles of the day."""
    if isinstance(node, Criterion):
        return _leaf(book, node, on, either)
    if isinstance(node, AllOf | AnyOf):
        return _group(book, node, on, either)
    if isinstance(node, StandardOf):
        title = " hoặc đã được công nhận danh hiệu đó cùng năm" if node.or_title else ""
        sentence = f"Đạt tiêu chuẩn “{book.label(node.honour)}” của năm xét{title}."
        return Asked(node.id, node.label, sentence, honour=node.honour, either=either)
    sentence = "Văn bản chưa được đọc; người có thẩm quyền xem xét toàn bộ tiêu chuẩn."
    place = place_of(book, node.basis)
    return Asked(node.id, node.label, sentence, place=place, unread=True, either=either)


def _leaf(book: LawBook, node: Criterion, on: date, either: bool) -> Asked:
    return Asked(
        node.id,
        node.label,
        node.check.asks(book.label),
        place=place_of(book, node.basis(on)),
        attested=not node.check.computed and not node.check.selects,
        hold=node.hold,
        why=node.why if node.basis(on).unverified else "",
        either=either,
    )


def _group(book: LawBook, node: AllOf | AnyOf, on: date, either: bool) -> Asked:
    one_of = isinstance(node, AnyOf)
    parts = tuple(asked(book, part, on, either=either or one_of) for part in node.parts)
    sentence = "Chỉ cần đạt một trong các cách sau." if one_of else "Phải đạt tất cả."
    return Asked(node.id, node.label, sentence, group="any" if one_of else "all", either=either, parts=parts)


def place_of(book: LawBook, basis: Basis) -> Place:
    """A basis with the address of its text."""
    instrument = book.instruments[basis.citation.instrument]
    spoken = basis.citation.spoken(instrument.name)
    own = f"{instrument.name} số {instrument.number}"
    short = spoken.removesuffix(own).strip() or own
    return Place(str(basis.citation), spoken, short, instrument.number, instrument.address, basis.unverified)


def leaves_of(trees: Sequence[Asked]) -> dict[str, Asked]:
    """What is asked for by the id of each criterion, rules of several honours included."""
    return {leaf.id: leaf for tree in trees for leaf in tree.leaves()}
