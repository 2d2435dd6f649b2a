"""Checks on a collective: shares of its members by exact integers, its members' record, its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

import numpy as np

from thidua.kernel.numbers import day, number, percent
from thidua.kernel.text import capital
from thidua.lawbook.checks.kinds import (
    MET,
    TO_ATTEST,
    Check,
    Label,
    Said,
    Seen,
    decide,
    share_fails,
)
from thidua.lawbook.cohort import NEVER, Bool, Cohort, Int8


def _missing(what: str, year: int) -> Said:
    return Said(f"Chưa có đủ số liệu về {what} của tập thể năm {year}.", cure=f"Bổ sung {what} năm {year}.")


@dataclass(frozen=True)
class MemberShare(Check):
    """Share of the members who reach LĐTT: at least `percent` %, or more than it with `more_than`."""

    percent: int
    more_than: bool = False
    title: Literal["ldtt"] = "ldtt"
    name: ClassVar[str] = "member_share"
    key: ClassVar[str] = "share_ldtt"

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        whole, part = cohort.members["count"], cohort.members[self.title]
        # Nobody counted is not a share of anything: somebody has to look.
        return decide(
            share_fails(part, whole, self.percent, more_than=self.more_than), (whole <= 0) | (part < 0)
        )

    def asks(self, label: Label) -> str:
        return f"{capital(self._share())} cá nhân đạt {label(self.title)}."

    def say(self, seen: Seen) -> Said:
        whole = int(seen.cohort.members["count"][seen.row])
        part = int(seen.cohort.members[self.title][seen.row])
        need = f"trên {self.percent} %" if self.more_than else f"từ {self.percent} % trở lên"
        if seen.outcome == TO_ATTEST:
            return _missing(f"tổng số người và số người đạt {seen.label(self.title)}", seen.year)
        verb = "đạt yêu cầu" if seen.outcome == MET else "chưa đạt yêu cầu"
        return Said(
            f"Có {number(part)}/{number(whole)} người đạt {seen.label(self.title)} ({percent(part, whole)}), "
            f"{verb} {need}.",
            seen.papers("members"),
        )

    def _share(self) -> str:
        return f"{'trên' if self.more_than else 'ít nhất'} {self.percent} %"


@dataclass(frozen=True)
class AllCompleted(Check):
    """Every member completed the tasks of the year."""

    name: ClassVar[str] = "all_completed"
    key: ClassVar[str] = "completed_all"

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        whole, done = cohort.members["count"], cohort.members["completed"]
        return decide(done < whole, (whole <= 0) | (done < 0))

    def asks(self, label: Label) -> str:
        return "100 % cá nhân hoàn thành nhiệm vụ được giao."

    def say(self, seen: Seen) -> Said:
        whole = int(seen.cohort.members["count"][seen.row])
        done = int(seen.cohort.members["completed"][seen.row])
        if seen.outcome == TO_ATTEST:
            return _missing("số người hoàn thành nhiệm vụ", seen.year)
        if seen.outcome == MET:
            return Said(
                f"Cả {number(whole)}/{number(whole)} người hoàn thành nhiệm vụ.", seen.papers("members")
            )
        return Said(
            f"Còn {number(whole - done)}/{number(whole)} người không hoàn thành nhiệm vụ; "
            "yêu cầu 100 % cá nhân hoàn thành nhiệm vụ được giao.",
            seen.papers("members"),
        )


@dataclass(frozen=True)
class HasMemberWith(Check):
    """At least one member was given the title in the year."""

    title: Literal["cstd_co_so"]
    name: ClassVar[str] = "has_member_with"
    key: ClassVar[str] = "cstd_member"

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        having = cohort.members[self.title]
        return decide(having == 0, having < 0)

    def asks(self, label: Label) -> str:
        return f"Có ít nhất một cá nhân đạt {label(self.title)}."

    def say(self, seen: Seen) -> Said:
        title = seen.label(self.title)
        having = int(seen.cohort.members[self.title][seen.row])
        if seen.outcome == TO_ATTEST:
            return _missing(f"số người đạt {title}", seen.year)
        if seen.outcome == MET:
            return Said(f"Có {number(having)} người đạt {title}.", seen.papers("members"))
        return Said(
            f"Không có cá nhân nào đạt {title}; yêu cầu có ít nhất một người.", seen.papers("members")
        )


@dataclass(frozen=True)
class NoMemberDisciplined(Check):
    """No member is under a warning or a heavier measure in the year."""

    name: ClassVar[str] = "no_member_disciplined"
    key: ClassVar[str] = "disciplined"

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        under = cohort.members["disciplined_warning_or_more"]
        return decide(under > 0, under < 0)

    def asks(self, label: Label) -> str:
        return "Không có cá nhân bị kỷ luật từ cảnh cáo trở lên trong năm xét."

    def say(self, seen: Seen) -> Said:
        under = int(seen.cohort.members["disciplined_warning_or_more"][seen.row])
        if seen.outcome == TO_ATTEST:
            return _missing("số người bị kỷ luật từ cảnh cáo trở lên", seen.year)
        if seen.outcome == MET:
            return Said("Không có cá nhân bị kỷ luật từ cảnh cáo trở lên.", seen.papers("disciplined"))
        return Said(
            f"Có {number(under)} người bị kỷ luật từ cảnh cáo trở lên trong năm {seen.year}; "
            "yêu cầu không có cá nhân nào.",
            seen.papers("disciplined"),
        )


@dataclass(frozen=True)
class ClusterLeader(Check):
    """First in the ranking of its cluster or block."""

    name: ClassVar[str] = "cluster_leader"
    key: ClassVar[str] = "cluster_rank"

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        return decide(cohort.cluster_rank > 1, cohort.cluster_rank < 1)

    def asks(self, label: Label) -> str:
        return "Dẫn đầu cụm, khối thi đua của năm xét."

    def say(self, seen: Seen) -> Said:
        rank = int(seen.cohort.cluster_rank[seen.row])
        papers = seen.papers("cluster_rank")
        if seen.outcome == TO_ATTEST:
            return Said(
                f"Chưa có kết quả xếp hạng của cụm, khối thi đua năm {seen.year}; yêu cầu dẫn đầu cụm, khối.",
                cure=f"Bổ sung kết quả chấm điểm đã công bố của cụm, khối năm {seen.year}.",
            )
        if seen.outcome == MET:
            return Said(f"Dẫn đầu cụm, khối thi đua năm {seen.year}.", papers)
        return Said(
            f"Xếp thứ {number(rank)} trong cụm, khối thi đua năm {seen.year}; yêu cầu dẫn đầu cụm, khối.",
            papers,
        )


@dataclass(frozen=True)
class NotDissolved(Check):
    """The body still existed on the day that picks the law."""

    name: ClassVar[str] = "not_dissolved"
    key: ClassVar[str] = "dissolved"

    def relevant(self, cohort: Cohort, on: date) -> Bool:
        return np.asarray(cohort.dissolved <= on.toordinal(), np.bool_)

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        return decide(cohort.dissolved <= on.toordinal(), False)

    def asks(self, label: Label) -> str:
        return "Tập thể chưa kết thúc hoạt động sau sắp xếp tổ chức."

    def say(self, seen: Seen) -> Said:
        ended = int(seen.cohort.dissolved[seen.row])
        since = f" từ {day(date.fromordinal(ended))}" if ended != NEVER else ""
        return Said(
            f"Tập thể đã kết thúc hoạt động{since} sau sắp xếp tổ chức; "
            "không xét khen thưởng tập thể đã giải thể.",
            seen.papers("dissolved"),
        )


CHECKS: tuple[type[Check], ...] = (
    MemberShare,
    AllCompleted,
    HasMemberWith,
    NoMemberDisciplined,
    ClusterLeader,
    NotDissolved,
)
