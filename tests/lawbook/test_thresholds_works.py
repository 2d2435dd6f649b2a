"""Initiatives at one below, at and above their number, their years and their reach; what is open stays open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from asking import check_table, law_table
from complete import (
    CERTIFICATE_BY_GRADES,
    NATIONAL_FIGHTER,
    OLD_DAY,
    OLD_PRIME_MINISTER,
    PROVINCIAL_FIGHTER,
    given,
    work,
)

from thidua.lawbook import InitiativeFact, SubjectFacts
from thidua.lawbook.checks.works import HasInitiative
from thidua.lawbook.facts import SCOPES, Scope

UNKNOWN = SubjectFacts(initiatives=None)


def author(*works: InitiativeFact) -> SubjectFacts:
    return SubjectFacts(initiatives=works)


@pytest.mark.parametrize(("least", "own"), list(product(SCOPES, SCOPES)))
def test_the_reach_of_a_work(least: Scope, own: Scope) -> None:
    enough = SCOPES.index(own) >= SCOPES.index(least)
    word = "met" if enough else "not_met"
    check_table(HasInitiative(least), 2025, [(author(*work(2025, scope=own)), word), (UNKNOWN, "to_attest")])


def test_the_years_of_a_work() -> None:
    rows = [(2022, "not_met"), (2023, "met"), (2024, "met"), (2025, "met"), (2026, "not_met")]
    check_table(HasInitiative("grassroots", years=3), 2025, [(author(*work(of)), word) for of, word in rows])
    single = [(2024, "not_met"), (2025, "met"), (2026, "not_met")]
    check_table(HasInitiative("grassroots"), 2025, [(author(*work(of)), word) for of, word in single])


def test_the_number_of_works() -> None:
    check_table(
        HasInitiative("grassroots", count=3, years=3),
        2025,
        [
            (author(), "not_met"),
            (author(*work(2024, 2025)), "not_met"),
            (author(*work(2023, 2024, 2025)), "met"),
            (author(*work(2025, 2025, 2025, 2025)), "met"),
            (author(*work(2022, 2024, 2025)), "not_met"),
            # One more that nobody has judged yet may make the number; two short it cannot.
            (author(*work(2024, 2025), *work(2025, recognised=None)), "to_attest"),
            (author(*work(2025), *work(2025, recognised=None)), "not_met"),
            (author(*work(2024, 2025), *work(2025, recognised=False)), "not_met"),
        ],
    )


@pytest.mark.parametrize("flag", ["recognised", "applied", "replicable"])
def test_every_finding_that_is_asked(flag: str) -> None:
    def found(answer: bool | None) -> SubjectFacts:
        return author(*work(2025, **{flag: answer}))

    strict = HasInitiative("grassroots", applied=True, replicable=True)
    check_table(strict, 2025, [(found(True), "met"), (found(None), "to_attest"), (found(False), "not_met")])
    asked = flag == "recognised"
    rows = [(found(None), "to_attest" if asked else "met"), (found(False), "not_met" if asked else "met")]
    check_table(HasInitiative("grassroots"), 2025, rows)


def test_the_years_two_titles_count() -> None:
    titles = given("cstd_bo_tinh", 2021, 2024)

    def one(year: int, *honours: object, **flags: bool | None) -> SubjectFacts:
        return SubjectFacts(honours=honours or titles, initiatives=work(year, scope="national", **flags))  # type: ignore[arg-type]

    check_table(
        HasInitiative("national", years=6, counted_for="cstd_bo_tinh"),
        2025,
        [
            (one(2018), "not_met"),
            (one(2019), "met"),
            (one(2024), "met"),
            (one(2025), "not_met"),
            (one(2026), "not_met"),
            (one(2024, *given("cstd_bo_tinh", 2023)), "not_met"),
            (one(2023, *given("cstd_bo_tinh", 2023)), "met"),
            (one(2018, *given("cstd_bo_tinh", 2023)), "met"),
            (one(2025, *given("cstd_bo_tinh", 2025)), "met"),
            (one(2020, *given("cstd_bo_tinh", 2025)), "met"),
            (one(2019, *given("cstd_bo_tinh", 2025)), "not_met"),
            # Years so long ago are no longer told apart.
            (one(1993, *given("cstd_bo_tinh", 1993)), "not_met"),
            (one(2022, recognised=None), "to_attest"),
            (SubjectFacts(honours=titles, initiatives=None), "to_attest"),
        ],
    )


def test_without_the_titles_their_years_are_not_known() -> None:
    def one(**facts: object) -> SubjectFacts:
        return SubjectFacts(**({"initiatives": work(2022, scope="national")} | facts))  # type: ignore[arg-type]

    check_table(
        HasInitiative("national", years=6, counted_for="cstd_bo_tinh"),
        2025,
        [
            # Titles nobody entered: any year may be one of theirs, but a work must be there.
            (one(honours=None), "to_attest"),
            (one(honours=None, initiatives=None), "to_attest"),
            (one(honours=None, initiatives=()), "not_met"),
            (one(honours=None, initiatives=work(2022, scope="provincial")), "not_met"),
            # No title: the chain refuses, there are no years to look at.
            (one(honours=()), "silent"),
        ],
    )


def test_the_provincial_fighter_needs_one_work_of_three_years() -> None:
    def with_works(*works: InitiativeFact) -> SubjectFacts:
        return replace(PROVINCIAL_FIGHTER, initiatives=works)

    law_table(
        "cstd_bo_tinh",
        2025,
        [
            (with_works(), "not_met initiative"),
            (with_works(*work(2022, scope="provincial")), "not_met initiative"),
            (with_works(*work(2023, scope="provincial")), "met"),
            (with_works(*work(2025, scope="grassroots")), "not_met initiative"),
            (with_works(*work(2025, scope="national")), "met"),
            (with_works(*work(2025, scope="provincial", applied=False)), "not_met initiative"),
            (with_works(*work(2025, scope="provincial", replicable=None)), "to_attest"),
        ],
    )


def test_the_national_fighter_needs_one_work_of_the_six_years() -> None:
    def of(year: int, scope: Scope = "national", **flags: bool | None) -> SubjectFacts:
        return replace(NATIONAL_FIGHTER, initiatives=work(year, scope=scope, **flags))

    law_table(
        "cstd_toan_quoc",
        2025,
        [
            (of(2018), "not_met initiative"),
            (of(2019), "met"),
            (of(2024), "met"),
            (of(2025), "not_met initiative"),
            (of(2024, "provincial"), "not_met initiative"),
            (of(2024, applied=False), "not_met initiative"),
            (of(2024, replicable=False), "not_met initiative"),
        ],
        date(2025, 12, 31),
    )


def test_the_certificate_needs_two_works_of_two_years() -> None:
    def with_works(*works: InitiativeFact) -> SubjectFacts:
        return replace(CERTIFICATE_BY_GRADES, initiatives=works)

    law_table(
        "bk_bo_tinh",
        2025,
        [
            (with_works(*work(2025)), "not_met initiative"),
            (with_works(*work(2024, 2025)), "met"),
            (with_works(*work(2025, 2025)), "met"),
            (with_works(*work(2024, 2025, 2025)), "met"),
            (with_works(*work(2023, 2025)), "not_met initiative"),
            (with_works(*work(2025), *work(2025, applied=False)), "not_met initiative"),
            (with_works(*work(2025), *work(2025, applied=None)), "to_attest"),
            (with_works(*work(2024, 2025, replicable=False)), "met"),
        ],
    )


def test_five_works_of_the_old_law() -> None:
    def of(*years: int) -> SubjectFacts:
        return replace(OLD_PRIME_MINISTER, initiatives=work(*years))

    law_table(
        "bk_ttg",
        2019,
        [
            (of(2016, 2017, 2018, 2019), "not_met initiative"),
            (of(2015, 2016, 2017, 2018, 2019), "met"),
            (of(2015, 2015, 2016, 2017, 2018, 2019), "met"),
            (of(2014, 2016, 2017, 2018, 2019), "not_met initiative"),
        ],
        OLD_DAY,
    )
