"""Titles over several years at one below, at and above every number and edge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from asking import check_table, law_table
from complete import (
    CERTIFICATE_BY_TITLES,
    CERTIFICATE_OF_COLLECTIVE,
    NATIONAL_FIGHTER,
    OLD_DAY,
    OLD_PRIME_MINISTER,
    PRIME_MINISTER,
    PROVINCIAL_FIGHTER,
    SECOND_CLASS,
    THIRD_CLASS,
    given,
    grades,
)

from thidua.lawbook import GivenHonour, SubjectFacts
from thidua.lawbook.checks.chains import (
    AdjoiningTitles,
    NoRevokedTitle,
    OldTitlesStand,
    SubmittedInTime,
    TitleChain,
    TitleCount,
)

FIGHTER = "cstd_co_so"


def holding(*honours: GivenHonour) -> SubjectFacts:
    return SubjectFacts(honours=honours)


def fighter(*years: int) -> SubjectFacts:
    return holding(*given(FIGHTER, *years))


def test_a_chain_is_whole_and_ends_with_the_review_year() -> None:
    check_table(
        TitleChain(FIGHTER, 3),
        2024,
        [
            (SubjectFacts(honours=None), "to_attest"),
            (fighter(), "not_met"),
            (fighter(2023, 2024), "not_met"),
            (fighter(2022, 2023, 2024), "met"),
            (fighter(2021, 2022, 2023, 2024), "met"),
            (fighter(2021, 2022, 2023), "not_met"),
            (fighter(2021, 2023, 2024), "not_met"),
            (fighter(2022, 2024), "not_met"),
            (fighter(2023, 2024, 2025), "not_met"),
            (fighter(2022, 2023, 2024, 2025), "met"),
            (holding(*given("ldtt", 2022, 2023, 2024)), "not_met"),
            (holding(*given(FIGHTER, 2022, 2024), *given(FIGHTER, 2023, revoked=True)), "not_met"),
            (
                holding(*given(FIGHTER, 2022, 2023, 2024), *given(FIGHTER, 2023, revoked=True)),
                "met",
            ),
        ],
    )


def test_the_same_titles_in_another_review_year() -> None:
    facts = fighter(2022, 2023, 2024)
    for year, word in [(2023, "not_met"), (2024, "met"), (2025, "not_met")]:
        check_table(TitleChain(FIGHTER, 3), year, [(facts, word)])
    for year, word in [(2023, "met"), (2024, "met"), (2025, "met"), (2026, "not_met")]:
        check_table(TitleCount(FIGHTER, 2, 3), year, [(facts, word)])


def test_titles_counted_within_the_window() -> None:
    check_table(
        TitleCount(FIGHTER, 3, 5),
        2024,
        [
            (SubjectFacts(honours=None), "to_attest"),
            (fighter(), "not_met"),
            (fighter(2023, 2024), "not_met"),
            (fighter(2021, 2023, 2024), "met"),
            (fighter(2021, 2022, 2023, 2024), "met"),
            (fighter(2020, 2021, 2022), "met"),
            (fighter(2019, 2021, 2022), "not_met"),
            (fighter(2023, 2024, 2025), "not_met"),
            (holding(*given(FIGHTER, 2022, 2023, 2023)), "not_met"),
            (holding(*given(FIGHTER, 2022, 2023), *given(FIGHTER, 2024, revoked=True)), "not_met"),
        ],
    )


def test_a_revoked_title_speaks_only_inside_the_chain() -> None:
    def revoked(*years: int, kept: tuple[int, ...] = ()) -> SubjectFacts:
        return holding(*given(FIGHTER, *kept), *given(FIGHTER, *years, revoked=True))

    check_table(
        NoRevokedTitle(FIGHTER, 3),
        2024,
        [
            (SubjectFacts(honours=None), "silent"),
            (fighter(2022, 2023, 2024), "silent"),
            (revoked(2021), "silent"),
            (revoked(2022), "not_met"),
            (revoked(2024), "not_met"),
            (revoked(2025), "silent"),
            (revoked(2023, kept=(2023,)), "silent"),
            (holding(*given("ldtt", 2024, revoked=True)), "silent"),
        ],
    )


@pytest.mark.parametrize(
    ("review", "rows"),
    [
        (2022, [((2022,), "met"), ((2019,), "silent"), ((2020,), "met")]),
        (2023, [((2023,), "met"), ((2021,), "met"), ((2020,), "silent")]),
        (2024, [((2024,), "silent"), ((2023,), "met"), ((2022,), "met"), ((2021,), "silent")]),
        (2025, [((2024, 2025), "silent"), ((2023,), "met"), ((2022,), "silent")]),
        (2026, [((2024, 2025, 2026), "silent"), ((2023,), "silent")]),
    ],
)
def test_titles_of_before_2024_still_stand(review: int, rows: list[tuple[tuple[int, ...], str]]) -> None:
    check = OldTitlesStand(("ttldxs", FIGHTER), 2024, 3)
    check_table(check, review, [(fighter(*years), word) for years, word in rows])


def test_two_titles_adjoin_by_the_years_they_count() -> None:
    def two(first: int, counted: tuple[int, ...] = (), before: str = "cstd_bo_tinh") -> SubjectFacts:
        latest = GivenHonour("cstd_bo_tinh", 2024, counted_years=counted)
        return holding(latest, GivenHonour(before, first))

    check_table(
        AdjoiningTitles("cstd_bo_tinh", 3),
        2025,
        [
            (SubjectFacts(honours=None), "to_attest"),
            (holding(), "not_met"),
            (holding(*given("cstd_bo_tinh", 2024)), "not_met"),
            # Three years each where the decision names none: 2022-2024, so the one before ends with 2021.
            (two(2020), "not_met"),
            (two(2021), "met"),
            (two(2022), "not_met"),
            (two(2021, before="cstd_toan_quoc"), "not_met"),
            # The decision names them.
            (two(2021, (2023, 2024)), "not_met"),
            (two(2022, (2023, 2024)), "met"),
            (two(2023, (2023, 2024)), "not_met"),
            (two(2020, (2021, 2022, 2023, 2024)), "met"),
            (
                holding(*given("cstd_bo_tinh", 2024), *given("cstd_bo_tinh", 2021, revoked=True)),
                "not_met",
            ),
            # The latest one was revoked: the one before it is the latest.
            (
                holding(
                    *given("cstd_bo_tinh", 2018, 2021),
                    *given("cstd_bo_tinh", 2024, revoked=True, counted_years=(2023, 2024)),
                ),
                "met",
            ),
            (holding(*given("cstd_bo_tinh", 2022, 2025)), "met"),
            (
                holding(*given("cstd_bo_tinh", 2024), *given("cstd_bo_tinh", 2025, counted_years=(2025,))),
                "met",
            ),
            (holding(*given("cstd_bo_tinh", 2023, 2026)), "not_met"),
        ],
    )


@pytest.mark.parametrize(
    ("on", "of_2023", "decided_2024", "decided_2025"),
    [
        (date(2024, 12, 31), "met", "met", "met"),
        (date(2025, 1, 1), "not_met", "to_attest", "to_attest"),
        (date(2025, 12, 31), "not_met", "to_attest", "to_attest"),
        (date(2026, 1, 1), "not_met", "not_met", "to_attest"),
        (date(2027, 1, 1), "not_met", "not_met", "not_met"),
    ],
)
def test_the_dossier_comes_in_the_adjacent_year(
    on: date, of_2023: str, decided_2024: str, decided_2025: str
) -> None:
    def title(**more: object) -> SubjectFacts:
        return holding(*given("cstd_bo_tinh", 2020), *given("cstd_bo_tinh", 2023, **more))

    check_table(
        SubmittedInTime("cstd_bo_tinh"),
        2024,
        [
            (title(), of_2023),
            (title(decided_on=date(2023, 12, 25)), of_2023),
            (title(decided_on=date(2024, 1, 10)), decided_2024),
            (title(decided_on=date(2025, 1, 10)), decided_2025),
            (holding(*given("cstd_bo_tinh", 2024)), "met" if on.year < 2026 else "not_met"),
            (holding(*given(FIGHTER, 2023)), "silent"),
            (SubjectFacts(honours=None), "silent"),
        ],
        on,
    )


def test_three_titles_lead_to_the_provincial_fighter() -> None:
    def with_titles(*years: int) -> SubjectFacts:
        return replace(PROVINCIAL_FIGHTER, honours=given(FIGHTER, *years))

    law_table(
        "cstd_bo_tinh",
        2025,
        [
            (with_titles(2024, 2025), "not_met chain"),
            (with_titles(2023, 2024, 2025), "met"),
            (with_titles(2022, 2023, 2024, 2025), "met"),
        ],
    )


def test_two_titles_lead_to_the_certificate() -> None:
    def with_titles(*years: int) -> SubjectFacts:
        return replace(CERTIFICATE_BY_TITLES, honours=given(FIGHTER, *years))

    law_table(
        "bk_bo_tinh",
        2025,
        [
            (with_titles(2025), "not_met chain"),
            (with_titles(2024, 2025), "met"),
            (with_titles(2023, 2024, 2025), "met"),
            (with_titles(2023, 2025), "not_met chain"),
        ],
    )


@pytest.mark.parametrize("title", ["ttldxs", "dvqt"])
def test_two_titles_of_a_collective_lead_to_the_certificate(title: str) -> None:
    def with_titles(*years: int) -> SubjectFacts:
        good = grades((2024, 2025))
        return replace(CERTIFICATE_OF_COLLECTIVE, ratings=good, honours=given(title, *years))

    law_table(
        "bk_bo_tinh",
        2025,
        [
            (with_titles(2025), "not_met chain"),
            (with_titles(2024, 2025), "met"),
            (with_titles(2023, 2024, 2025), "met"),
        ],
    )


@pytest.mark.parametrize(
    ("code", "base", "title", "needed"),
    [
        ("bk_ttg", PRIME_MINISTER, FIGHTER, 3),
        ("hcld_3", THIRD_CLASS, FIGHTER, 3),
        ("hcld_2", SECOND_CLASS, "cstd_bo_tinh", 1),
    ],
)
def test_titles_within_the_five_years(code: str, base: SubjectFacts, title: str, needed: int) -> None:
    def with_titles(*years: int) -> SubjectFacts:
        others = [one for one in base.honours or () if one.honour != title]
        return replace(base, honours=(*others, *given(title, *years)))

    inside = range(2021, 2026)
    law_table(
        code,
        2025,
        [
            (with_titles(*inside[: needed - 1]), "not_met title_count"),
            (with_titles(*inside[:needed]), "met"),
            (with_titles(*inside[-needed:]), "met"),
            (with_titles(*inside[: needed + 1]), "met"),
            (with_titles(2020, *inside[1:needed]), "not_met title_count"),
        ],
    )


def test_the_national_fighter_follows_two_adjoining_titles() -> None:
    def first(year: int) -> SubjectFacts:
        latest = given("cstd_bo_tinh", 2024, counted_years=(2022, 2023, 2024))
        return replace(NATIONAL_FIGHTER, honours=(*given("cstd_bo_tinh", year), *latest))

    law_table(
        "cstd_toan_quoc",
        2025,
        [(first(2020), "not_met chain"), (first(2021), "met"), (first(2022), "not_met chain")],
        date(2025, 12, 31),
    )


@pytest.mark.parametrize(
    ("on", "outcome"), [(date(2025, 12, 31), "met"), (date(2026, 1, 1), "not_met deadline")]
)
def test_the_last_day_of_the_national_fighter(on: date, outcome: str) -> None:
    law_table("cstd_toan_quoc", 2025, [(NATIONAL_FIGHTER, outcome)], on)


def test_the_complete_facts_of_the_old_law_are_met() -> None:
    law_table("bk_ttg", 2019, [(OLD_PRIME_MINISTER, "met")], OLD_DAY)
