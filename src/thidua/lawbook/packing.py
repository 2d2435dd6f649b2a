"""Facts of nominees → the arrays of a cohort."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import numpy as np

from thidua.lawbook.facts import GRADES, GROUPS, LEAVES, SCOPES, DisciplineFact, GivenHonour, SubjectFacts
from thidua.lawbook.years import Bool, Int8, Int16, Int32, Years, bit

NEVER = np.iinfo(np.int32).max
MEMBER_COUNTS = ("count", "completed", "ldtt", "cstd_co_so", "disciplined_warning_or_more")


@dataclass(frozen=True)
class Works:
    """Initiatives and science works, one entry each: the nominee's row, the year, the place in SCOPES, and
    whether it was recognised, applied, can be replicated (1 yes, 0 no, -1 unknown)."""

    row: Int32
    year: Int16
    scope: Int8
    recognised: Int8
    applied: Int8
    replicable: Int8

    @classmethod
    def none(cls) -> Works:
        answers = np.zeros(0, np.int8)
        return cls(np.zeros(0, np.int32), np.zeros(0, np.int16), answers, answers, answers, answers)


def pack(year: int, subjects: Sequence[SubjectFacts]) -> dict[str, Any]:
    """Every array of `Cohort` by its name."""
    return {
        "group": np.array([GROUPS.index(s.group) if s.group else -1 for s in subjects], np.int8),
        "grades_kept": np.array([s.ratings is not None for s in subjects], np.bool_),
        **_grades(year, subjects),
        "honours_known": np.array([s.honours is not None for s in subjects], np.bool_),
        **_honours(year, subjects),
        "works_known": np.array([s.initiatives is not None for s in subjects], np.bool_),
        "works": _works(subjects),
        **_disciplines(year, subjects),
        "pending": _answers([None if s.pending is None else bool(s.pending) for s in subjects]),
        "months": _numbers([s.months_worked for s in subjects]),
        "leave": _leave(subjects),
        "recruit": _answers([s.recruit for s in subjects]),
        "old_unit_months": _numbers([s.old_unit_months for s in subjects]),
        "old_unit_comment": _answers([s.old_unit_comment for s in subjects]),
        "registered": _answers([s.registered for s in subjects]),
        "rewarded": np.array([s.achievement_id in s.rewarded_for for s in subjects], np.bool_),
        "attested": _attested(subjects),
        "members": {
            name: _numbers([getattr(s.members, name) if s.members else None for s in subjects])
            for name in MEMBER_COUNTS
        },
        "cluster_rank": _numbers([s.cluster_rank for s in subjects]),
        "dissolved": np.array(
            [s.dissolved_on.toordinal() if s.dissolved_on else NEVER for s in subjects], np.int32
        ),
    }


def used_up(given: GivenHonour) -> tuple[int, int]:
    """The last year an award has used up, and the year used up in part (0: none).

    Decree 98/2023 article 30 clause 9: the next award is counted from the period the decision names; when it
    names none, from the day of the decision. Without either the achievement year is taken.
    """
    if given.counted_years:
        return max(given.counted_years), 0
    if given.decided_on is None:
        return given.year, 0
    return _until(given.decided_on)


def _until(day: date) -> tuple[int, int]:
    """A period that ends on the day: its last whole year and the year it covers in part."""
    if (day.month, day.day) == (12, 31):
        return day.year, 0
    return day.year - 1, day.year


def _numbers(values: Sequence[int | None]) -> Int32:
    return np.array([-1 if v is None else v for v in values], np.int32)


def _answers(values: Sequence[bool | None]) -> Int8:
    return np.array([-1 if v is None else int(v) for v in values], np.int8)


def _grades(year: int, subjects: Sequence[SubjectFacts]) -> dict[str, Any]:
    def bits(take: Callable[[str], bool]) -> Years:
        made = np.zeros(len(subjects), np.uint32)
        for row, subject in enumerate(subjects):
            for of, grade in (subject.ratings or {}).items():
                made[row] |= np.uint32(bit(year, of) if take(grade) else 0)
        return made

    places = {grade: place for place, grade in enumerate(GRADES)}
    return {
        "graded": bits(lambda grade: True),
        "at_least": {
            wanted: bits(lambda grade, least=place: places[grade] >= least)  # type: ignore[misc]
            for wanted, place in places.items()
            if place
        },
    }


def _honours(year: int, subjects: Sequence[SubjectFacts]) -> dict[str, Any]:
    """Awards of years after the review year are left out: they lie ahead of what is judged."""
    n = len(subjects)
    codes = {g.honour for s in subjects for g in s.honours or () if g.year <= year}
    years: dict[str, dict[str, Years]] = {
        kind: {code: np.zeros(n, np.uint32) for code in codes} for kind in ("titles", "revoked")
    }
    merit = {code: np.zeros(n, np.bool_) for code in codes}
    numbers: dict[str, dict[str, Int16]] = {
        kind: {code: np.zeros(n, np.int16) for code in codes}
        for kind in ("closed", "partly", "since", "decided")
    }
    for row, subject in enumerate(subjects):
        in_order = sorted((g for g in subject.honours or () if g.year <= year), key=lambda g: g.year)
        for g in in_order:
            years["revoked" if g.revoked else "titles"][g.honour][row] |= np.uint32(bit(year, g.year))
            if g.revoked:
                continue
            numbers["since"][g.honour][row] = min(g.counted_years, default=0)
            numbers["decided"][g.honour][row] = g.decided_on.year if g.decided_on else 0
            if g.ground == "merit":
                merit[g.honour][row] = True
                closed, partly = used_up(g)
                numbers["closed"][g.honour][row] = max(closed, int(numbers["closed"][g.honour][row]))
                numbers["partly"][g.honour][row] = max(partly, int(numbers["partly"][g.honour][row]))
    return {**years, "merit": merit, **numbers}


def _works(subjects: Sequence[SubjectFacts]) -> Works:
    all_of = [(row, fact) for row, s in enumerate(subjects) for fact in s.initiatives or ()]
    return Works(
        row=np.array([row for row, _ in all_of], np.int32),
        year=np.array([fact.year for _, fact in all_of], np.int16),
        scope=np.array([SCOPES.index(fact.scope) for _, fact in all_of], np.int8),
        recognised=_answers([fact.recognised for _, fact in all_of]),
        applied=_answers([fact.applied for _, fact in all_of]),
        replicable=_answers([fact.replicable for _, fact in all_of]),
    )


def _disciplines(year: int, subjects: Sequence[SubjectFacts]) -> dict[str, Any]:
    first, last = date(year, 1, 1), date(year, 12, 31)

    def state(measures: Iterable[DisciplineFact]) -> int:
        inside = [m for m in measures if m.start <= last and m.until >= first]
        return max((2 if m.until >= last else 1 for m in inside), default=0)

    def restart(measures: Iterable[DisciplineFact], place: int) -> int:
        return max((_until(m.until)[place] for m in measures if m.start <= last), default=0)

    return {
        "discipline": np.array([state(s.disciplines) for s in subjects], np.int8),
        "discipline_closed": np.array([restart(s.disciplines, 0) for s in subjects], np.int16),
        "discipline_partly": np.array([restart(s.disciplines, 1) for s in subjects], np.int16),
        "ever_disciplined": cast(Bool, np.array([bool(s.disciplines) for s in subjects], np.bool_)),
    }


def _leave(subjects: Sequence[SubjectFacts]) -> Int32:
    made = np.zeros((len(subjects), len(LEAVES)), np.int32)
    for row, subject in enumerate(subjects):
        for leave in subject.leave:
            made[row, LEAVES.index(leave.kind)] += leave.months
    return made


def _attested(subjects: Sequence[SubjectFacts]) -> dict[str, Int8]:
    names = {name for s in subjects for name in s.attested}
    return {name: _answers([s.attested.get(name) for s in subjects]) for name in sorted(names)}
