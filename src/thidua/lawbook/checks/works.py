"""Checks on initiatives, science works and combat ingenuity, author or co-author."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import numpy as np

from thidua.kernel.text import capital
from thidua.lawbook.checks.kinds import MET, TO_ATTEST, Check, Label, Said, Seen, decide
from thidua.lawbook.checks.phrases import ADD_AWARDS, span
from thidua.lawbook.cohort import Bool, Cohort, Int8, Int32
from thidua.lawbook.facts import SCOPES, InitiativeFact, Scope
from thidua.lawbook.years import OLDEST, in_years, latest_age

_KINDS = "sáng kiến, đề tài khoa học hoặc mưu trí sáng tạo"


@dataclass(frozen=True)
class HasInitiative(Check):
    """At least `count` recognised works whose scope of effect is `scope` or wider, of the `years` that end with
    the review year. `applied` and `replicable` ask for these findings too.

    With `counted_for` the years end with the last title of that code (article 21: two titles of three years
    each). Who has none is not asked; whose titles nobody entered may have a work of any year.
    """

    scope: Scope
    count: int = 1
    years: int = 1
    applied: bool = False
    replicable: bool = False
    counted_for: str = ""
    name: ClassVar[str] = "has_initiative"
    key: ClassVar[str] = "initiative"

    def relevant(self, cohort: Cohort, on: date) -> Bool:
        if not self.counted_for:
            return np.ones(len(cohort), np.bool_)
        return np.asarray((cohort.held(self.counted_for) > 0) | ~cohort.honours_known, np.bool_)

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        sure, possible = self._counted(cohort)
        lacking = sure < self.count
        return decide(lacking, lacking & (~cohort.works_known | (possible >= self.count)))

    def gap(self, cohort: Cohort, on: date) -> Int8:
        return np.asarray(np.maximum(self.count - self._counted(cohort)[0], 0), np.int8)

    def _counted(self, cohort: Cohort) -> tuple[Int32, Int32]:
        """Works that fit by every finding, and those that may still."""
        works = cohort.works
        inside = self._in_years(cohort)
        perhaps = inside | (~cohort.honours_known[works.row] & bool(self.counted_for))
        wide = works.scope >= SCOPES.index(self.scope)
        wanted = [works.recognised, *([works.applied] if self.applied else [])]
        wanted += [works.replicable] if self.replicable else []
        sure = np.logical_and.reduce([flag == 1 for flag in wanted])
        possible = np.logical_and.reduce([flag != 0 for flag in wanted])
        return self._each(cohort, wide & inside & sure), self._each(cohort, wide & perhaps & possible)

    def _in_years(self, cohort: Cohort) -> Bool:
        age = cohort.year - cohort.works.year.astype(np.int32)
        if not self.counted_for:
            return np.asarray((age >= 0) & (age < self.years), np.bool_)
        youngest = latest_age(cohort.held(self.counted_for)).astype(np.int32)[cohort.works.row]
        inside = (age >= youngest) & (age < youngest + self.years) & (youngest >= 0)
        return np.asarray(inside & (youngest < OLDEST), np.bool_)

    def _each(self, cohort: Cohort, taken: Bool) -> Int32:
        return np.bincount(cohort.works.row[taken], minlength=len(cohort)).astype(np.int32)

    def asks(self, label: Label) -> str:
        many = f"{self._many()}{_KINDS}"
        scope = f"phạm vi {self._wide(label)}"
        period = "trong năm xét" if self.years == 1 else in_years(self.years)
        if self.counted_for:
            period = f"trong {self.years} năm của các lần đạt {label(self.counted_for)}"
        return f"Có {many}, {scope}, được công nhận{self._findings()} {period}."

    def say(self, seen: Seen) -> Said:
        own = [i for i in seen.facts.initiatives or () if self._inside(seen, i.year)]
        good = [i for i in own if self._good(i)]
        papers = tuple(i.evidence for i in own if i.evidence)
        period = span(self._last(seen), self.years)
        wide = f"phạm vi {self._wide(seen.label)}"
        need = f"yêu cầu có {self._many()}{_KINDS} {wide} được công nhận{self._findings()}"
        if seen.outcome == MET:
            kinds = ", ".join(dict.fromkeys(seen.label(f"work.{i.kind}") for i in good)) or "sáng kiến"
            times = f"{len(good)} " if self.count > 1 else ""
            said = f"{times}{kinds} {wide} đã được công nhận{self._findings()}"
            return Said(
                f"{capital(self._within(period))} có {said}.", tuple(i.evidence for i in good if i.evidence)
            )
        if seen.outcome == TO_ATTEST:
            if self.counted_for and not seen.cohort.honours_known[seen.row]:
                title = seen.label(self.counted_for)
                unknown = (
                    f"Chưa có dữ liệu về danh hiệu {title} nên chưa xác định được các năm tính sáng kiến"
                )
                return Said(f"{unknown}; {need}.", papers, ADD_AWARDS)
            unknown = f"Chưa có đủ dữ liệu về việc công nhận sáng kiến {self._within(period)}"
            add = f"Bổ sung quyết định công nhận sáng kiến {self._within(period)}, hoặc ghi rõ là không có."
            return Said(f"{unknown}; {need}.", papers, add)
        there = "có sáng kiến nhưng chưa đáp ứng" if own else "không có sáng kiến"
        if good:
            there = f"mới có {len(good)} sáng kiến đáp ứng"
        return Said(f"{capital(self._within(period))} {there}; {need}.", papers)

    def _within(self, period: str) -> str:
        return period if self.years == 1 else f"trong {period}"

    def _wide(self, label: Label) -> str:
        word = label(f"scope.{self.scope}")
        return word if self.scope == SCOPES[-1] else f"từ {word} trở lên"

    def _good(self, one: InitiativeFact) -> bool:
        findings = (one.recognised, one.applied or not self.applied, one.replicable or not self.replicable)
        return all(findings) and SCOPES.index(one.scope) >= SCOPES.index(self.scope)

    def _last(self, seen: Seen) -> int:
        """The last year of the period asked for."""
        age = int(latest_age(seen.cohort.held(self.counted_for))[seen.row]) if self.counted_for else 0
        return seen.year - max(age, 0)

    def _inside(self, seen: Seen, year: int) -> bool:
        last = self._last(seen)
        return last - self.years < year <= last

    def _many(self) -> str:
        return f"ít nhất {self.count} " if self.count > 1 else ""

    def _findings(self) -> str:
        words = [
            word
            for word, asked in (("được áp dụng", self.applied), ("có khả năng nhân rộng", self.replicable))
            if asked
        ]
        return "".join(f", {word}" for word in words)


CHECKS: tuple[type[Check], ...] = (HasInitiative,)
