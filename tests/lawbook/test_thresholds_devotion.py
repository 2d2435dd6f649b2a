"""Months in leading posts at one below, at and above each end of the bands, for men and women."""

from __future__ import annotations

from datetime import date

import pytest
from asking import check_table, law_table

from thidua.lawbook import DisciplineFact, SubjectFacts
from thidua.lawbook.checks.devotion import (
    Band,
    HeldPosts,
    InPost,
    NoDisciplineInPost,
    WomenReduction,
    months_in_posts,
    whole_months,
)
from thidua.lawbook.facts import PositionFact

ON = date(2025, 10, 1)
DIRECTOR, DEPUTY = "director_of_department", "deputy_director_of_department"
BANDS = (Band(DIRECTOR, 6, 10), Band(DEPUTY, 10, 15))


def before(months: int, end: date = ON) -> date:
    place = end.year * 12 + end.month - 1 - months
    return date(place // 12, place % 12 + 1, end.day)


def post(name: str, months: int, end: date = ON) -> PositionFact:
    return PositionFact(name, before(months, end), end)


def leader(*posts: PositionFact, sex: str | None = "male", later: bool | None = None) -> SubjectFacts:
    found = {} if later is None else {"higher_retirement_age": later}
    return SubjectFacts(sex=sex, positions=posts, attested=found)


@pytest.mark.parametrize(
    ("start", "until", "months"),
    [
        (date(2020, 1, 15), date(2020, 1, 14), 0),
        (date(2020, 1, 15), date(2020, 2, 14), 0),
        (date(2020, 1, 15), date(2020, 2, 15), 1),
        (date(2020, 1, 15), date(2020, 2, 16), 1),
        (date(2019, 10, 1), date(2025, 9, 30), 71),
        (date(2019, 10, 1), date(2025, 10, 1), 72),
        (date(2020, 12, 31), date(2021, 1, 1), 0),
        (date(2021, 1, 1), date(2020, 1, 1), 0),
    ],
)
def test_whole_months(start: date, until: date, months: int) -> None:
    assert whole_months(start, until) == months


def test_records_of_one_post_are_joined_before_months_are_counted() -> None:
    def months(*spans: tuple[date, date]) -> dict[str, int]:
        posts = tuple(PositionFact(DIRECTOR, start, until) for start, until in spans)
        return months_in_posts(SubjectFacts(positions=posts), ON)

    half = date(2020, 1, 16)
    # Two halves of a month that touch are a month, with a day between them they are none.
    assert months((date(2020, 1, 1), half), (half, date(2020, 2, 1))) == {DIRECTOR: 1}
    assert months((date(2020, 1, 1), half), (date(2020, 1, 17), date(2020, 2, 1))) == {DIRECTOR: 0}
    # A record inside another adds nothing; of three the last two overlap.
    whole = (date(2010, 1, 1), date(2012, 1, 1))
    assert months(whole, (date(2010, 6, 1), date(2011, 6, 1))) == {DIRECTOR: 24}
    later = ((date(2015, 1, 1), date(2017, 1, 1)), (date(2016, 1, 1), date(2018, 1, 1)))
    assert months(whole, *later) == months(*later, whole) == {DIRECTOR: 60}
    assert months(whole, *later, (date(2017, 6, 1), date(2019, 1, 1))) == {DIRECTOR: 72}
    assert months((half, half)) == {}
    assert months() == {}


@pytest.mark.parametrize(
    ("months", "man", "woman", "woman_later", "woman_unknown", "nobody_said"),
    [
        (47, "not_met", "not_met", "not_met", "not_met", "not_met"),
        (48, "not_met", "met", "not_met", "to_attest", "to_attest"),
        (49, "not_met", "met", "not_met", "to_attest", "to_attest"),
        (71, "not_met", "met", "not_met", "to_attest", "to_attest"),
        (72, "met", "met", "met", "met", "met"),
        (73, "met", "met", "met", "met", "met"),
        (79, "met", "met", "met", "met", "met"),
        (80, "met", "not_met", "met", "to_attest", "to_attest"),
        (119, "met", "not_met", "met", "to_attest", "to_attest"),
        (120, "not_met", "not_met", "not_met", "not_met", "not_met"),
    ],
)
def test_months_of_a_director(
    months: int, man: str, woman: str, woman_later: str, woman_unknown: str, nobody_said: str
) -> None:
    time = post(DIRECTOR, months)
    check_table(
        HeldPosts(BANDS),
        2025,
        [
            (leader(time), man),
            (leader(time, later=True), man),
            (leader(time, later=False), man),
            (leader(time, sex="female", later=False), woman),
            (leader(time, sex="female", later=True), woman_later),
            (leader(time, sex="female"), woman_unknown),
            (leader(time, sex=None), nobody_said),
            (leader(time, sex=None, later=True), man),
            (leader(), "silent"),
        ],
        ON,
    )


@pytest.mark.parametrize(
    ("months", "unknown", "later", "sooner"),
    [
        (47, "met", "met", "met"),
        (48, "to_attest", "not_met", "met"),
        (71, "to_attest", "not_met", "met"),
        (72, "met", "met", "met"),
        (79, "met", "met", "met"),
        (80, "to_attest", "met", "met"),
        (119, "to_attest", "met", "met"),
        (120, "met", "met", "met"),
    ],
)
def test_the_reduction_decides_only_between_the_two_bands(
    months: int, unknown: str, later: str, sooner: str
) -> None:
    time = post(DIRECTOR, months)
    check_table(
        WomenReduction(BANDS),
        2025,
        [
            (leader(time, sex="female"), unknown),
            (leader(time, sex="female", later=True), later),
            (leader(time, sex="female", later=False), sooner),
            (leader(time), "silent"),
            (leader(time, sex=None), "silent"),
            (leader(sex="female"), "silent"),
        ],
        ON,
    )


@pytest.mark.parametrize(
    ("high", "low", "word"),
    [
        # Short time in the higher post is added to the next lower one.
        (0, 119, "not_met"), (0, 120, "met"), (0, 179, "met"), (0, 180, "not_met"),
        (24, 95, "not_met"), (24, 96, "met"), (24, 97, "met"), (24, 155, "met"), (24, 156, "not_met"),
        (71, 48, "not_met"), (71, 49, "met"),
        # Enough or too much in the higher post: that post decides, nothing is carried.
        (72, 200, "met"), (119, 0, "met"), (120, 119, "not_met"), (120, 120, "met"), (130, 60, "not_met"),
    ],
)  # fmt: skip
def test_time_is_carried_to_the_next_lower_post(high: int, low: int, word: str) -> None:
    end = before(high)
    posts = (post(DEPUTY, low, end), post(DIRECTOR, high))
    check_table(HeldPosts(BANDS), 2025, [(leader(*posts), word), (leader(*reversed(posts)), word)], ON)


def test_posts_held_at_the_same_time_count_once_for_the_higher() -> None:
    director = post(DIRECTOR, 36)
    check_table(
        HeldPosts(BANDS),
        2025,
        [
            (leader(director, post(DEPUTY, 119)), "not_met"),
            (leader(director, post(DEPUTY, 120)), "met"),
            # Two records of one post: what they share is counted once, a gap is not counted.
            (leader(post(DIRECTOR, 40), post(DIRECTOR, 71)), "not_met"),
            (leader(post(DIRECTOR, 40), post(DIRECTOR, 72)), "met"),
            (leader(post(DIRECTOR, 36), post(DIRECTOR, 36, before(36))), "met"),
            (leader(post(DIRECTOR, 36), post(DIRECTOR, 35, before(36))), "not_met"),
            (leader(post(DIRECTOR, 36), post(DIRECTOR, 36, before(40))), "met"),
        ],
        ON,
    )


def test_a_post_that_goes_on_counts_up_to_the_day() -> None:
    check_table(
        HeldPosts(BANDS),
        2025,
        [
            (leader(PositionFact(DIRECTOR, date(2019, 10, 1))), "met"),
            (leader(PositionFact(DIRECTOR, date(2019, 10, 2))), "not_met"),
            (leader(PositionFact(DIRECTOR, date(2019, 10, 2), date(2030, 1, 1))), "not_met"),
            (leader(PositionFact(DIRECTOR, date(2015, 10, 1))), "not_met"),
            (leader(PositionFact(DIRECTOR, date(2015, 10, 2))), "met"),
            (leader(PositionFact(DIRECTOR, date(2026, 1, 1))), "not_met"),
        ],
        ON,
    )


def test_a_band_without_an_upper_end() -> None:
    check = HeldPosts((Band("provincial_chair", 5),))
    rows = [(59, "not_met"), (60, "met"), (61, "met"), (600, "met")]
    check_table(check, 2025, [(leader(post("provincial_chair", months)), word) for months, word in rows], ON)
    women = [(39, "not_met"), (40, "met"), (41, "met")]
    table = [
        (leader(post("provincial_chair", months), sex="female", later=False), word) for months, word in women
    ]
    check_table(check, 2025, table, ON)


def test_who_has_no_leading_post_is_not_on_this_path() -> None:
    check_table(InPost(), 2025, [(leader(), "not_met"), (leader(post(DEPUTY, 1)), "met")])


def test_a_discipline_inside_the_time_of_leadership() -> None:
    held = PositionFact(DIRECTOR, date(2018, 8, 1), date(2025, 8, 1))
    still = PositionFact(DIRECTOR, date(2018, 8, 1))

    def under(position: PositionFact, start: date, until: date) -> SubjectFacts:
        return SubjectFacts(positions=(position,), disciplines=(DisciplineFact("reprimand", start, until),))

    check_table(
        NoDisciplineInPost(),
        2025,
        [
            (leader(), "silent"),
            (leader(held), "met"),
            (under(held, date(2017, 7, 31), date(2018, 7, 31)), "met"),
            (under(held, date(2017, 7, 31), date(2018, 8, 1)), "not_met"),
            (under(held, date(2025, 7, 31), date(2026, 7, 31)), "not_met"),
            (under(held, date(2025, 8, 1), date(2026, 8, 1)), "met"),
            (under(still, date(2025, 8, 1), date(2026, 8, 1)), "not_met"),
        ],
    )


FOUND = {
    "retirement_notice": True,
    "no_serious_fault": True,
    "higher_retirement_age": False,
    "exploit": False,
    "invention": False,
    "contribution": False,
}


def retiring(name: str, months: int, sex: str = "male", end: date = ON) -> SubjectFacts:
    held = (post(name, months, end),)
    return SubjectFacts(group="leader", sex=sex, honours=(), positions=held, attested=FOUND)


@pytest.mark.parametrize(("name", "low", "high"), [(DIRECTOR, 72, 120), (DEPUTY, 120, 180)])
def test_the_bands_of_the_third_class(name: str, low: int, high: int) -> None:
    rows = [(low - 1, "not_met position_years"), (low, "met"), (low + 1, "met"), (high - 1, "met")]
    rows += [(high, "not_met position_years")]
    law_table("hcld_3", 2025, [(retiring(name, months), word) for months, word in rows], ON)
    women = [(low * 2 // 3 - 1, "not_met position_years"), (low * 2 // 3, "met"), (high * 2 // 3 - 1, "met")]
    women += [(high * 2 // 3, "not_met position_years")]
    law_table("hcld_3", 2025, [(retiring(name, months, "female"), word) for months, word in women], ON)


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("provincial_chair", 60, None),
        ("provincial_vice_chair", 120, 180),
        (DIRECTOR, 180, None),
        ("district_secretary", 180, None),
    ],
)
def test_the_bands_of_the_first_class(name: str, low: int, high: int | None) -> None:
    # Outside the bands the path of merit, which nobody has read, is left.
    day = date(2025, 3, 1)
    rows = [(low - 1, "to_attest"), (low, "met"), (low + 1, "met")]
    rows += [(high - 1, "met"), (high, "to_attest")] if high else [(low * 2, "met")]
    table = [(retiring(name, months, end=day), word) for months, word in rows]
    law_table("hcld_1", 2025, table, day)
