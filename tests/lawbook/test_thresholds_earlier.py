"""Earlier awards: what must come before, years used up to the day, what is given once, the same achievement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from asking import check_table, law_table
from complete import (
    CERTIFICATE_BY_GRADES,
    CERTIFICATE_BY_TITLES,
    CERTIFICATE_OF_COLLECTIVE,
    OLD_DAY,
    OLD_PRIME_MINISTER,
    PRIME_MINISTER,
    SECOND_CLASS,
    THIRD_CLASS,
    given,
)

from thidua.lawbook import GivenHonour, SubjectFacts
from thidua.lawbook.checks.earlier import GivenOnce, PriorForm, PriorOnMerit, UnusedYears
from thidua.lawbook.checks.record import NotRewardedBefore

UNKNOWN = SubjectFacts(honours=None)


def holding(*honours: GivenHonour) -> SubjectFacts:
    return SubjectFacts(honours=honours)


def test_a_form_that_must_come_before() -> None:
    check_table(
        PriorForm("bk_ttg"),
        2025,
        [
            (UNKNOWN, "to_attest"),
            (holding(), "not_met"),
            (holding(*given("bk_bo_tinh", 2020)), "not_met"),
            (holding(*given("bk_ttg", 2020)), "met"),
            (holding(*given("bk_ttg", 1980)), "met"),
            (holding(*given("bk_ttg", 2025)), "met"),
            (holding(*given("bk_ttg", 2026)), "not_met"),
            (holding(*given("bk_ttg", 2020, revoked=True)), "not_met"),
        ],
    )


def test_the_form_before_was_given_on_merit() -> None:
    check_table(
        PriorOnMerit("bk_ttg"),
        2025,
        [
            (UNKNOWN, "silent"),
            (holding(*given("bk_bo_tinh", 2020)), "silent"),
            (holding(*given("bk_ttg", 2026, ground="movement")), "silent"),
            (holding(*given("bk_ttg", 2020)), "met"),
            (holding(*given("bk_ttg", 2025, ground="movement")), "not_met"),
            (holding(*given("bk_ttg", 2020, ground="movement")), "not_met"),
            (holding(*given("bk_ttg", 2020, ground="unexpected")), "not_met"),
            (holding(*given("bk_ttg", 2018), *given("bk_ttg", 2020, ground="movement")), "met"),
            (holding(*given("bk_ttg", 2018, ground="movement"), *given("bk_ttg", 2020)), "met"),
            (
                holding(*given("bk_ttg", 2018, revoked=True), *given("bk_ttg", 2020, ground="unexpected")),
                "not_met",
            ),
        ],
    )


def test_once_in_a_life() -> None:
    check_table(
        GivenOnce("hn_cong_dan_uu_tu"),
        2025,
        [
            (UNKNOWN, "to_attest"),
            (holding(), "met"),
            (holding(*given("hn_cong_dan_danh_du", 2024)), "met"),
            (holding(*given("hn_cong_dan_uu_tu", 1990)), "not_met"),
            (holding(*given("hn_cong_dan_uu_tu", 2025)), "not_met"),
            (holding(*given("hn_cong_dan_uu_tu", 2024, revoked=True)), "met"),
        ],
    )


# The five years 2021-2025: how an award closes years, and what that means for them.
CLOSING: list[tuple[dict[str, Any], str]] = [
    # The decision names the years.
    ({"counted_years": (2016, 2017, 2018, 2019, 2020)}, "silent"),
    ({"counted_years": (2017, 2018, 2019, 2020, 2021)}, "not_met"),
    ({"counted_years": (2020,), "decided_on": date(2022, 6, 1)}, "silent"),
    ({"counted_years": (2021,), "decided_on": date(2020, 6, 1)}, "not_met"),
    # It names none: the period ends on its day; a year it covers in part is for a person to weigh.
    ({"decided_on": date(2020, 12, 30)}, "silent"),
    ({"decided_on": date(2020, 12, 31)}, "silent"),
    ({"decided_on": date(2021, 1, 1)}, "to_attest"),
    ({"decided_on": date(2021, 12, 30)}, "to_attest"),
    ({"decided_on": date(2021, 12, 31)}, "not_met"),
    ({"decided_on": date(2022, 1, 1)}, "not_met"),
    # Given for a movement or a feat it uses up no years; cancelled, it never was.
    ({"decided_on": date(2023, 5, 1), "ground": "movement"}, "silent"),
    ({"decided_on": date(2023, 5, 1), "ground": "unexpected"}, "silent"),
    ({"decided_on": date(2023, 5, 1), "revoked": True}, "silent"),
]


def test_years_used_up_to_the_day() -> None:
    rows = [(holding(*given("bk_ttg", 2019, **how)), word) for how, word in CLOSING]
    others = [
        (UNKNOWN, "to_attest"),
        (holding(), "silent"),
        (holding(*given("bk_ttg", 2020)), "silent"),
        (holding(*given("bk_ttg", 2021)), "not_met"),
        (holding(*given("hcld_3", 2021)), "not_met"),
        (holding(*given("bk_bo_tinh", 2021)), "silent"),
        (holding(*given("bk_ttg", 2026)), "silent"),
        # The later of two closes, whichever stands first.
        (holding(*given("bk_ttg", 2021), *given("hcld_3", 2015)), "not_met"),
        (holding(*given("hcld_3", 2015), *given("bk_ttg", 2021)), "not_met"),
        (
            holding(
                *given("bk_ttg", 2018, counted_years=(2017, 2021)),
                *given("bk_ttg", 2019, counted_years=(2019,)),
            ),
            "not_met",
        ),
    ]
    check_table(UnusedYears(5, ("bk_ttg", "hcld_3")), 2025, [*rows, *others])


@pytest.mark.parametrize(("year", "word"), [(2024, "not_met"), (2025, "not_met"), (2026, "silent")])
def test_used_years_fall_out_as_the_review_year_moves(year: int, word: str) -> None:
    facts = holding(*given("bk_ttg", 2021, counted_years=(2020, 2021)))
    check_table(UnusedYears(5, ("bk_ttg",)), year, [(facts, word)])


@pytest.mark.parametrize(
    ("code", "base", "closing", "years"),
    [
        ("bk_bo_tinh", CERTIFICATE_BY_TITLES, "bk_bo_tinh", 2),
        ("bk_bo_tinh", CERTIFICATE_BY_GRADES, "bk_ttg", 2),
        ("bk_bo_tinh", CERTIFICATE_OF_COLLECTIVE, "bk_bo_tinh", 2),
        ("bk_ttg", PRIME_MINISTER, "bk_ttg", 5),
        ("hcld_3", THIRD_CLASS, "bk_ttg", 5),
        ("hcld_3", THIRD_CLASS, "hcld_3", 5),
        ("hcld_2", SECOND_CLASS, "hcld_3", 5),
    ],
)
def test_the_last_year_an_award_closed(code: str, base: SubjectFacts, closing: str, years: int) -> None:
    first = 2025 - years + 1

    def closed(**how: Any) -> SubjectFacts:
        award = given(closing, 2020, **how)
        return replace(base, honours=(*(base.honours or ()), *award))

    law_table(
        code,
        2025,
        [
            (base, "met"),
            (closed(counted_years=(first - 1,)), "met"),
            (closed(counted_years=(first,)), "not_met counted_years"),
            (closed(decided_on=date(first - 1, 12, 31)), "met"),
            (closed(decided_on=date(first, 1, 1)), "to_attest"),
            (closed(decided_on=date(first, 12, 31)), "not_met counted_years"),
        ],
    )


@pytest.mark.parametrize("base", [CERTIFICATE_BY_GRADES, CERTIFICATE_OF_COLLECTIVE])
def test_unknown_awards_leave_used_years_open(base: SubjectFacts) -> None:
    law_table("bk_bo_tinh", 2025, [(base, "met"), (replace(base, honours=None), "to_attest")])


@pytest.mark.parametrize(
    ("code", "base", "form"),
    [
        ("bk_ttg", PRIME_MINISTER, "bk_bo_tinh"),
        ("hcld_3", THIRD_CLASS, "bk_ttg"),
        ("hcld_2", SECOND_CLASS, "hcld_3"),
    ],
)
def test_the_form_each_honour_rests_on(code: str, base: SubjectFacts, form: str) -> None:
    def with_form(**how: Any) -> SubjectFacts:
        others = [one for one in base.honours or () if one.honour != form]
        return replace(base, honours=(*others, *(given(form, 2020, **how) if how else ())))

    law_table(
        code,
        2025,
        [
            (with_form(), "not_met prior_form"),
            (with_form(revoked=True), "not_met prior_form"),
            (with_form(ground="movement"), "not_met prior_form"),
            (with_form(ground="unexpected"), "not_met prior_form"),
            (with_form(ground="merit"), "met"),
        ],
    )


def test_used_years_of_the_old_law() -> None:
    def closed(last: int) -> SubjectFacts:
        award = given("bk_ttg", last, counted_years=(last,))
        return replace(OLD_PRIME_MINISTER, honours=(*(OLD_PRIME_MINISTER.honours or ()), *award))

    law_table("bk_ttg", 2019, [(closed(2014), "met"), (closed(2015), "not_met counted_years")], OLD_DAY)


def rewarded(*honours: GivenHonour, of: str | None = "X1", for_: tuple[str, ...] = ("X1",)) -> SubjectFacts:
    return SubjectFacts(honours=honours, achievement_id=of, rewarded_for=for_)


def test_one_achievement_one_reward() -> None:
    check_table(
        NotRewardedBefore(("giay_khen",)),
        2025,
        [
            (SubjectFacts(), "silent"),
            (rewarded(for_=()), "silent"),
            (rewarded(for_=("X2",)), "silent"),
            (rewarded(of=None), "silent"),
            (replace(rewarded(), honours=None), "to_attest"),
            (replace(rewarded(for_=("X2",)), honours=None), "silent"),
            (rewarded(for_=("X2", "X1")), "not_met"),
            (rewarded(*given("bk_bo_tinh", 2025)), "not_met"),
            (rewarded(*given("giay_khen", 2025)), "to_attest"),
            (rewarded(*given("giay_khen", 2024)), "not_met"),
            (rewarded(*given("giay_khen", 2025, revoked=True)), "not_met"),
            (rewarded(*given("giay_khen", 2025), *given("bk_bo_tinh", 2025)), "not_met"),
            (rewarded(*given("giay_khen", 2025), *given("bk_bo_tinh", 2024)), "to_attest"),
        ],
    )
    rows = [(rewarded(*given("giay_khen", 2025)), "not_met"), (replace(rewarded(), honours=None), "not_met")]
    check_table(NotRewardedBefore(), 2025, rows)


def test_a_title_of_the_year_rewards_no_single_achievement() -> None:
    check_table(
        NotRewardedBefore(("giay_khen",), ("ldtt",)),
        2025,
        [
            (rewarded(*given("giay_khen", 2025), *given("ldtt", 2025)), "to_attest"),
            (rewarded(*given("ldtt", 2025)), "not_met"),
            (rewarded(*given("giay_khen", 2025), *given("cstt", 2025)), "not_met"),
        ],
    )
    base = replace(CERTIFICATE_BY_GRADES, achievement_id="X1", rewarded_for=("X1",))
    flood = (*given("giay_khen", 2025), *given("ldtt", 2025))
    rows = [(replace(base, honours=flood), "to_attest"), (base, "not_met same_achievement")]
    law_table("bk_bo_tinh", 2025, rows)
