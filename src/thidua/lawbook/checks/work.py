"""Checks on time at work: months in the year, leave that counts, training, a move between units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import numpy as np

from thidua.kernel.text import capital
from thidua.lawbook.checks.kinds import MET, TO_ATTEST, Check, Label, Lack, Said, Seen, decide
from thidua.lawbook.cohort import Bool, Cohort, Int8, Int32
from thidua.lawbook.facts import LEAVES

_ADD_COMMENT = "Bổ sung ý kiến nhận xét của đơn vị cũ."


def _credited(cohort: Cohort, kinds: tuple[str, ...]) -> Int32:
    """Months of leave that count as work."""
    columns = [LEAVES.index(kind) for kind in kinds]
    return np.asarray(cohort.leave[:, columns].sum(axis=1), np.int32)


@dataclass(frozen=True)
class WorkedMonths(Check):
    """At least so many months of work in the year, the named kinds of leave counted as work. Months nobody
    entered bar nothing: they are recorded when the year was not a full one."""

    at_least: int
    leave_counts: tuple[str, ...] = ()
    recruits_only: bool = False
    name: ClassVar[str] = "worked_months"
    key: ClassVar[str] = "months"

    def relevant(self, cohort: Cohort, on: date) -> Bool:
        known = cohort.months >= 0
        return np.asarray(known & (cohort.recruit == 1) if self.recruits_only else known, np.bool_)

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        return decide(cohort.months + _credited(cohort, self.leave_counts) < self.at_least, cohort.months < 0)

    def asks(self, label: Label) -> str:
        who = "Người mới tuyển dụng có" if self.recruits_only else "Có"
        leave = ", ".join(label(f"leave.{kind}") for kind in self.leave_counts)
        counted = f"; thời gian {leave} được tính" if leave else ""
        return f"{who} từ {self.at_least} tháng công tác trở lên trong năm xét{counted}."

    def say(self, seen: Seen) -> Said:
        worked = int(seen.cohort.months[seen.row])
        extra = int(_credited(seen.cohort, self.leave_counts)[seen.row])
        there = f"có {worked} tháng công tác" + (
            f" và {extra} tháng nghỉ được tính là công tác" if extra else ""
        )
        who = "Người mới tuyển dụng" if self.recruits_only else "Cá nhân"
        if seen.outcome == MET:
            return Said(
                f"{who} {there} trong năm {seen.year}, đáp ứng yêu cầu từ {self.at_least} tháng trở lên.",
                seen.papers("months"),
            )
        missing = self.at_least - worked - extra
        short = f", còn thiếu {missing} tháng" if missing > 0 else ""
        return Said(
            f"{who} {there} trong năm {seen.year}; yêu cầu từ {self.at_least} tháng trở lên{short}.",
            seen.papers("months"),
        )


@dataclass(frozen=True)
class LeaveCounts(Check):
    """Says that a leave counts as time at work; it never fails anybody."""

    leave: tuple[str, ...]
    name: ClassVar[str] = "leave_counts"
    key: ClassVar[str] = "months"

    def relevant(self, cohort: Cohort, on: date) -> Bool:
        return np.asarray(_credited(cohort, self.leave) > 0, np.bool_)

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        return decide(np.zeros(len(cohort), np.bool_), False)

    def asks(self, label: Label) -> str:
        leave = ", ".join(label(f"leave.{kind}") for kind in self.leave)
        return f"Thời gian {leave} được tính là thời gian công tác."

    def say(self, seen: Seen) -> Said:
        months = seen.cohort.leave[seen.row]
        what = ", ".join(
            f"{seen.label(f'leave.{kind}')} {int(months[LEAVES.index(kind)])} tháng"
            for kind in self.leave
            if months[LEAVES.index(kind)]
        )
        return Said(f"Thời gian {what} được tính là thời gian công tác.", seen.papers("leave"))


@dataclass(frozen=True)
class LongTrainingResult(Check):
    """Training of `from_months` or more counts on its result, which a person attests (`training_result`)."""

    from_months: int
    name: ClassVar[str] = "long_training_result"
    key: ClassVar[str] = "training_result"
    lack: ClassVar[Lack] = "finding"

    def relevant(self, cohort: Cohort, on: date) -> Bool:
        return np.asarray(_credited(cohort, ("training",)) >= self.from_months, np.bool_)

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        found = cohort.finding("training_result")
        return decide(found == 0, found < 0)

    def asks(self, label: Label) -> str:
        return f"Đào tạo, bồi dưỡng từ {self.from_months} tháng trở lên thì xét theo kết quả học tập."

    def say(self, seen: Seen) -> Said:
        need = f"đào tạo, bồi dưỡng từ {self.from_months} tháng trở lên được xét theo kết quả học tập"
        if seen.outcome == TO_ATTEST:
            return Said(
                f"Chưa có người có thẩm quyền xác nhận kết quả học tập; {need}.",
                cure="Đề nghị người có thẩm quyền xác nhận kết quả học tập.",
            )
        words = "đạt" if seen.outcome == MET else "không đạt"
        return Said(f"{capital(need)}; kết quả đã được xác nhận {words}.", seen.papers("training_result"))


@dataclass(frozen=True)
class OldUnitComment(Check):
    """Who spent `from_months` or more in the former unit needs its comment in the dossier."""

    from_months: int
    name: ClassVar[str] = "old_unit_comment"
    key: ClassVar[str] = "old_unit_comment"

    def relevant(self, cohort: Cohort, on: date) -> Bool:
        return np.asarray(cohort.old_unit_months >= self.from_months, np.bool_)

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        return decide(cohort.old_unit_comment == 0, cohort.old_unit_comment < 0)

    def asks(self, label: Label) -> str:
        return (
            f"Người chuyển đến đã công tác từ {self.from_months} tháng trở lên trong năm ở đơn vị cũ phải có ý kiến "
            "nhận xét của đơn vị cũ; thiếu thì tạm dừng để bổ sung."
        )

    def say(self, seen: Seen) -> Said:
        months = int(seen.cohort.old_unit_months[seen.row])
        moved = f"Năm {seen.year} đã công tác {months} tháng ở đơn vị cũ trước khi chuyển đến"
        if seen.outcome == MET:
            return Said(f"{moved}; hồ sơ có ý kiến nhận xét của đơn vị cũ.", seen.papers("old_unit_comment"))
        if seen.outcome == TO_ATTEST:
            return Said(
                f"{moved}; chưa rõ hồ sơ đã có ý kiến nhận xét của đơn vị cũ hay chưa.", cure=_ADD_COMMENT
            )
        return Said(f"{moved}; hồ sơ còn thiếu ý kiến nhận xét của đơn vị cũ.", cure=_ADD_COMMENT)


CHECKS: tuple[type[Check], ...] = (WorkedMonths, LeaveCounts, LongTrainingResult, OldUnitComment)
