"""Judges a cohort by a tree of criteria: all = minimum, any = maximum, holds are a mask of their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from thidua.lawbook.checks.kinds import MET, NOT_MET, TO_ATTEST
from thidua.lawbook.checks.person import Attested
from thidua.lawbook.cohort import Bool, Cohort, Int8
from thidua.lawbook.rules import AllOf, AnyOf, Criterion, Node, StandardOf, Unread, Version

if TYPE_CHECKING:
    from thidua.lawbook.book import LawBook


@dataclass(frozen=True)
class Judged:
    """Outcome of a node for every nominee. `raw` is what the check said before holds and doubts of the basis;
    `relevant` marks nominees the node has something to say about."""

    node: Node
    outcome: Int8
    held: Bool
    relevant: Bool
    raw: Int8
    parts: tuple[Judged, ...] = ()


@dataclass(frozen=True)
class Judging:
    """One judgement of a cohort under the law of one day; `asked` are shared rules asked already.

    With `screening` only what can be computed decides: a finding nobody has made counts as still to be made,
    and an alternative that rests on findings alone opens no way before it is found.
    """

    book: LawBook
    cohort: Cohort
    on: date
    asked: frozenset[str] = frozenset()
    screening: bool = False

    def honour(self, code: str, version: Version) -> Judged:
        """Criteria of the honour and the shared rules that name it, each rule asked once."""
        if version.requires is None:
            raise ValueError(f"a repealed version of {code} judges nobody")
        own = version.requires.parts if isinstance(version.requires, AllOf) else (version.requires,)
        rules = self.book.rules_for(code, self.cohort.kind, self.on)
        shared = tuple(node for name, node in rules.items() if name not in self.asked)
        inner = replace(self, asked=self.asked | rules.keys())
        return inner.node(AllOf(code, self.book.label(code), (*own, *shared)))

    def node(self, node: Node) -> Judged:
        match node:
            case Criterion():
                return self._criterion(node)
            case AllOf():
                return self._all(node)
            case AnyOf():
                return self._any(node)
            case StandardOf():
                return self._standard(node)
            case Unread():
                return self._same(node, TO_ATTEST)

    def _same(self, node: Node, outcome: np.int8) -> Judged:
        n = len(self.cohort)
        values = np.full(n, outcome, np.int8)
        return Judged(node, values, np.zeros(n, np.bool_), np.ones(n, np.bool_), values)

    def _criterion(self, node: Criterion) -> Judged:
        relevant = node.check.relevant(self.cohort, self.on)
        raw = np.where(relevant, node.check.outcome(self.cohort, self.on), MET).astype(np.int8)
        outcome = raw
        if node.doubted(self.on) and not node.check.selects:
            outcome = np.where(relevant, TO_ATTEST, MET).astype(np.int8)
        if self.screening and isinstance(node.check, Attested):
            outcome = np.where(outcome == TO_ATTEST, MET, outcome).astype(np.int8)
        held = np.zeros(len(self.cohort), np.bool_)
        if node.hold:
            held = outcome == NOT_MET
            outcome = np.where(held, MET, outcome).astype(np.int8)
        return Judged(node, outcome, held, relevant, raw)

    def _all(self, node: AllOf) -> Judged:
        parts = tuple(self.node(part) for part in node.parts)
        outcome = np.minimum.reduce([part.outcome for part in parts])
        return Judged(
            node, outcome, _or(p.held for p in parts), _or(p.relevant for p in parts), outcome, parts
        )

    def _any(self, node: AnyOf) -> Judged:
        """One alternative that is met decides; else one that waits is told before one that is open."""
        parts = tuple(self._alternative(part) for part in node.parts)
        standing = [np.where(part.relevant, part.outcome, NOT_MET) for part in parts]
        outcome = np.maximum.reduce(standing).astype(np.int8)
        pairs = list(zip(standing, parts, strict=True))
        met = _or((value == MET) & ~part.held for value, part in pairs)
        waits = _or((value > NOT_MET) & part.held for value, part in pairs)
        return Judged(node, outcome, waits & ~met, _or(p.relevant for p in parts), outcome, parts)

    def _alternative(self, node: Node) -> Judged:
        if not self.screening or computable(node):
            return self.node(node)
        judged = replace(self, screening=False).node(node)
        return replace(judged, outcome=np.where(judged.outcome == MET, MET, NOT_MET).astype(np.int8))

    def _standard(self, node: StandardOf) -> Judged:
        version = self.book.in_force(node.honour, self.cohort.kind, self.on)
        inner = self.honour(node.honour, version) if version else self._same(node, TO_ATTEST)
        title = self.cohort.title(node.honour) & node.or_title
        outcome = np.where(title, MET, inner.outcome).astype(np.int8)
        # Titles nobody entered: the title may be on record though the standard fails.
        unknown = (outcome == NOT_MET) & ~self.cohort.honours_known & node.or_title
        outcome = np.where(unknown, TO_ATTEST, outcome).astype(np.int8)
        return Judged(node, outcome, inner.held & ~title, np.ones_like(title), outcome, inner.parts)


def computable(node: Node) -> bool:
    """Whether a node holds something that is computed, not found by people or left to an unread text."""
    match node:
        case Criterion():
            return node.check.computed
        case AllOf() | AnyOf():
            return any(map(computable, node.parts))
        case StandardOf():
            return True
        case Unread():
            return False


def _or(masks: Iterable[Bool]) -> Bool:
    return np.asarray(np.logical_or.reduce(list(masks)), np.bool_)
