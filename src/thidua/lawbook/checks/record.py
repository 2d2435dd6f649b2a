"""Checks on what stands against a nominee: registration, discipline, open processes, the same achievement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

import numpy as np

from thidua.kernel.numbers import day
from thidua.lawbook.checks.kinds import MET, TO_ATTEST, Check, Label, Lack, Said, Seen, decide
from thidua.lawbook.checks.phrases import ADD_AWARDS, ASK_PERSON, span
from thidua.lawbook.cohort import Bool, Cohort, Int8
from thidua.lawbook.facts import PENDING, DisciplineFact
from thidua.lawbook.years import in_years


def _measures(seen: Seen, measures: tuple[DisciplineFact, ...]) -> str:
    return "; ".join(
        f"{seen.label(f'discipline.{d.kind}')} từ {day(d.start)}"
        + (f" đến {day(d.until)}" if d.until < date.max else ", chưa có ngày hết hạn")
        for d in measures
    )


@dataclass(frozen=True)
class Registered(Check):
    """Registered for emulation in the period. Only an explicit no counts against the nominee."""

    name: ClassVar[str] = "registered"
    key: ClassVar[str] = "registration"

    def relevant(self, cohort: Cohort, on: date) -> Bool:
        return np.asarray(cohort.registered >= 0, np.bool_)

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        return decide(cohort.registered == 0, False)

    def asks(self, label: Label) -> str:
        return "Đã đăng ký thi đua của năm xét; chưa rõ thì không coi là thiếu."

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

    def asks(self, label: Label) -> str:
        rest = "; kỷ luật kết thúc trong năm thì người có thẩm quyền xem xét phần còn lại của năm"
        return f"Không bị kỷ luật trong năm xét{rest if self.ended_within == 'to_attest' else ''}."

    def say(self, seen: Seen) -> Said:
        first, last = date(seen.year, 1, 1), date(seen.year, 12, 31)
        all_of = seen.facts.disciplines
        inside = [d for d in all_of if d.start <= last and d.until >= first]
        papers = tuple(d.evidence for d in (inside or all_of) if d.evidence)
        if seen.outcome == MET:
            return Said(f"Không có hình thức kỷ luật nào còn hiệu lực trong năm {seen.year}.", papers)
        what = _measures(seen, tuple(inside))
        if seen.outcome == TO_ATTEST:
            return Said(
                f"Kỷ luật kết thúc trong năm {seen.year} ({what}); thành tích chỉ được tính từ khi hết thời hạn kỷ "
                "luật.",
                papers,
                "Đề nghị người có thẩm quyền xem xét phần còn lại của năm.",
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

    def asks(self, label: Label) -> str:
        kinds = ", ".join(label(f"pending.{kind}") for kind in PENDING)
        return f"Không có vụ việc chưa kết thúc: {kinds}. Có thì tạm dừng xét."

    def say(self, seen: Seen) -> Said:
        if seen.outcome == MET:
            return Said("Không có vụ việc đang xem xét, điều tra, xác minh.", seen.papers("pending"))
        what = ", ".join(seen.label(f"pending.{kind}") for kind in seen.facts.pending or ())
        return Said(
            f"Tạm dừng xét vì {what or 'có vụ việc'} chưa kết thúc; xét lại khi có kết luận bằng văn bản.",
            seen.papers("pending"),
        )


@dataclass(frozen=True)
class ClearOfDiscipline(Check):
    """The `years` that end with the review year lie after every discipline: achievement counts from its end."""

    years: int
    name: ClassVar[str] = "clear_of_discipline"
    key: ClassVar[str] = "discipline"
    lack: ClassVar[Lack] = "finding"

    def relevant(self, cohort: Cohort, on: date) -> Bool:
        first = cohort.year - self.years + 1
        return np.asarray(np.maximum(cohort.discipline_closed, cohort.discipline_partly) >= first, np.bool_)

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        first = cohort.year - self.years + 1
        closed = cohort.discipline_closed >= first
        return decide(closed, ~closed & (cohort.discipline_partly >= first))

    def breaks(self, label: Label) -> str:
        return "Bị kỷ luật thì thành tích chỉ tính lại từ khi hết thời hạn kỷ luật."

    def asks(self, label: Label) -> str:
        return f"Không năm nào bị kỷ luật {in_years(self.years)}: thành tích chỉ tính từ khi hết thời hạn kỷ luật."

    def say(self, seen: Seen) -> Said:
        first = seen.year - self.years + 1
        inside = tuple(
            d for d in seen.facts.disciplines if d.until.year >= first and d.start <= date(seen.year, 12, 31)
        )
        papers = tuple(d.evidence for d in inside if d.evidence)
        what = _measures(seen, inside) or "có hình thức kỷ luật"
        rule = "thành tích chỉ được tính từ khi hết thời hạn kỷ luật"
        if seen.outcome == TO_ATTEST:
            return Said(
                f"Kỷ luật kết thúc trong năm {first}, năm đầu của {self.years} năm xét ({what}); {rule}.",
                papers,
                "Đề nghị người có thẩm quyền xem xét phần còn lại của năm.",
            )
        period = span(seen.year, self.years)
        return Said(f"Trong {period} có thời gian bị kỷ luật ({what}); {rule}.", papers)


@dataclass(frozen=True)
class NeverDisciplined(Check):
    """Never under any disciplinary measure."""

    name: ClassVar[str] = "never_disciplined"
    key: ClassVar[str] = "discipline"

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        return decide(cohort.ever_disciplined, False)

    def asks(self, label: Label) -> str:
        return "Chưa từng bị kỷ luật từ khiển trách trở lên."

    def say(self, seen: Seen) -> Said:
        papers = tuple(d.evidence for d in seen.facts.disciplines if d.evidence)
        if seen.outcome == MET:
            return Said("Chưa từng bị kỷ luật từ khiển trách trở lên.")
        return Said(
            f"Đã từng bị kỷ luật ({_measures(seen, seen.facts.disciplines)}); yêu cầu chưa từng bị kỷ luật.",
            papers,
        )


@dataclass(frozen=True)
class NotRewardedBefore(Check):
    """One achievement is rewarded once. Where the only reward of the year on record is one of `lower`, whether
    it bars this higher one is not settled: a person decides. Titles of a whole year (`yearly`) reward no single
    achievement."""

    lower: tuple[str, ...] = ()
    yearly: tuple[str, ...] = ()
    name: ClassVar[str] = "not_rewarded_before"
    key: ClassVar[str] = "same_achievement"
    lack: ClassVar[Lack] = "finding"

    def relevant(self, cohort: Cohort, on: date) -> Bool:
        return cohort.rewarded

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        none = np.zeros(len(cohort), np.bool_)
        lower = np.logical_or.reduce([none, *(cohort.title(code) for code in self.lower)])
        passed = (*self.lower, *self.yearly)
        other = np.logical_or.reduce([none, *(cohort.title(c) for c in cohort.titles if c not in passed)])
        # A reward nobody entered may be one of the lower ones.
        unknown = ~cohort.honours_known & bool(self.lower)
        return decide(cohort.rewarded, cohort.rewarded & (unknown | (lower & ~other)))

    def asks(self, label: Label) -> str:
        lower = ", ".join(map(label, self.lower))
        ask = f"; đã có {lower} cho thành tích này thì người có thẩm quyền xem xét" if lower else ""
        return f"Thành tích này chưa được khen thưởng: một thành tích chỉ khen một lần{ask}."

    def say(self, seen: Seen) -> Said:
        all_of = seen.facts.honours or ()
        this_year = [g for g in all_of if g.year == seen.year and not (g.revoked or g.honour in self.yearly)]
        what = ", ".join(seen.label(g.honour) for g in this_year)
        papers = tuple(g.evidence for g in this_year if g.evidence)
        if seen.outcome == TO_ATTEST and not seen.cohort.honours_known[seen.row]:
            unknown = "Thành tích này đã được khen thưởng nhưng chưa rõ bằng hình thức nào."
            return Said(unknown, cure=ADD_AWARDS, lack="fact")
        if seen.outcome == TO_ATTEST:
            return Said(
                f"Thành tích này đã được tặng {what}; chưa rõ có được tặng thêm hình thức cao hơn hay không.",
                papers,
                ASK_PERSON,
            )
        known = f" ({what})" if what else ""
        return Said(
            f"Thành tích này đã được khen thưởng{known}; không khen nhiều lần cho một thành tích.", papers
        )


CHECKS: tuple[type[Check], ...] = (
    Registered,
    NoDisciplineInYear,
    NothingPending,
    ClearOfDiscipline,
    NeverDisciplined,
    NotRewardedBefore,
)
