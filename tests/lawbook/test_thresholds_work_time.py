"""Months at work, leave that counts, training, a move between units: one below, at and above."""

from __future__ import annotations

from asking import check_table

from thidua.lawbook import LeaveFact, SubjectFacts
from thidua.lawbook.checks.work import LeaveCounts, LongTrainingResult, OldUnitComment, WorkedMonths


def worked(months: int | None, *leave: tuple[str, int], recruit: bool | None = None) -> SubjectFacts:
    return SubjectFacts(
        months_worked=months, recruit=recruit, leave=tuple(LeaveFact(kind, length) for kind, length in leave)
    )


def test_months_of_work_in_the_year() -> None:
    check_table(
        WorkedMonths(10, ("maternity",)),
        2023,
        [
            (worked(None), "silent"),
            (worked(0), "not_met"),
            (worked(9), "not_met"),
            (worked(10), "met"),
            (worked(11), "met"),
            (worked(4, ("maternity", 5)), "not_met"),
            (worked(4, ("maternity", 6)), "met"),
            (worked(4, ("maternity", 3), ("maternity", 3)), "met"),
            (worked(4, ("training", 6)), "not_met"),
            (worked(4, ("training", 1), ("maternity", 5)), "not_met"),
        ],
    )


def test_months_of_a_recruit() -> None:
    check_table(
        WorkedMonths(6, ("maternity", "training", "injury"), recruits_only=True),
        2024,
        [
            (worked(5), "silent"),
            (worked(5, recruit=False), "silent"),
            (worked(None, recruit=True), "silent"),
            (worked(5, recruit=True), "not_met"),
            (worked(6, recruit=True), "met"),
            (worked(7, recruit=True), "met"),
            (worked(3, ("training", 1), ("injury", 1), recruit=True), "not_met"),
            (worked(3, ("training", 1), ("injury", 1), ("maternity", 1), recruit=True), "met"),
        ],
    )


def test_leave_that_counts_is_named() -> None:
    check_table(
        LeaveCounts(("training", "injury")),
        2024,
        [
            (worked(12), "silent"),
            (worked(12, ("training", 0)), "silent"),
            (worked(11, ("training", 1)), "met"),
            (worked(11, ("injury", 1)), "met"),
            (worked(6, ("maternity", 6)), "silent"),
        ],
    )


def test_training_of_a_year_counts_on_its_result() -> None:
    def trained(*months: int, result: bool | None = None) -> SubjectFacts:
        return SubjectFacts(
            leave=tuple(LeaveFact("training", length) for length in months),
            attested={} if result is None else {"training_result": result},
        )

    check_table(
        LongTrainingResult(12),
        2024,
        [
            (trained(), "silent"),
            (trained(11), "silent"),
            (trained(11, result=False), "silent"),
            (trained(12), "to_attest"),
            (trained(6, 6), "to_attest"),
            (trained(12, result=True), "met"),
            (trained(12, result=False), "not_met"),
            (worked(0, ("maternity", 12)), "silent"),
        ],
    )


def test_the_comment_of_the_old_unit() -> None:
    def moved(months: int | None, comment: bool | None) -> SubjectFacts:
        return SubjectFacts(old_unit_months=months, old_unit_comment=comment)

    check_table(
        OldUnitComment(6),
        2024,
        [
            (moved(None, None), "silent"),
            (moved(5, False), "silent"),
            (moved(6, False), "not_met"),
            (moved(6, None), "to_attest"),
            (moved(6, True), "met"),
            (moved(7, False), "not_met"),
        ],
    )
