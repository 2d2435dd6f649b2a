"""What a check is: one outcome per nominee for the arrays, one sentence per nominee for people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

import numpy as np
import numpy.typing as npt

from thidua.lawbook.cohort import Bool, Cohort, Int8
from thidua.lawbook.facts import SubjectFacts

NOT_MET, TO_ATTEST, MET = np.int8(0), np.int8(1), np.int8(2)

# What people read for a term (`LawBook.label`).
Label = Callable[[str], str]

# What is wanting when a person must attest: a fact, a finding, or the text of the law itself.
Lack = Literal["", "fact", "finding", "text"]


@dataclass(frozen=True)
class Said:
    """A Vietnamese sentence on one nominee, the papers it rests on and what cures what is open; `lack` where
    another thing is wanting than the check usually lacks."""

    sentence: str
    evidence: tuple[str, ...] = ()
    cure: str = ""
    lack: Lack = ""


@dataclass(frozen=True)
class Seen:
    """One nominee of a cohort, looked at to explain an outcome."""

    cohort: Cohort
    row: int
    outcome: int
    label: Label

    @property
    def year(self) -> int:
        return self.cohort.year

    @property
    def facts(self) -> SubjectFacts:
        """The facts the arrays were packed from; empty ones when the cohort came packed."""
        subjects = self.cohort.subjects
        return subjects[self.row] if subjects else SubjectFacts(kind=self.cohort.kind)

    def papers(self, name: str) -> tuple[str, ...]:
        paper = self.facts.papers.get(name, "")
        return (paper,) if paper else ()


@dataclass(frozen=True)
class Check:
    """Base of the named checks: fields of a subclass are the parameters that YAML may give.

    `name` is the word in YAML, `key` the key of `unmet`, `lack` what is wanting when it is to_attest,
    `selects` marks a check that only picks the alternative meant for the nominee, `computed` one that needs no
    person's finding.
    """

    name: ClassVar[str]
    key: ClassVar[str] = ""
    lack: ClassVar[Lack] = "fact"
    selects: ClassVar[bool] = False
    computed: ClassVar[bool] = True

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        """0 not met, 1 to attest, 2 met: one value per nominee."""
        raise NotImplementedError

    def gap(self, cohort: Cohort, on: date) -> Int8:
        """How many steps are wanting: years, times, works; one where the check counts nothing."""
        return np.asarray(self.outcome(cohort, on) != MET, np.int8)

    def breaks(self, label: Label) -> str:
        """What would undo it in a later year, as a sentence; empty where nothing can."""
        return ""

    def relevant(self, cohort: Cohort, on: date) -> Bool:
        """Nominees this check has something to say about; the others pass it in silence."""
        return np.ones(len(cohort), np.bool_)

    def asks(self, label: Label) -> str:
        """What the law asks for, of nobody in particular: one Vietnamese sentence with its numbers."""
        raise NotImplementedError

    def say(self, seen: Seen) -> Said:
        """What is needed, what is there, what is missing."""
        raise NotImplementedError


def decide(fails: npt.ArrayLike, unknown: npt.ArrayLike) -> Int8:
    """Outcome from two masks; what is unknown is never a failure."""
    return np.where(unknown, TO_ATTEST, np.where(fails, NOT_MET, MET)).astype(np.int8)


def share_fails(part: npt.ArrayLike, whole: npt.ArrayLike, percent: int, *, more_than: bool) -> Bool:
    """Exact integers: `part` of `whole` misses `percent`; with `more_than` the share itself is not enough."""
    left = np.asarray(part, np.int64) * 100
    right = np.asarray(whole, np.int64) * percent
    return np.asarray(left <= right if more_than else left < right, np.bool_)
