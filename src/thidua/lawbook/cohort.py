"""A cohort: the facts of many nominees as arrays, one row a nominee. One nominee is a cohort of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from thidua.lawbook.facts import GRADES, GROUPS, LEAVES, SCOPES, Subject, SubjectFacts

Int8 = npt.NDArray[np.int8]
Int32 = npt.NDArray[np.int32]
Bool = npt.NDArray[np.bool_]

# Ten years hold every window of the law that is judged by yearly grades and titles.
WINDOW = 10
NEVER = np.iinfo(np.int32).max
MEMBER_COUNTS = ("count", "completed", "ldtt", "cstd_co_so", "disciplined_warning_or_more")


@dataclass(frozen=True)
class Cohort:
    """Nominees of one kind judged for one review year.

    Shapes: n nominees, `WINDOW` years ending with `year` (the last column). -1 is unknown everywhere.
    """

    year: int
    kind: Subject
    subjects: tuple[SubjectFacts, ...]
    group: Int8  # place in GROUPS
    grades_kept: Bool  # yearly grades of this nominee are on record at all
    ratings: Int8  # [n, WINDOW] place in GRADES
    honours_known: Bool
    titles: dict[str, Bool]  # code -> [n, WINDOW], title held for that year and not revoked
    initiative: Int8  # [n, WINDOW] 0 none recognised, else 1 + place in SCOPES of the widest
    initiative_open: Int8  # the same for those whose recognition is not known yet
    discipline: Int8  # in the review year: 0 none, 1 ended within it, 2 in force at its end
    pending: Int8  # 1 a process is open, 0 looked up and none, -1 nobody told of one
    months: Int32  # months at work, leave not counted
    leave: Int32  # [n, len(LEAVES)] months
    recruit: Int8  # 1 yes, 0 no
    old_unit_months: Int32
    old_unit_comment: Int8
    registered: Int8
    attested: dict[str, Int8]
    members: dict[str, Int32]
    dissolved: Int32  # ordinal of the day, NEVER when the body goes on

    def __len__(self) -> int:
        return int(self.group.shape[0])

    def finding(self, criterion: str) -> Int8:
        """What competent persons found: 1 yes, 0 no, -1 nobody has said."""
        found = self.attested.get(criterion)
        return found if found is not None else np.full(len(self), -1, np.int8)

    def title(self, code: str) -> Bool:
        """Who holds the title for the review year by a decision on record."""
        held = self.titles.get(code)
        return held[:, -1] if held is not None else np.zeros(len(self), np.bool_)

    @classmethod
    def build(cls, year: int, subjects: Sequence[SubjectFacts]) -> Cohort:
        """Pack facts of nominees of one kind. Raises ValueError when kinds are mixed."""
        kinds = {s.kind for s in subjects}
        if len(kinds) > 1:
            raise ValueError(f"a cohort holds one kind of nominee, got {sorted(kinds)}")
        return cls(
            year=year,
            kind=kinds.pop() if kinds else "person",
            subjects=tuple(subjects),
            group=np.array([GROUPS.index(s.group) if s.group else -1 for s in subjects], np.int8),
            grades_kept=np.array([s.ratings is not None for s in subjects], np.bool_),
            ratings=_ratings(year, subjects),
            honours_known=np.array([s.honours is not None for s in subjects], np.bool_),
            titles=_titles(year, subjects),
            initiative=_initiatives(year, subjects, recognised=True),
            initiative_open=_initiatives(year, subjects, recognised=None),
            discipline=_discipline(year, subjects),
            pending=_answers([None if s.pending is None else bool(s.pending) for s in subjects]),
            months=_numbers([s.months_worked for s in subjects]),
            leave=_leave(subjects),
            recruit=_answers([s.recruit for s in subjects]),
            old_unit_months=_numbers([s.old_unit_months for s in subjects]),
            old_unit_comment=_answers([s.old_unit_comment for s in subjects]),
            registered=_answers([s.registered for s in subjects]),
            attested=_attested(subjects),
            members={
                name: _numbers([getattr(s.members, name) if s.members else None for s in subjects])
                for name in MEMBER_COUNTS
            },
            dissolved=np.array(
                [s.dissolved_on.toordinal() if s.dissolved_on else NEVER for s in subjects], np.int32
            ),
        )


def _numbers(values: Sequence[int | None]) -> Int32:
    return np.array([-1 if v is None else v for v in values], np.int32)


def _answers(values: Sequence[bool | None]) -> Int8:
    return np.array([-1 if v is None else int(v) for v in values], np.int8)


def _column(year: int, of: int) -> int | None:
    """Column of a year in the window that ends with `year`; None when it lies outside."""
    place = WINDOW - 1 - (year - of)
    return place if 0 <= place < WINDOW else None


def _ratings(year: int, subjects: Sequence[SubjectFacts]) -> Int8:
    made = np.full((len(subjects), WINDOW), -1, np.int8)
    for row, subject in enumerate(subjects):
        for of, grade in (subject.ratings or {}).items():
            column = _column(year, of)
            if column is not None:
                made[row, column] = GRADES.index(grade)
    return made


def _titles(year: int, subjects: Sequence[SubjectFacts]) -> dict[str, Bool]:
    made: dict[str, Bool] = {}
    for row, subject in enumerate(subjects):
        for given in subject.honours or ():
            column = _column(year, given.year)
            if column is not None and not given.revoked:
                held = made.setdefault(given.honour, np.zeros((len(subjects), WINDOW), np.bool_))
                held[row, column] = True
    return made


def _initiatives(year: int, subjects: Sequence[SubjectFacts], *, recognised: bool | None) -> Int8:
    """Widest scope a year of initiatives so recognised; a list nobody has entered is wide open."""
    made = np.zeros((len(subjects), WINDOW), np.int8)
    for row, subject in enumerate(subjects):
        if subject.initiatives is None and recognised is None:
            made[row] = len(SCOPES)
        for fact in subject.initiatives or ():
            column = _column(year, fact.year)
            if column is not None and fact.recognised is recognised:
                made[row, column] = max(made[row, column], 1 + SCOPES.index(fact.scope))
    return made


def _discipline(year: int, subjects: Sequence[SubjectFacts]) -> Int8:
    first, last = date(year, 1, 1), date(year, 12, 31)
    made = np.zeros(len(subjects), np.int8)
    for row, subject in enumerate(subjects):
        for measure in subject.disciplines:
            if measure.start <= last and measure.until >= first:
                made[row] = max(made[row], 2 if measure.until >= last else 1)
    return made


def _leave(subjects: Sequence[SubjectFacts]) -> Int32:
    made = np.zeros((len(subjects), len(LEAVES)), np.int32)
    for row, subject in enumerate(subjects):
        for leave in subject.leave:
            made[row, LEAVES.index(leave.kind)] += leave.months
    return made


def _attested(subjects: Sequence[SubjectFacts]) -> dict[str, Int8]:
    names = {name for s in subjects for name in s.attested}
    return {name: _answers([s.attested.get(name) for s in subjects]) for name in sorted(names)}
