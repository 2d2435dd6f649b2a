"""Every step around the thresholds of chains, windows, closed years, posts: engine and oracle say the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, product

import pytest
from agreement import differences
from histories import Case

from thidua.lawbook import DisciplineFact, GivenHonour, InitiativeFact, SubjectFacts
from thidua.lawbook.facts import POSTS, PositionFact

YEAR = 2024
FIVE = range(YEAR - 4, YEAR + 1)
OLD, NEW = date(2023, 12, 31), date(2025, 3, 20)
NO = dict.fromkeys(("movement_result", "exploit", "contribution", "invention"), False)
SURE = [InitiativeFact(year, "national", True, True, True) for year in FIVE]
FIGHTER = [GivenHonour("cstd_co_so", year) for year in FIVE]
PERSON = SubjectFacts(
    group="official",
    sex="male",
    ratings=dict.fromkeys(FIVE, "excellent"),
    honours=tuple(FIGHTER),
    initiatives=tuple(SURE),
    attested={"exemplary": True, "outstanding": True, "ldtt_spirit": True, "ldtt_2003": True, **NO},
)
UNIT = SubjectFacts(
    kind="collective",
    ratings=dict.fromkeys(FIVE, "excellent"),
    honours=(),
    attested={"democracy_and_care": True, **NO},
)
SECOND = GivenHonour("cstd_bo_tinh", YEAR - 1)
PRIOR = {
    "bk_ttg": GivenHonour("bk_bo_tinh", YEAR - 6),
    "hcld_3": GivenHonour("bk_ttg", YEAR - 5),
    "hcld_2": GivenHonour("hcld_3", YEAR - 5),
}
Base = tuple[str, SubjectFacts, str]


def bases() -> list[Base]:
    """Histories that meet an honour in one way that is computed, and the title they count."""
    by_titles = replace(PERSON, initiatives=())
    by_grades = replace(PERSON, honours=())
    good = dict.fromkeys(FIVE, "good")
    made = [
        ("cstd_co_so", replace(PERSON, ratings=good), "ldtt"),
        ("cstd_bo_tinh", PERSON, "cstd_co_so"),
        ("bk_bo_tinh", by_titles, "cstd_co_so"),
        ("bk_bo_tinh", by_grades, "cstd_co_so"),
        ("bk_bo_tinh", UNIT, "ttldxs"),
    ]
    for title in ("ttldxs", "dvqt"):
        titles = tuple(GivenHonour(title, year) for year in FIVE)
        made.append(("bk_bo_tinh", replace(UNIT, ratings=good, honours=titles), title))
    for code, prior in PRIOR.items():
        counted = "cstd_bo_tinh" if code == "hcld_2" else "cstd_co_so"
        made.append((code, replace(PERSON, honours=(*FIGHTER, SECOND, prior)), counted))
    return made


BASES = bases()


def with_honours(facts: SubjectFacts, *more: GivenHonour) -> SubjectFacts:
    return replace(facts, honours=(*(facts.honours or ()), *more))


def titles_of_any_years(good: SubjectFacts, counted: str) -> Iterator[SubjectFacts]:
    """Every choice of the years of a title among the window and the year on each side of it."""
    others = tuple(h for h in good.honours or () if h.honour != counted)
    years = range(YEAR - 5, YEAR + 2)
    for size in range(len(years) + 1):
        for chosen in combinations(years, size):
            yield replace(good, honours=(*others, *(GivenHonour(counted, one) for one in chosen)))
    for year in FIVE:
        kept = [h for h in good.honours or () if (h.honour, h.year) != (counted, year)]
        yield replace(good, honours=(*kept, GivenHonour(counted, year, revoked=True)))


def grades_of_any_years(good: SubjectFacts, counted: str) -> Iterator[SubjectFacts]:
    """One or two years of another grade, or of none on record, and any number of excellent ones."""
    for usual, odd in product(("excellent", "good"), ("excellent", "good", "completed", None)):
        for size in (1, 2, 4):
            for chosen in combinations(FIVE, size):
                grades = {year: odd if year in chosen else usual for year in FIVE}
                yield replace(good, ratings={year: grade for year, grade in grades.items() if grade})


def awards_of_any_day(good: SubjectFacts, counted: str) -> Iterator[SubjectFacts]:
    """An earlier award of each form that closes years: by counted years, by decision day, by its year."""
    forms = ("giay_khen", "bk_bo_tinh", "bk_ttg", "hcld_3", "hcld_2", "hcld_1", "cstd_bo_tinh")
    for form, last in product(forms, range(YEAR - 6, YEAR + 2)):
        ends = [date(last, 12, 31) + timedelta(step) for step in (-1, 0, 1)]
        told: list[dict[str, object]] = [{}, {"counted_years": (last - 1, last), "decided_on": ends[2]}]
        told += [{"decided_on": end} for end in ends]
        told += [{"ground": ground} for ground in ("movement", "unexpected")] + [{"revoked": True}]
        for how in told:
            yield with_honours(good, GivenHonour(form, last, **how))


def disciplines_of_any_day(good: SubjectFacts, counted: str) -> Iterator[SubjectFacts]:
    """Measures that end or begin around the turn of every year of the window."""
    for turn, step in product(range(YEAR - 6, YEAR + 1), (-1, 0, 1)):
        day = date(turn, 12, 31) + timedelta(step)
        for measure in ((day - timedelta(300), day), (day, day + timedelta(300))):
            yield replace(good, disciplines=(DisciplineFact("reprimand", *measure),))


def initiatives_of_any_year(good: SubjectFacts, counted: str) -> Iterator[SubjectFacts]:
    """None to six initiatives, inside and outside the years, each flag known, unknown or denied."""
    for scope, count in product(("grassroots", "provincial", "national"), range(7)):
        made = tuple(InitiativeFact(YEAR - n % 5, scope, True, True, True) for n in range(count))
        yield replace(good, initiatives=made)
    flags = product((True, False, None), repeat=3)
    for year, known in product(range(YEAR - 5, YEAR + 2), flags):
        one = InitiativeFact(year, "national", *known)
        for others in ([], SURE[-1:], SURE[1:]) if year in (YEAR - 5, YEAR - 2, YEAR) else ([],):
            yield replace(good, initiatives=(one, *others))


STEPS = [
    titles_of_any_years,
    grades_of_any_years,
    awards_of_any_day,
    disciplines_of_any_day,
    initiatives_of_any_year,
]


@pytest.mark.parametrize("steps", STEPS, ids=lambda steps: steps.__name__)
def test_every_step(steps: Callable[[SubjectFacts, str], Iterator[SubjectFacts]]) -> None:
    for code, good, counted in BASES:
        # The old law computed little of what the chains ask: BK TTg and the titles of a year.
        for on in (OLD, NEW) if code in ("bk_ttg", "cstd_co_so") else (NEW,):
            assert differences(Case(code, YEAR, on, list(steps(good, counted)))) == []


def two_titles() -> Iterator[SubjectFacts]:
    """Two titles of the province, adjoining or not, one initiative in any year, any day of decision."""
    for gap, initiative, late, told in product((2, 3, 4), range(2014, 2025), (-1, 0, 1, 60), (True, False)):
        titles = []
        for last in (2023 - gap, 2023):
            decided = date(last, 12, 31) + timedelta(late)
            counted = (last - 2, last - 1, last) if told else ()
            titles.append(GivenHonour("cstd_bo_tinh", last, decided, counted))
        national = InitiativeFact(initiative, "national", True, True, True)
        yield replace(PERSON, honours=tuple(titles), initiatives=(national,))
        yield replace(
            PERSON, honours=(titles[0], replace(titles[1], decided_on=None)), initiatives=(national,)
        )


@pytest.mark.parametrize("year", [2023, 2024, 2025])
def test_every_pair_of_titles(year: int) -> None:
    ends = [date(end, 12, 31) for end in (2023, 2024, 2025)]
    for on in (day + timedelta(step) for day in ends for step in (0, 1)):
        assert differences(Case("cstd_toan_quoc", year, on, list(two_titles()))) == []


def in_posts(*spans: tuple[str, int, int]) -> tuple[PositionFact, ...]:
    """Posts from so many months before March 2025 until so many before it."""

    def day(months: int) -> date:
        place = 2025 * 12 + 2 - months
        return date(place // 12, place % 12 + 1, 1)

    return tuple(PositionFact(post, day(start), day(end)) for post, start, end in spans)


def months_in_posts() -> Iterator[SubjectFacts]:
    """Every number of months around each bound, in one post or in two, for men and for women."""
    bounds = (40, 48, 60, 72, 80, 120, 180)
    lengths = sorted({bound + step for bound in bounds for step in (-1, 0, 1)})
    alone = [in_posts((post, months, 0)) for post, months in product(POSTS, lengths)]
    pairs = [(high, low) for place, high in enumerate(POSTS) for low in POSTS[place + 1 :]]
    both = [
        posts
        for (high, low), months, short in product(pairs, lengths, (20, 59, 100))
        for posts in (
            in_posts((low, months, short), (high, short, 0)),
            in_posts((low, months, 0), (high, short, 0)),
        )
        if short < months
    ]
    retired = {"retirement_notice": True, "no_serious_fault": True, **NO}
    who = [("male", None), ("female", False), ("female", True), ("female", None), (None, None), (None, True)]
    for posts, (sex, later) in [*product(alone, who), *product(both, who[:2])]:
        found = retired | ({} if later is None else {"higher_retirement_age": later})
        yield SubjectFacts(group="leader", sex=sex, honours=(), positions=posts, attested=found)


@pytest.mark.parametrize(
    ("code", "on"), [("hcld_1", NEW), ("hcld_2", NEW), ("hcld_3", NEW), ("hcld_3", date(2025, 9, 5))]
)
def test_every_month_in_a_post(code: str, on: date) -> None:
    assert differences(Case(code, on.year, on, list(months_in_posts()))) == []
