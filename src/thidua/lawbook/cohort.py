"""A cohort: the facts of many nominees as arrays, one row a nominee. One nominee is a cohort of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from thidua.lawbook.facts import GRADES, LEAVES, Grade, Subject, SubjectFacts
from thidua.lawbook.packing import MEMBER_COUNTS, NEVER, Works, pack
from thidua.lawbook.years import Bool, Int8, Int16, Int32, Years

__all__ = ["MEMBER_COUNTS", "NEVER", "Bool", "Cohort", "Int8", "Int16", "Int32", "Works", "Years"]


@dataclass(frozen=True)
class Cohort:
    """Nominees of one kind judged for one review year.

    Shapes: n nominees. `Years` are sets of years as bits (`lawbook.years`). -1 is unknown, 0 in arrays of years
    is none. `subjects` are the facts the arrays were packed from; a cohort packed elsewhere has none.
    """

    year: int
    kind: Subject
    size: int
    subjects: tuple[SubjectFacts, ...]
    group: Int8  # place in GROUPS
    grades_kept: Bool  # yearly grades of this nominee are on record at all
    graded: Years
    at_least: dict[Grade, Years]  # years graded at least so
    honours_known: Bool
    titles: dict[str, Years]  # code -> achievement years, awards in force
    revoked: dict[str, Years]
    merit: dict[str, Bool]  # an award in force was given on merit
    closed: dict[str, Int16]  # last year used up by an award given on merit
    partly: dict[str, Int16]  # year used up in part: the decision names no years and fell within it
    since: dict[str, Int16]  # first year counted by the latest award; 0 when its decision names none
    decided: dict[str, Int16]  # year of the latest award's decision; 0 unknown
    works_known: Bool
    works: Works
    discipline: Int8  # in the review year: 0 none, 1 ended within it, 2 in force at its end
    discipline_closed: Int16  # last year that does not count because of a discipline
    discipline_partly: Int16  # year in which a discipline ended
    ever_disciplined: Bool
    pending: Int8  # 1 a process is open, 0 looked up and none, -1 nobody told of one
    months: Int32  # months at work, leave not counted
    leave: Int32  # [n, len(LEAVES)] months
    recruit: Int8  # 1 yes, 0 no
    old_unit_months: Int32
    old_unit_comment: Int8
    registered: Int8
    rewarded: Bool  # this achievement was rewarded already
    attested: dict[str, Int8]
    members: dict[str, Int32]
    cluster_rank: Int32
    dissolved: Int32  # ordinal of the day, NEVER when the body goes on

    def __len__(self) -> int:
        return self.size

    def finding(self, criterion: str) -> Int8:
        """What competent persons found: 1 yes, 0 no, -1 nobody has said."""
        found = self.attested.get(criterion)
        return found if found is not None else np.full(self.size, -1, np.int8)

    def held(self, code: str) -> Years:
        """Achievement years of the awards of an honour that are in force."""
        return self.titles.get(code, np.zeros(self.size, np.uint32))

    def title(self, code: str) -> Bool:
        """Who holds the title for the review year by a decision on record."""
        return np.asarray(self.held(code) & np.uint32(1), np.bool_)

    def latest(self, of: dict[str, Int16], codes: Iterable[str]) -> Int16:
        """The latest year over several honours in one of the arrays of years (`closed`, `partly`)."""
        found = np.zeros(self.size, np.int16)
        for code in codes:
            if code in of:
                found = np.maximum(found, of[code])
        return found

    def grade_places(self) -> Int8:
        """Grade of the review year as a place in GRADES."""
        known = (self.graded & np.uint32(1)).astype(np.int8)
        above = sum((self.at_least[grade] & np.uint32(1)).astype(np.int8) for grade in GRADES[1:])
        return np.asarray(np.where(known == 1, above, -1), np.int8)

    @classmethod
    def build(cls, year: int, subjects: Sequence[SubjectFacts]) -> Cohort:
        """Pack facts of nominees of one kind. Raises ValueError when kinds are mixed."""
        kinds = {s.kind for s in subjects}
        if len(kinds) > 1:
            raise ValueError(f"a cohort holds one kind of nominee, got {sorted(kinds)}")
        kind: Subject = next(iter(kinds), "person")
        return cls.packed(year, kind, len(subjects), subjects=tuple(subjects), **pack(year, subjects))

    @classmethod
    def packed(cls, year: int, kind: Subject, size: int, **known: Any) -> Cohort:
        """A cohort of arrays made elsewhere; what is not given is unknown, or absent where absence is no bar."""
        return cls(**(_unknown(size) | {"year": year, "kind": kind, "size": size} | known))


def _unknown(n: int) -> dict[str, Any]:
    numbers, answers = np.full(n, -1, np.int32), np.full(n, -1, np.int8)
    no, never = np.zeros(n, np.bool_), np.zeros(n, np.int16)
    none = np.zeros(n, np.uint32)
    return {
        "subjects": (),
        "group": answers,
        "grades_kept": no,
        "graded": none,
        "at_least": dict.fromkeys(GRADES[1:], none),
        "honours_known": no,
        "works_known": no,
        "works": Works.none(),
        "discipline": np.zeros(n, np.int8),
        "discipline_closed": never,
        "discipline_partly": never,
        "ever_disciplined": no,
        "leave": np.zeros((n, len(LEAVES)), np.int32),
        "rewarded": no,
        "attested": {},
        "members": dict.fromkeys(MEMBER_COUNTS, numbers),
        "dissolved": np.full(n, NEVER, np.int32),
        **{name: {} for name in ("titles", "revoked", "merit", "closed", "partly", "since", "decided")},
        **dict.fromkeys(("pending", "recruit", "old_unit_comment", "registered"), answers),
        **dict.fromkeys(("months", "old_unit_months", "cluster_rank"), numbers),
    }
