"""Checks on grades, findings, titles, initiatives and the record of one nominee."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

import numpy as np

from thidua.kernel.numbers import day
from thidua.lawbook.checks.kinds import MET, TO_ATTEST, Check, Lack, Said, Seen, decide
from thidua.lawbook.cohort import Bool, Cohort, Int8
from thidua.lawbook.facts import GRADES, GROUPS, SCOPES, Grade, Scope


@dataclass(frozen=True)
class RatedAtLeast(Check):
    """Grade of the review year. With `if_graded` nominees of whom no yearly grades are kept at all pass: a
    finding decides alone (Law 2003: only a grade on record decides against it)."""

    grade: Grade
    if_graded: bool = False
    name: ClassVar[str] = "rated_at_least"
    key: ClassVar[str] = "rating"

    def relevant(self, cohort: Cohort, on: date) -> Bool:
        return cohort.grades_kept | (not self.if_graded)

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        grades = cohort.ratings[:, -1]
        return decide(grades < GRADES.index(self.grade), grades < 0)

    def say(self, seen: Seen) -> Said:
        wanted = f"“{seen.label(f'grade.{self.grade}')}”"
        if self.grade != GRADES[-1]:
            wanted = f"từ {wanted} trở lên"
        place = int(seen.cohort.ratings[seen.row, -1])
        if place < 0:
            return Said(
                f"Chưa có kết quả xếp loại mức độ hoàn thành nhiệm vụ năm {seen.year}; yêu cầu {wanted}. "
                "Đề nghị bổ sung kết quả xếp loại."
            )
        got = seen.label(f"grade.{GRADES[place]}")
        if seen.outcome == MET:
            sentence = f"Năm {seen.year} xếp loại “{got}”, đạt yêu cầu {wanted}."
        else:
            sentence = f"Năm {seen.year} xếp loại “{got}”, chưa đạt yêu cầu {wanted}."
        return Said(sentence, seen.papers("rating"))


@dataclass(frozen=True)
class Attested(Check):
    """A criterion that only a competent person can find met; `criterion` is its id."""

    criterion: str
    name: ClassVar[str] = "attested"
    lack: ClassVar[Lack] = "finding"

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        found = cohort.finding(self.criterion)
        return decide(found == 0, found < 0)

    def say(self, seen: Seen) -> Said:
        what = seen.label(f"criterion.{self.criterion}")
        found = int(seen.cohort.finding(self.criterion)[seen.row])
        if found < 0:
            return Said(f"Chưa có người có thẩm quyền xác nhận tiêu chuẩn: {what}.")
        words = "đạt" if found else "không đạt"
        return Said(f"Đã được xác nhận {words} tiêu chuẩn: {what}.", seen.papers(self.criterion))


@dataclass(frozen=True)
class InGroup(Check):
    """The nominee belongs to one of the groups an alternative of the article is written for."""

    groups: tuple[str, ...]
    name: ClassVar[str] = "in_group"
    key: ClassVar[str] = "group"
    selects: ClassVar[bool] = True

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        places = [GROUPS.index(group) for group in self.groups]
        return decide(~np.isin(cohort.group, places), cohort.group < 0)

    def say(self, seen: Seen) -> Said:
        wanted = ", ".join(seen.label(f"group.{group}") for group in self.groups)
        place = int(seen.cohort.group[seen.row])
        if place < 0:
            return Said(f"Chưa rõ thuộc nhóm đối tượng nào; quy định này áp dụng cho: {wanted}.")
        return Said(
            f"Thuộc nhóm: {seen.label(f'group.{GROUPS[place]}')}; quy định này áp dụng cho: {wanted}."
        )


@dataclass(frozen=True)
class HasInitiative(Check):
    """A recognised initiative, accepted science work or combat ingenuity of the review year, author or
    co-author, whose scope of effect is at least `scope`."""

    scope: Scope
    name: ClassVar[str] = "has_initiative"
    key: ClassVar[str] = "initiative"

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        wanted = 1 + SCOPES.index(self.scope)
        lacking = cohort.initiative[:, -1] < wanted
        return decide(lacking, lacking & (cohort.initiative_open[:, -1] >= wanted))

    def say(self, seen: Seen) -> Said:
        wanted = seen.label(f"scope.{self.scope}")
        own = [i for i in seen.facts.initiatives or () if i.year == seen.year]
        if seen.outcome == MET:
            good = [i for i in own if i.recognised and SCOPES.index(i.scope) >= SCOPES.index(self.scope)]
            kinds = ", ".join(dict.fromkeys(seen.label(f"work.{i.kind}") for i in good)) or "sáng kiến"
            papers = tuple(i.evidence for i in good if i.evidence)
            return Said(f"Năm {seen.year} có {kinds} phạm vi từ {wanted} trở lên đã được công nhận.", papers)
        works = "sáng kiến, đề tài khoa học hoặc mưu trí sáng tạo"
        need = f"yêu cầu có {works} phạm vi từ {wanted} trở lên được công nhận"
        if seen.outcome == TO_ATTEST:
            return Said(
                f"Chưa có dữ liệu về việc công nhận sáng kiến năm {seen.year}; {need}. "
                "Đề nghị bổ sung quyết định công nhận sáng kiến hoặc ghi rõ là không có."
            )
        papers = tuple(i.evidence for i in own if i.evidence)
        there = "có sáng kiến nhưng chưa được công nhận ở phạm vi này" if own else "không có sáng kiến"
        return Said(f"Năm {seen.year} {there}; {need}.", papers)


@dataclass(frozen=True)
class Registered(Check):
    """Registered for emulation in the period. Only an explicit no counts against the nominee."""

    name: ClassVar[str] = "registered"
    key: ClassVar[str] = "registration"

    def relevant(self, cohort: Cohort, on: date) -> Bool:
        return np.asarray(cohort.registered >= 0, np.bool_)

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        return decide(cohort.registered == 0, False)

    def say(self, seen: Seen) -> Said:
        if seen.outcome == MET:
            return Said(f"Đã đăng ký thi đua năm {seen.year}.", seen.papers("registration"))
        return Said(
            f"Không đăng ký thi đua năm {seen.year}; yêu cầu đăng ký từ đầu năm.", seen.papers("registration")
        )


@dataclass(frozen=True)
class NoDisciplineInYear(Check):
    """No disciplinary measure in force in the review year. `ended_within` says what a measure does that ended
    before the year did: it bars the year, or a person must say whether the rest of the year is enough."""

    ended_within: Literal["not_met", "to_attest"]
    name: ClassVar[str] = "no_discipline_in_year"
    key: ClassVar[str] = "discipline"
    lack: ClassVar[Lack] = "finding"

    def relevant(self, cohort: Cohort, on: date) -> Bool:
        known = np.array([bool(s.disciplines) for s in cohort.subjects], np.bool_)
        return (cohort.discipline > 0) | (known if len(known) else False)

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        ask = self.ended_within == "to_attest"
        return decide(cohort.discipline > 0, (cohort.discipline == 1) & ask)

    def say(self, seen: Seen) -> Said:
        first, last = date(seen.year, 1, 1), date(seen.year, 12, 31)
        all_of = seen.facts.disciplines
        inside = [d for d in all_of if d.start <= last and d.until >= first]
        papers = tuple(d.evidence for d in (inside or all_of) if d.evidence)
        if seen.outcome == MET:
            return Said(f"Không có hình thức kỷ luật nào còn hiệu lực trong năm {seen.year}.", papers)
        what = "; ".join(
            f"{seen.label(f'discipline.{d.kind}')} từ {day(d.start)} đến {day(d.until)}" for d in inside
        )
        if seen.outcome == TO_ATTEST:
            return Said(
                f"Có kỷ luật kết thúc trong năm {seen.year} ({what}); thành tích chỉ tính từ khi hết "
                "thời hạn kỷ luật. Đề nghị người có thẩm quyền xem xét phần còn lại của năm.",
                papers,
            )
        return Said(
            f"Năm {seen.year} đang trong thời gian kỷ luật: {what or 'có hình thức kỷ luật'}.", papers
        )


@dataclass(frozen=True)
class NothingPending(Check):
    """No process is open: discipline under consideration, inspection, denunciation, prosecution."""

    name: ClassVar[str] = "nothing_pending"
    key: ClassVar[str] = "pending"

    def relevant(self, cohort: Cohort, on: date) -> Bool:
        return np.asarray(cohort.pending >= 0, np.bool_)

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        return decide(cohort.pending == 1, False)

    def say(self, seen: Seen) -> Said:
        if seen.outcome == MET:
            return Said("Không có vụ việc đang xem xét, điều tra, xác minh.", seen.papers("pending"))
        what = ", ".join(seen.label(f"pending.{kind}") for kind in seen.facts.pending or ())
        return Said(
            f"Tạm dừng xét vì {what or 'có vụ việc'} chưa kết thúc; xét lại khi có kết luận bằng văn bản.",
            seen.papers("pending"),
        )


CHECKS: tuple[type[Check], ...] = (
    RatedAtLeast,
    Attested,
    InGroup,
    HasInitiative,
    Registered,
    NoDisciplineInYear,
    NothingPending,
)
