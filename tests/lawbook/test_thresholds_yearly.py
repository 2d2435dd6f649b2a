"""The yearly titles of persons and collectives, law by law: grades that are kept, shares, ranks, months."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from asking import law_table

from thidua.lawbook import LeaveFact, MemberFacts, SubjectFacts
from thidua.lawbook.facts import GRADES

OLD, NEW = date(2023, 12, 15), date(2024, 12, 15)
FOUND = dict.fromkeys(
    ("movement_active", "solidarity", "outstanding_collective", "exceeds_targets", "party_orgs_excellent"),
    True,
)


def person(year: int) -> SubjectFacts:
    found = {"ldtt_spirit": True, "ldtt_2003": True}
    return SubjectFacts(group="official", ratings={year: "good"}, honours=(), attested=found)


def collective(year: int) -> SubjectFacts:
    return SubjectFacts(
        kind="collective",
        ratings={year: "excellent"},
        members=MemberFacts(10, 10, 10, 1, 0),
        cluster_rank=1,
        attested=FOUND,
    )


@pytest.mark.parametrize(
    ("code", "on", "least"),
    [
        ("ldtt", OLD, "good"),
        ("ldtt", NEW, "good"),
        ("cstt", NEW, "good"),
        ("ttldtt", OLD, "good"),
        ("ttldtt", NEW, "good"),
        ("dvtt", NEW, "good"),
        ("ttldxs", OLD, "excellent"),
        ("ttldxs", NEW, "excellent"),
        ("dvqt", NEW, "excellent"),
    ],
)
def test_the_grade_of_each_title(code: str, on: date, least: str) -> None:
    base = person(on.year) if code in ("ldtt", "cstt") else collective(on.year)
    enough = GRADES[GRADES.index(least) :]  # type: ignore[arg-type]
    rows = [
        (replace(base, ratings={on.year: grade}), "met" if grade in enough else "not_met rating")
        for grade in GRADES
    ]
    # Of a person under the law of 2003 the finding decides alone where no grades are kept.
    alone = (code, on) == ("ldtt", OLD)
    rows += [(replace(base, ratings=None), "met" if alone else "to_attest")]
    rows += [(replace(base, ratings={on.year - 1: "excellent"}), "to_attest")]
    law_table(code, on.year, rows, on)


@pytest.mark.parametrize(
    ("code", "on", "rows"),
    [
        ("ttldtt", OLD, [(5, "not_met share_ldtt"), (6, "met")]),
        ("ttldtt", NEW, [(6, "not_met share_ldtt"), (7, "met"), (8, "met")]),
        ("ttldxs", OLD, [(6, "not_met share_ldtt"), (7, "met"), (8, "met")]),
        ("ttldxs", NEW, [(6, "not_met share_ldtt"), (7, "met"), (8, "met")]),
    ],
)
def test_the_share_of_advanced_workers_of_ten(code: str, on: date, rows: list[tuple[int, str]]) -> None:
    base = collective(on.year)
    law_table(
        code, on.year, [(replace(base, members=MemberFacts(10, 10, n, 1, 0)), word) for n, word in rows], on
    )


@pytest.mark.parametrize(
    ("code", "on", "percent", "more"),
    [
        ("ttldtt", OLD, 50, True),
        ("ttldtt", NEW, 70, False),
        ("ttldxs", OLD, 70, False),
        ("ttldxs", NEW, 70, False),
    ],
)
def test_the_share_to_the_percent(code: str, on: date, percent: int, more: bool) -> None:
    base = collective(on.year)

    def of(ldtt: int) -> SubjectFacts:
        return replace(base, members=MemberFacts(100, 100, ldtt, 1, 0))

    least = percent + more
    rows = [(of(least - 1), "not_met share_ldtt"), (of(least), "met"), (of(least + 1), "met")]
    law_table(code, on.year, rows, on)


def test_the_leader_of_a_cluster_gets_the_flag() -> None:
    base = collective(2024)
    rows = [(None, "to_attest"), (1, "met"), (2, "not_met cluster_rank")]
    law_table("co_bo_tinh", 2024, [(replace(base, cluster_rank=rank), word) for rank, word in rows], NEW)


def test_ten_months_of_the_old_law_with_maternity_leave_alone() -> None:
    def worked(months: int, kind: str = "", leave: int = 0) -> SubjectFacts:
        away = (LeaveFact(kind, leave),) if kind else ()
        return replace(person(2023), months_worked=months, leave=away)

    law_table(
        "ldtt",
        2023,
        [
            (worked(9), "not_met months"),
            (worked(10), "met"),
            (worked(4, "maternity", 6), "met"),
            (worked(4, "training", 6), "not_met months"),
            (worked(4, "injury", 6), "not_met months"),
        ],
        OLD,
    )


@pytest.mark.parametrize("kind", ["maternity", "training", "injury"])
def test_six_months_of_a_recruit_with_any_leave(kind: str) -> None:
    def worked(months: int, leave: int, recruit: bool = True) -> SubjectFacts:
        return replace(person(2024), months_worked=months, leave=(LeaveFact(kind, leave),), recruit=recruit)

    rows = [(worked(3, 2), "not_met months"), (worked(3, 3), "met"), (worked(1, 1, recruit=False), "met")]
    law_table("ldtt", 2024, rows, NEW)


def test_training_of_a_year_and_the_old_units_comment() -> None:
    def trained(months: int, result: bool | None) -> SubjectFacts:
        base = person(2024)
        found = {**base.attested} | ({} if result is None else {"training_result": result})
        return replace(base, leave=(LeaveFact("training", months),), attested=found)

    rows = [(trained(11, None), "met"), (trained(12, None), "to_attest")]
    rows += [(trained(12, True), "met"), (trained(12, False), "not_met training_result")]
    law_table("ldtt", 2024, rows, NEW)
    moved = replace(person(2024), old_unit_comment=False)
    law_table(
        "ldtt",
        2024,
        [
            (replace(moved, old_unit_months=5), "met"),
            (replace(moved, old_unit_months=6), "deferred old_unit_comment"),
            (replace(moved, old_unit_months=7), "deferred old_unit_comment"),
        ],
        NEW,
    )


def test_what_the_unread_circular_of_2025_leaves_to_a_person() -> None:
    """From 5 August 2025: whom the rules on recruits and on leave were for is asked, the others are judged."""
    base = replace(person(2025), months_worked=12)
    away = [replace(base, months_worked=10, leave=(LeaveFact(kind, 2),)) for kind in ("training", "injury")]
    rows = [(base, "met"), (replace(base, recruit=True), "to_attest"), *((one, "to_attest") for one in away)]
    rows += [(replace(base, months_worked=10, leave=(LeaveFact("maternity", 2),)), "met")]
    law_table("ldtt", 2025, rows, date(2025, 8, 5))
    law_table("ldtt", 2025, [(one, "met") for one, _ in rows], date(2025, 8, 4))
