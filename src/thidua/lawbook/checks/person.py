"""Checks on the grade of the year, on what people found, on the group a nominee belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import numpy as np

from thidua.lawbook.checks.kinds import MET, Check, Label, Lack, Said, Seen, decide
from thidua.lawbook.checks.phrases import ADD_PAPER
from thidua.lawbook.cohort import Bool, Cohort, Int8
from thidua.lawbook.facts import GRADES, GROUPS, Grade


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
        grades = cohort.grade_places()
        return decide(grades < GRADES.index(self.grade), grades < 0)

    def asks(self, label: Label) -> str:
        only = "; nơi không lưu xếp loại thì theo xác nhận" if self.if_graded else ""
        return f"Năm xét xếp loại {self._wanted(label)}{only}."

    def say(self, seen: Seen) -> Said:
        wanted = self._wanted(seen.label)
        place = int(seen.cohort.grade_places()[seen.row])
        if place < 0:
            return Said(
                f"Chưa có kết quả xếp loại mức độ hoàn thành nhiệm vụ năm {seen.year}; yêu cầu {wanted}.",
                cure=f"Bổ sung kết quả xếp loại năm {seen.year}.",
            )
        got = seen.label(f"grade.{GRADES[place]}")
        if seen.outcome == MET:
            sentence = f"Năm {seen.year} xếp loại “{got}”, đạt yêu cầu {wanted}."
        else:
            sentence = f"Năm {seen.year} xếp loại “{got}”, chưa đạt yêu cầu {wanted}."
        return Said(sentence, seen.papers("rating"))

    def _wanted(self, label: Label) -> str:
        word = f"“{label(f'grade.{self.grade}')}”"
        return word if self.grade == GRADES[-1] else f"từ {word} trở lên"


@dataclass(frozen=True)
class Attested(Check):
    """A criterion that only a competent person can find met; `criterion` is its id. A `paper` is in the dossier
    or is not."""

    criterion: str
    paper: bool = False
    name: ClassVar[str] = "attested"
    lack: ClassVar[Lack] = "finding"
    computed: ClassVar[bool] = False

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        found = cohort.finding(self.criterion)
        return decide(found == 0, found < 0)

    def asks(self, label: Label) -> str:
        return "Người có thẩm quyền xác nhận."

    def say(self, seen: Seen) -> Said:
        what = seen.label(f"criterion.{self.criterion}")
        found = int(seen.cohort.finding(self.criterion)[seen.row])
        if self.paper:
            return self._say_paper(what, found, seen.papers(self.criterion))
        if found < 0:
            return Said(
                f"Chưa có người có thẩm quyền xác nhận tiêu chuẩn: {what}.",
                cure="Đề nghị người có thẩm quyền xác nhận bằng văn bản.",
            )
        words = "đạt" if found else "không đạt"
        return Said(f"Đã được xác nhận {words} tiêu chuẩn: {what}.", seen.papers(self.criterion))

    def _say_paper(self, what: str, found: int, papers: tuple[str, ...]) -> Said:
        if found < 0:
            return Said(f"Chưa rõ hồ sơ đã có hay chưa: {what}.", cure=ADD_PAPER, lack="fact")
        if found:
            return Said(f"Hồ sơ đã có: {what}.", papers)
        return Said(f"Hồ sơ còn thiếu: {what}.", papers, "Bổ sung hồ sơ.")


@dataclass(frozen=True)
class InGroup(Check):
    """The nominee belongs to one of the groups an alternative of the article is written for."""

    groups: tuple[str, ...]
    name: ClassVar[str] = "in_group"
    key: ClassVar[str] = "group"
    selects: ClassVar[bool] = True
    computed: ClassVar[bool] = False

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        places = [GROUPS.index(group) for group in self.groups]
        return decide(~np.isin(cohort.group, places), cohort.group < 0)

    def asks(self, label: Label) -> str:
        return f"Áp dụng cho: {', '.join(label(f'group.{group}') for group in self.groups)}."

    def say(self, seen: Seen) -> Said:
        wanted = ", ".join(seen.label(f"group.{group}") for group in self.groups)
        place = int(seen.cohort.group[seen.row])
        if place < 0:
            return Said(
                f"Chưa rõ thuộc nhóm đối tượng nào; quy định này áp dụng cho: {wanted}.",
                cure="Bổ sung nhóm đối tượng.",
            )
        return Said(
            f"Thuộc nhóm: {seen.label(f'group.{GROUPS[place]}')}; quy định này áp dụng cho: {wanted}."
        )


CHECKS: tuple[type[Check], ...] = (RatedAtLeast, Attested, InGroup)
