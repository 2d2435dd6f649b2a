"""Facts that meet an honour in one computed way, received on 15 January 2026 for 2025; tables change one thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from thidua.lawbook import GivenHonour, InitiativeFact, SubjectFacts
from thidua.lawbook.facts import Grade, Scope

YEAR = 2025
NO_OTHER_GROUND = dict.fromkeys(("movement_result", "exploit", "contribution", "invention"), False)
FOUND = {"exemplary": True, "outstanding": True, "democracy_and_care": True, **NO_OTHER_GROUND}


def given(code: str, *years: int, **more: Any) -> tuple[GivenHonour, ...]:
    return tuple(GivenHonour(code, year, **more) for year in years)


def work(*years: int, scope: Scope = "grassroots", **flags: bool | None) -> tuple[InitiativeFact, ...]:
    """Works of the years, recognised, applied and fit for wider use unless said otherwise."""
    known: dict[str, bool | None] = dict.fromkeys(("recognised", "applied", "replicable"), True)
    return tuple(InitiativeFact(year, scope, **(known | flags)) for year in years)


def grades(years: Iterable[int], grade: Grade = "good", **others: Grade) -> dict[int, Grade]:
    """One grade for the years, another where it is said: `y2022="completed"`."""
    made = dict.fromkeys(years, grade)
    return made | {int(year.removeprefix("y")): other for year, other in others.items()}


FIVE = range(YEAR - 4, YEAR + 1)
OFFICIAL = SubjectFacts(group="official", sex="male", honours=(), initiatives=(), attested=FOUND)
PROVINCIAL_FIGHTER = replace(
    OFFICIAL,
    honours=given("cstd_co_so", 2023, 2024, 2025),
    initiatives=work(2025, scope="provincial"),
)
NATIONAL_FIGHTER = replace(
    OFFICIAL,
    honours=(
        *given("cstd_bo_tinh", 2021, counted_years=(2019, 2020, 2021)),
        *given("cstd_bo_tinh", 2024, counted_years=(2022, 2023, 2024)),
    ),
    initiatives=work(2022, scope="national"),
)
CERTIFICATE_BY_TITLES = replace(
    OFFICIAL, ratings=grades((2024, 2025)), honours=given("cstd_co_so", 2024, 2025)
)
CERTIFICATE_BY_GRADES = replace(
    OFFICIAL, ratings=grades((2024, 2025), "excellent"), initiatives=work(2024, 2025)
)
CERTIFICATE_OF_COLLECTIVE = SubjectFacts(
    kind="collective", ratings=grades((2024, 2025), "excellent"), honours=(), attested=FOUND
)
PRIME_MINISTER = replace(
    OFFICIAL,
    ratings=grades(FIVE),
    honours=(*given("bk_bo_tinh", 2020), *given("cstd_co_so", 2021, 2023, 2025)),
)
THIRD_CLASS = replace(
    OFFICIAL,
    ratings=grades(FIVE, y2023="excellent"),
    honours=(*given("bk_ttg", 2020), *given("cstd_co_so", 2021, 2023, 2025)),
)
SECOND_CLASS = replace(
    OFFICIAL,
    ratings=grades(FIVE, y2021="excellent", y2023="excellent"),
    honours=(*given("hcld_3", 2020), *given("cstd_bo_tinh", 2023)),
)
# The law of 2003: received on 10 March 2020 for 2019.
OLD_PRIME_MINISTER = replace(
    OFFICIAL,
    ratings=grades(range(2015, 2020), "excellent"),
    honours=given("bk_bo_tinh", 2014),
    initiatives=work(*range(2015, 2020)),
)
OLD_DAY = date(2020, 3, 10)
