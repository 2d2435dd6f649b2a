"""Checks on earlier awards: the form that must come before, years used up, what is given only once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import numpy as np

from thidua.lawbook.checks.chains import papers
from thidua.lawbook.checks.kinds import MET, TO_ATTEST, Check, Label, Lack, Said, Seen, decide
from thidua.lawbook.checks.phrases import ADD_AWARDS, named, span
from thidua.lawbook.cohort import Bool, Cohort, Int8
from thidua.lawbook.facts import GivenHonour
from thidua.lawbook.packing import used_up
from thidua.lawbook.years import in_years


def _given(seen: Seen, code: str) -> list[GivenHonour]:
    return [g for g in seen.facts.honours or () if g.honour == code and not g.revoked and g.year <= seen.year]


@dataclass(frozen=True)
class PriorForm(Check):
    """The form was given before."""

    form: str
    name: ClassVar[str] = "prior_form"
    key: ClassVar[str] = "prior_form"

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        return decide(cohort.held(self.form) == 0, ~cohort.honours_known)

    def asks(self, label: Label) -> str:
        return f"Đã được tặng {label(self.form)}."

    def say(self, seen: Seen) -> Said:
        form, years = seen.label(self.form), [g.year for g in _given(seen, self.form)]
        if seen.outcome == TO_ATTEST:
            return Said(f"Chưa có dữ liệu về việc đã được tặng {form} hay chưa.", cure=ADD_AWARDS)
        if seen.outcome == MET:
            when = f" {named(sorted(years))}" if years else ""
            return Said(f"Đã được tặng {form}{when}.", papers(seen, self.form, years))
        return Said(f"Chưa được tặng {form}; yêu cầu đã được tặng hình thức này trước đó.")


@dataclass(frozen=True)
class PriorOnMerit(Check):
    """The earlier form was given on merit: one for a movement or an unexpected feat is no basis for this one."""

    form: str
    name: ClassVar[str] = "prior_on_merit"
    key: ClassVar[str] = "prior_form"

    def relevant(self, cohort: Cohort, on: date) -> Bool:
        return np.asarray(cohort.held(self.form) > 0, np.bool_)

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        return decide(~cohort.merit.get(self.form, np.zeros(len(cohort), np.bool_)), False)

    def asks(self, label: Label) -> str:
        return (
            f"{label(self.form)} đã được tặng theo công trạng, thành tích đạt được; tặng đột xuất hoặc theo phong "
            "trào thì không làm căn cứ."
        )

    def say(self, seen: Seen) -> Said:
        form, years = seen.label(self.form), sorted(g.year for g in _given(seen, self.form))
        found = papers(seen, self.form, years)
        if seen.outcome == MET:
            return Said(f"{form} đã được tặng theo công trạng, thành tích đạt được.", found)
        return Said(
            f"{form} đã được tặng cho thành tích đột xuất hoặc trong phong trào thi đua theo chuyên đề nên không "
            "làm căn cứ đề nghị hình thức khen thưởng theo công trạng của cấp cao hơn.",
            found,
        )


@dataclass(frozen=True)
class UnusedYears(Check):
    """None of the `years` that end with the review year was counted for an earlier award of `closed_by`."""

    years: int
    closed_by: tuple[str, ...]
    name: ClassVar[str] = "unused_years"
    key: ClassVar[str] = "counted_years"
    lack: ClassVar[Lack] = "finding"

    def relevant(self, cohort: Cohort, on: date) -> Bool:
        first = cohort.year - self.years + 1
        closed, partly = (cohort.latest(of, self.closed_by) for of in (cohort.closed, cohort.partly))
        return np.asarray((np.maximum(closed, partly) >= first) | ~cohort.honours_known, np.bool_)

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        first = cohort.year - self.years + 1
        closed = cohort.latest(cohort.closed, self.closed_by) >= first
        partly = cohort.latest(cohort.partly, self.closed_by) >= first
        return decide(closed, ~closed & (partly | ~cohort.honours_known))

    def asks(self, label: Label) -> str:
        earlier = ", ".join(map(label, self.closed_by))
        return f"Không năm nào đã được tính cho lần khen trước {in_years(self.years)} ({earlier})."

    def say(self, seen: Seen) -> Said:
        period, first = span(seen.year, self.years), seen.year - self.years + 1
        need = f"yêu cầu thành tích {period} chưa được tính cho lần khen nào"
        given = [g for code in self.closed_by for g in _given(seen, code) if g.ground == "merit"]
        used = [g for g in given if max(used_up(g)) >= first]
        found = tuple(g.evidence for g in used if g.evidence)
        what = ", ".join(f"{seen.label(g.honour)} năm {g.year}" for g in used) or "hình thức trước"
        if seen.outcome == TO_ATTEST and not seen.cohort.honours_known[seen.row]:
            return Said(
                f"Chưa có dữ liệu về các lần khen thưởng trước; {need}.", cure=ADD_AWARDS, lack="fact"
            )
        if seen.outcome == TO_ATTEST:
            return Said(
                f"Quyết định tặng {what} ký giữa năm và không ghi các năm đã tính; {need}.",
                found,
                "Đề nghị người có thẩm quyền xác định năm bắt đầu tính thành tích.",
            )
        last = max((used_up(g)[0] for g in used), default=first)
        return Said(f"Thành tích đến hết năm {last} đã được tính khi tặng {what}; {need}.", found)


@dataclass(frozen=True)
class GivenOnce(Check):
    """Given once in a life."""

    honour: str
    name: ClassVar[str] = "given_once"
    key: ClassVar[str] = "once"

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        return decide(cohort.held(self.honour) > 0, ~cohort.honours_known)

    def asks(self, label: Label) -> str:
        return f"Chưa được tặng {label(self.honour)}: chỉ tặng một lần."

    def say(self, seen: Seen) -> Said:
        honour, years = seen.label(self.honour), sorted(g.year for g in _given(seen, self.honour))
        if seen.outcome == TO_ATTEST:
            return Said(f"Chưa có dữ liệu về việc đã được tặng {honour} hay chưa.", cure=ADD_AWARDS)
        if seen.outcome == MET:
            return Said(f"Chưa được tặng {honour} lần nào.")
        when = f" {named(years)}" if years else ""
        return Said(f"Đã được tặng {honour}{when}; chỉ tặng một lần.", papers(seen, self.honour, years))


CHECKS: tuple[type[Check], ...] = (PriorForm, PriorOnMerit, UnusedYears, GivenOnce)
