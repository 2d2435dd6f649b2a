"""Numbers of the law at one below, at and above; days of the law at −1, 0, +1."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from thidua.lawbook import (
    Cohort,
    DisciplineFact,
    LeaveFact,
    MemberFacts,
    NotInForce,
    SubjectFacts,
    Verdict,
    load,
)

BOOK = load(Path(__file__).parents[2] / "law")
SEASON = date(2023, 12, 15)


def judge(code: str, facts: SubjectFacts, year: int, on: date) -> Verdict:
    return BOOK.judge(code, Cohort.build(year, [facts]), on).verdict(0)


def worker_2023(**facts: object) -> SubjectFacts:
    return SubjectFacts(ratings={2023: "good"}, attested={"ldtt_2003": True}, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("worked", "maternity", "outcome"),
    [(9, 0, "not_met"), (10, 0, "met"), (11, 0, "met"), (4, 5, "not_met"), (4, 6, "met"), (0, 10, "met")],
)
def test_ten_months_of_work_with_maternity_leave(worked: int, maternity: int, outcome: str) -> None:
    leave = (LeaveFact("maternity", maternity),) if maternity else ()
    assert judge("ldtt", worker_2023(months_worked=worked, leave=leave), 2023, SEASON).outcome == outcome


@pytest.mark.parametrize(("worked", "outcome"), [(5, "not_met"), (6, "met"), (7, "met")])
def test_six_months_of_a_recruit_in_2024(worked: int, outcome: str) -> None:
    facts = SubjectFacts(
        group="official",
        ratings={2024: "good"},
        recruit=True,
        months_worked=worked,
        attested={"ldtt_spirit": True},
    )
    assert judge("ldtt", facts, 2024, date(2024, 12, 10)).outcome == outcome


@pytest.mark.parametrize(
    ("on", "ldtt", "count", "outcome"),
    [
        (date(2023, 12, 31), 6, 14, "not_met"),
        (date(2023, 12, 31), 7, 14, "not_met"),
        (date(2023, 12, 31), 8, 14, "met"),
        (date(2023, 12, 31), 7, 15, "not_met"),
        (date(2023, 12, 31), 8, 15, "met"),
        (date(2024, 1, 1), 69, 100, "not_met"),
        (date(2024, 1, 1), 70, 100, "met"),
        (date(2024, 1, 1), 71, 100, "met"),
        (date(2024, 1, 1), 6, 9, "not_met"),
        (date(2024, 1, 1), 7, 10, "met"),
        (date(2024, 1, 1), 0, 0, "to_attest"),
    ],
)
def test_share_of_advanced_workers(on: date, ldtt: int, count: int, outcome: str) -> None:
    facts = SubjectFacts(
        kind="collective",
        ratings={2023: "good"},
        members=MemberFacts(count, count, ldtt, 0, 0),
        attested={"movement_active": True, "solidarity": True},
    )
    assert judge("ttldtt", facts, 2023, on).outcome == outcome


@pytest.mark.parametrize(
    ("until", "in_2023", "in_2025"),
    [(date(2022, 12, 31), "met", "met"), (date(2023, 1, 1), "not_met", "to_attest"),
     (date(2023, 12, 30), "not_met", "to_attest"), (date(2023, 12, 31), "not_met", "not_met")],
)  # fmt: skip
def test_discipline_at_the_edges_of_the_year(until: date, in_2023: str, in_2025: str) -> None:
    measure = DisciplineFact("warning", date(2022, 3, 1), until, "Quyết định 12/QĐ-UBND")
    facts = worker_2023(disciplines=(measure,))
    assert judge("ldtt", facts, 2023, SEASON).outcome == in_2023
    later = SubjectFacts(
        group="official", ratings={2023: "good"}, disciplines=(measure,), attested={"ldtt_spirit": True}
    )
    assert judge("ldtt", later, 2023, date(2025, 9, 1)).outcome == in_2025


@pytest.mark.parametrize(
    ("base", "limit"),
    [(0, 0), (6, 0), (7, 1), (13, 1), (14, 2), (19, 2), (20, 3), (21, 3), (39, 5), (40, 6), (2060, 309)],
)
def test_fifteen_percent_is_never_rounded_up(base: int, limit: int) -> None:
    quota = BOOK.quota("cstd_co_so", SEASON)
    assert quota is not None
    assert (quota.limit(base), quota.of) == (limit, "ldtt_count")


def test_a_negative_base_is_refused() -> None:
    quota = BOOK.quota("cstd_co_so", SEASON)
    assert quota is not None
    with pytest.raises(ValueError, match="negative"):
        quota.limit(-1)


def test_the_cap_lives_from_october_2017_to_the_end_of_2023() -> None:
    days = [date(2017, 9, 30), date(2017, 10, 1), date(2023, 12, 31), date(2024, 1, 1)]
    assert [BOOK.quota("cstd_co_so", on) is not None for on in days] == [False, True, True, False]
    assert BOOK.quota("ldtt", SEASON) is None


@pytest.mark.parametrize(
    ("code", "on", "members", "needed"),
    [
        ("cstd_co_so", SEASON, 15, 8), ("cstd_co_so", SEASON, 14, 8), ("cstd_co_so", SEASON, 1, 1),
        ("cstd_co_so", date(2024, 1, 1), 15, 12), ("cstd_co_so", date(2024, 1, 1), 14, 12),
        ("cstd_co_so", date(2024, 1, 1), 16, 13), ("cstd_bo_tinh", date(2024, 1, 1), 10, 9),
        ("cstd_bo_tinh", date(2024, 1, 1), 11, 10), ("ldtt", date(2024, 1, 1), 15, 8),
    ],
)  # fmt: skip
def test_votes_needed_of_all_members(code: str, on: date, members: int, needed: int) -> None:
    assert BOOK.vote(code, on, members) == needed


def test_a_council_without_members_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one member"):
        BOOK.vote("cstd_co_so", SEASON, 0)


@pytest.mark.parametrize(
    ("first_day", "before", "after"),
    [(date(2024, 1, 1), "15/2003/QH11", "06/2022/QH15"), (date(2026, 10, 1), "06/2022/QH15", "06/2026/QH16")],
)
@pytest.mark.parametrize("code", ["ldtt", "cstd_co_so", "ttldtt", "ttldxs"])
def test_each_law_begins_on_its_day(code: str, first_day: date, before: str, after: str) -> None:
    subject = BOOK.honour(code).subjects[0]
    found = []
    for on in (first_day - timedelta(1), first_day, first_day + timedelta(1)):
        version = BOOK.in_force(code, subject, on)
        assert version is not None
        found.append(version.basis.citation.instrument)
    assert found == [before, after, after]


@pytest.mark.parametrize("code", ["ldtt", "cstd_co_so", "ttldtt", "ttldxs"])
def test_nothing_is_judged_before_the_first_regime_that_was_read(code: str) -> None:
    subject = BOOK.honour(code).subjects[0]
    assert BOOK.in_force(code, subject, date(2017, 9, 30)) is None
    assert BOOK.in_force(code, subject, date(2017, 10, 1)) is not None
    assert BOOK.in_force(code, subject, date(2017, 10, 2)) is not None


def test_dissolved_bodies_are_barred_from_5_august_2025() -> None:
    facts = SubjectFacts(
        kind="collective",
        ratings={2025: "good"},
        members=MemberFacts(10, 10, 8, 0, 0),
        attested={"movement_active": True, "solidarity": True},
        dissolved_on=date(2025, 7, 1),
    )
    days = [date(2025, 8, 4), date(2025, 8, 5), date(2025, 8, 6)]
    assert [judge("ttldtt", facts, 2025, on).outcome for on in days] == ["met", "not_met", "not_met"]


def test_the_district_chair_signs_until_30_june_2025() -> None:
    days = [date(2025, 6, 30), date(2025, 7, 1), date(2025, 7, 2)]
    assert ["district_chair" in BOOK.deciders("cstd_co_so", on) for on in days] == [True, False, False]
    assert ["commune_chair" in BOOK.deciders("cstd_co_so", on) for on in days] == [False, True, True]


def test_an_honour_without_criteria_on_the_day_cannot_be_judged() -> None:
    with pytest.raises(NotInForce):
        judge("ldtt", SubjectFacts(), 2010, date(2010, 12, 15))
    with pytest.raises(NotInForce):
        judge("ttldtt", SubjectFacts(kind="person"), 2023, SEASON)
