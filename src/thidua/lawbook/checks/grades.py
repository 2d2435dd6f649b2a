"""Checks on yearly grades over several years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import numpy as np

from thidua.kernel.text import capital
from thidua.lawbook.checks.kinds import MET, TO_ATTEST, Check, Label, Said, Seen, decide
from thidua.lawbook.checks.phrases import named, running, span
from thidua.lawbook.cohort import Cohort, Int8, Years
from thidua.lawbook.facts import GRADES, Grade
from thidua.lawbook.years import count, in_years, listed, spoken_years, whole, window


def _reached(cohort: Cohort, grade: Grade) -> Years:
    return cohort.at_least[grade] if grade != GRADES[0] else cohort.graded


def _spoken(label: Label, grade: Grade) -> str:
    word = f"“{label(f'grade.{grade}')}”"
    return word if grade == GRADES[-1] else f"từ {word} trở lên"


def _of_year(seen: Seen, year: int) -> str:
    """The grade of one year that is on record: `năm 2023 xếp loại “…”`."""
    age = seen.year - year
    above = [g for g in GRADES[1:] if int(seen.cohort.at_least[g][seen.row]) >> age & 1]
    return f"năm {year} xếp loại “{seen.label(f'grade.{above[-1] if above else GRADES[0]}')}”"


@dataclass(frozen=True)
class GradeChain(Check):
    """Graded `grade` or better in each of the `years` that end with the review year."""

    grade: Grade
    years: int
    name: ClassVar[str] = "grade_chain"
    key: ClassVar[str] = "rating_chain"

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        wanted = window(self.years)
        below = (cohort.graded & ~_reached(cohort, self.grade) & wanted) != 0
        return decide(below, ~below & ((cohort.graded & wanted) != wanted))

    def gap(self, cohort: Cohort, on: date) -> Int8:
        """Years from the last grade below on: a chain that broke begins anew."""
        wanting = np.full(len(cohort), self.years, np.int8)
        for years in range(1, self.years + 1):
            wanting[whole(_reached(cohort, self.grade), window(years))] = self.years - years
        return wanting

    def breaks(self, label: Label) -> str:
        word = f"“{label(f'grade.{self.grade}')}”"
        under = f"không xếp loại {word}" if self.grade == GRADES[-1] else f"xếp loại dưới {word}"
        return f"Một năm {under} thì phải tính lại từ đầu."

    def asks(self, label: Label) -> str:
        return f"Xếp loại {_spoken(label, self.grade)} {spoken_years(self.years)}."

    def say(self, seen: Seen) -> Said:
        wanted = int(window(self.years))
        graded = int(seen.cohort.graded[seen.row])
        good = int(_reached(seen.cohort, self.grade)[seen.row])
        grade, period = _spoken(seen.label, self.grade), span(seen.year, self.years)
        need = f"yêu cầu {running(seen.year, self.years)} được xếp loại {grade}"
        if seen.outcome == MET:
            years = period if self.years == 1 else f"Cả {period}"
            return Said(f"{capital(years)} đều được xếp loại {grade}.", seen.papers("rating"))
        if seen.outcome == TO_ATTEST:
            missing = named(listed(seen.year, ~graded & 0xFFFFFFFF, wanted))
            return Said(
                f"Chưa có kết quả xếp loại {missing}; {need}.", cure=f"Bổ sung kết quả xếp loại {missing}."
            )
        short = [_of_year(seen, year) for year in listed(seen.year, graded & ~good, wanted)]
        return Said(f"{capital(', '.join(short))}; {need}.", seen.papers("rating"))


@dataclass(frozen=True)
class GradedYears(Check):
    """At least `count` years graded `grade` or better among the `years` that end with the review year."""

    grade: Grade
    count: int
    years: int
    name: ClassVar[str] = "graded_years"
    key: ClassVar[str] = "excellent_years"

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        wanted = window(self.years)
        there = count(_reached(cohort, self.grade), wanted)
        open_years = self.years - count(cohort.graded, wanted)
        return decide(there < self.count, (there < self.count) & (there + open_years >= self.count))

    def gap(self, cohort: Cohort, on: date) -> Int8:
        there = count(_reached(cohort, self.grade), window(self.years))
        return np.asarray(np.maximum(self.count - there, 0), np.int8)

    def asks(self, label: Label) -> str:
        return f"Ít nhất {self.count} năm xếp loại {_spoken(label, self.grade)} {in_years(self.years)}."

    def say(self, seen: Seen) -> Said:
        wanted, graded = int(window(self.years)), int(seen.cohort.graded[seen.row])
        years = listed(seen.year, int(_reached(seen.cohort, self.grade)[seen.row]), wanted)
        period, grade = span(seen.year, self.years), _spoken(seen.label, self.grade)
        need = f"yêu cầu ít nhất {self.count} năm"
        there = f"có {len(years)} năm xếp loại {grade} ({', '.join(map(str, years))})"
        if not years:
            there = f"chưa có năm nào xếp loại {grade}"
        if seen.outcome == MET:
            return Said(f"Trong {period} {there}, đáp ứng {need}.", seen.papers("rating"))
        only = f"mới {there}" if years else there
        if seen.outcome == TO_ATTEST:
            missing = named(listed(seen.year, ~graded & 0xFFFFFFFF, wanted))
            return Said(
                f"Chưa có kết quả xếp loại {missing}; trong {period} {only}, {need}.",
                cure=f"Bổ sung kết quả xếp loại {missing}.",
            )
        return Said(f"Trong {period} {only}; {need}.", seen.papers("rating"))


CHECKS: tuple[type[Check], ...] = (GradeChain, GradedYears)
