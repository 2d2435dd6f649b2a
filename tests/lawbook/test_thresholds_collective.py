"""Members, ranks and the end of a collective: one below, at and above."""

from __future__ import annotations

from datetime import date

import pytest
from asking import check_table

from thidua.lawbook import MemberFacts, SubjectFacts
from thidua.lawbook.checks.collective import (
    AllCompleted,
    ClusterLeader,
    HasMemberWith,
    MemberShare,
    NoMemberDisciplined,
    NotDissolved,
)


def members(**counts: int | None) -> SubjectFacts:
    return SubjectFacts(kind="collective", members=MemberFacts(**counts))


NOBODY_COUNTED = SubjectFacts(kind="collective")


@pytest.mark.parametrize(
    ("count", "ldtt", "at_least", "more_than"),
    [
        (10, 6, "not_met", "not_met"),
        (10, 7, "met", "not_met"),
        (10, 8, "met", "met"),
        (9, 6, "not_met", "not_met"),
        (9, 7, "met", "met"),
        (1, 0, "not_met", "not_met"),
        (1, 1, "met", "met"),
        (0, 0, "to_attest", "to_attest"),
        (None, 7, "to_attest", "to_attest"),
        (10, None, "to_attest", "to_attest"),
        (10, 0, "not_met", "not_met"),
        (3_000_000, 2_099_999, "not_met", "not_met"),
        (3_000_000, 2_100_000, "met", "not_met"),
        (3_000_000, 2_100_001, "met", "met"),
    ],
)
def test_a_share_of_seventy_percent(
    count: int | None, ldtt: int | None, at_least: str, more_than: str
) -> None:
    facts = members(count=count, ldtt=ldtt)
    check_table(MemberShare(70), 2024, [(facts, at_least)])
    check_table(MemberShare(70, more_than=True), 2024, [(facts, more_than), (NOBODY_COUNTED, "to_attest")])


def test_all_members_completed() -> None:
    rows = [(29, 30, "not_met"), (30, 30, "met"), (0, 0, "to_attest"), (1, None, "to_attest")]
    table = [(members(completed=done, count=whole), word) for done, whole, word in rows]
    check_table(
        AllCompleted(), 2024, [*table, (members(count=3), "to_attest"), (NOBODY_COUNTED, "to_attest")]
    )
    check_table(AllCompleted(), 2024, [(members(count=1, completed=0), "not_met")])


def test_a_member_with_the_title() -> None:
    rows = [(None, "to_attest"), (0, "not_met"), (1, "met"), (2, "met")]
    check_table(
        HasMemberWith("cstd_co_so"), 2024, [(members(cstd_co_so=count), word) for count, word in rows]
    )


def test_no_member_disciplined() -> None:
    rows = [(None, "to_attest"), (0, "met"), (1, "not_met")]
    table = [(members(disciplined_warning_or_more=count), word) for count, word in rows]
    check_table(NoMemberDisciplined(), 2024, table)


def test_the_rank_in_the_cluster() -> None:
    rows = [(None, "to_attest"), (0, "to_attest"), (1, "met"), (2, "not_met"), (3, "not_met")]
    table = [(SubjectFacts(kind="collective", cluster_rank=rank), word) for rank, word in rows]
    check_table(ClusterLeader(), 2024, table)


def test_the_day_a_body_ends() -> None:
    day = date(2025, 8, 5)
    rows = [(None, "silent"), (date(2025, 8, 4), "not_met"), (day, "not_met"), (date(2025, 8, 6), "silent")]
    table = [(SubjectFacts(kind="collective", dissolved_on=ended), word) for ended, word in rows]
    check_table(NotDissolved(), 2025, table, day)
