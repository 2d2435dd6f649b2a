"""Looking ahead: the first year of each higher honour, what is wanting, how many steps."""

from __future__ import annotations

import dataclasses
import random
from datetime import date
from pathlib import Path

import pytest

from thidua.lawbook import Cohort, DisciplineFact, GivenHonour, InitiativeFact, SubjectFacts, load
from thidua.lawbook.checks.kinds import MET
from thidua.lawbook.facts import GRADES
from thidua.lawbook.forecast import Outlook, dossier_day, forecast
from thidua.lawbook.gaps import CLOSED, Gaps

BOOK = load(Path(__file__).parents[2] / "law")
YEAR = 2025
LADDER = ("bk_bo_tinh", "cstd_bo_tinh", "bk_ttg", "cstd_toan_quoc", "hcld_3", "hcld_2")


def fighter(*years: int, grade: str = "excellent", scope: str = "provincial") -> SubjectFacts:
    """A person with five years of one grade, fighter in `years`, and one initiative of the last year."""
    return SubjectFacts(
        group="official",
        ratings=dict.fromkeys(range(YEAR - 4, YEAR + 1), grade),  # type: ignore[misc]
        honours=tuple(GivenHonour("cstd_co_so", year) for year in years),
        initiatives=(InitiativeFact(YEAR, scope, True, True, True),),  # type: ignore[arg-type]
    )


def outlook(facts: SubjectFacts, code: str) -> Outlook:
    return next(one for one in forecast(BOOK, facts, YEAR) if one.honour == code)


def first_years(facts: SubjectFacts) -> dict[str, int | None]:
    return {one.honour: one.first_year for one in forecast(BOOK, facts, YEAR)}


def test_a_fighter_climbs_year_by_year() -> None:
    found = first_years(fighter(2024, 2025))
    # Two titles now; the third makes the provincial title; the certificate of the Prime Minister needs the one of
    # the province given before; its five years are then spent, so the Order takes five more.
    assert {code: found[code] for code in LADDER} == {
        "bk_bo_tinh": 2025,
        "cstd_bo_tinh": 2026,
        "bk_ttg": 2026,
        "cstd_toan_quoc": None,
        "hcld_3": 2031,
        "hcld_2": None,
    }


@pytest.mark.parametrize(
    ("titles", "year"), [((2025,), 2027), ((2024, 2025), 2026), ((2023, 2024, 2025), 2025)]
)
def test_the_chain_of_three_ends_when_it_ends(titles: tuple[int, ...], year: int) -> None:
    one = outlook(fighter(*titles), "cstd_bo_tinh")
    assert (one.first_year, one.steps, one.one_step) == (year, 3 - len(titles), len(titles) == 2)


def test_a_gap_begins_the_chain_anew() -> None:
    one = outlook(fighter(2022, 2023, 2025), "cstd_bo_tinh")
    assert (one.first_year, one.steps) == (2027, 2)


def test_a_narrow_initiative_never_reaches_the_provincial_title() -> None:
    one = outlook(fighter(2023, 2024, 2025, scope="grassroots"), "cstd_bo_tinh")
    assert (one.first_year, one.steps) == (None, 1)
    assert [text for text in one.missing if "cấp bộ, tỉnh" in text] == list(one.missing)


def test_it_says_what_is_wanting_and_what_breaks_the_chain() -> None:
    one = outlook(fighter(2024, 2025), "cstd_bo_tinh")
    assert len(one.missing) == 1
    assert "còn thiếu năm 2023" in one.missing[0]
    assert one.missing[0].endswith("(Điều 22 Luật Thi đua, khen thưởng số 06/2022/QH15)")
    assert one.breaks == ("Một năm không đạt Chiến sĩ thi đua cơ sở thì phải tính lại từ đầu.",)


def test_a_discipline_pushes_the_year_away() -> None:
    clean = fighter(2024, 2025)
    measure = DisciplineFact("reprimand", date(2023, 12, 31), date(2024, 12, 31))
    barred = dataclasses.replace(clean, disciplines=(measure,))
    assert (first_years(clean)["bk_bo_tinh"], first_years(barred)["bk_bo_tinh"]) == (2025, 2026)


def test_years_already_counted_are_not_used_again() -> None:
    facts = fighter(2024, 2025)
    given = GivenHonour("bk_bo_tinh", 2024, counted_years=(2023, 2024))
    facts = dataclasses.replace(facts, honours=(*(facts.honours or ()), given))
    one = outlook(facts, "bk_bo_tinh")
    assert (one.first_year, one.held_years) == (2026, (2024,))


def test_no_steps_are_wanting_exactly_where_all_that_is_computed_holds() -> None:
    draw = random.Random(7)
    people = [
        SubjectFacts(
            group="official",
            ratings={y: draw.choice(GRADES[1:]) for y in range(2019, 2026) if draw.random() < 0.9},
            honours=tuple(
                GivenHonour(code, y)
                for code in ("cstd_co_so", "cstd_bo_tinh", "bk_bo_tinh", "bk_ttg", "hcld_3")
                for y in range(2019, 2026)
                if draw.random() < (0.7 if code == "cstd_co_so" else 0.15)
            ),
            initiatives=tuple(
                InitiativeFact(y, draw.choice(("grassroots", "provincial", "national")), True, True, True)
                for y in range(2020, 2026)
                if draw.random() < 0.5
            ),
        )
        for _ in range(400)
    ]
    cohort = Cohort.build(YEAR, people)
    book = BOOK.as_read()
    for code in LADDER:
        judged = book.screen(code, cohort, dossier_day(YEAR))
        steps = Gaps(cohort, dossier_day(YEAR)).steps(judged.root)
        assert ((steps == 0) == ((judged.outcome == MET) & ~judged.held)).all(), code
        assert (steps < CLOSED).all(), code
