"""Arrays against the naive oracle: any facts, any day, cohorts of any size."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import oracle
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracle.answers import GRADES

from thidua.lawbook import (
    Cohort,
    DisciplineFact,
    GivenHonour,
    InitiativeFact,
    LeaveFact,
    MemberFacts,
    SubjectFacts,
    Verdict,
    load,
)

BOOK = load(Path(__file__).parents[2] / "law")
YEAR = 2023
LAW_DAYS = [
    *(date(2017, 10, 1), date(2023, 12, 15), date(2023, 12, 31), date(2024, 1, 1), date(2025, 6, 30)),
    *(date(2025, 7, 1), date(2025, 8, 4), date(2025, 8, 5), date(2026, 9, 30), date(2026, 10, 1)),
]
DAYS = st.sampled_from(LAW_DAYS)
MAYBE = st.sampled_from([None, True, False])
GRADE = st.sampled_from(GRADES)
SMALL = st.none() | st.integers(0, 12)
NEAR = st.dates(date(2021, 12, 1), date(2024, 2, 1))
ATTESTED = ("ldtt_2003", "ldtt_spirit", "ldtt_production", "ldtt_exemplary", "training_result")


def some(values: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(values, max_size=2).map(tuple)


def findings(*names: str) -> st.SearchStrategy[dict[str, bool]]:
    # Mostly true: an outcome other than not_met must be common.
    answer = st.sampled_from([True, True, True, False])
    return st.fixed_dictionaries({}, optional=dict.fromkeys(names, answer))


RATINGS = (
    st.none() | st.dictionaries(st.integers(2012, 2024), GRADE, max_size=3) | GRADE.map(lambda g: {YEAR: g})
)
PERSONS = st.builds(
    SubjectFacts,
    group=st.sampled_from([None, "official", "employee", "worker_farmer", "leader", "foreigner"]),
    ratings=RATINGS,
    honours=st.none()
    | some(
        st.builds(
            GivenHonour,
            honour=st.sampled_from(["ldtt", "cstd_co_so"]),
            year=st.integers(2022, 2023),
            revoked=st.booleans(),
        )
    ),
    initiatives=st.none() | some(st.builds(InitiativeFact, year=st.integers(2022, 2023), recognised=MAYBE)),
    disciplines=some(st.tuples(NEAR, NEAR).map(lambda d: DisciplineFact("warning", min(d), max(d)))),
    pending=st.sampled_from([None, (), (), ("denunciation",)]),
    months_worked=SMALL,
    recruit=MAYBE,
    leave=some(
        st.builds(LeaveFact, st.sampled_from(["maternity", "training", "injury"]), st.integers(0, 12))
    ),
    old_unit_months=SMALL,
    old_unit_comment=MAYBE,
    registered=MAYBE,
    attested=findings(*ATTESTED),
)
COUNT = st.none() | st.integers(0, 20)
COLLECTIVES = st.builds(
    SubjectFacts,
    kind=st.just("collective"),
    ratings=RATINGS,
    attested=findings("movement_active", "solidarity"),
    members=st.none() | st.builds(MemberFacts, COUNT, COUNT, COUNT, COUNT, st.sampled_from([None, 0, 0, 1])),
    dissolved_on=st.sampled_from([None, None, date(2025, 7, 1), date(2027, 1, 1)]),
)
GOOD_PERSON = SubjectFacts(
    group="official",
    ratings={YEAR: "good"},
    honours=(),
    initiatives=(InitiativeFact(YEAR, recognised=True),),
    attested=dict.fromkeys(ATTESTED, True),
)
GOOD_COLLECTIVE = SubjectFacts(
    kind="collective",
    ratings={YEAR: "good"},
    members=MemberFacts(10, 10, 8, 1, 0),
    attested={"movement_active": True, "solidarity": True, "outstanding_collective": True},
)
# What is asked together changes together: a recruit has months, a move has its comment.
LIMBS = (
    ("group", "attested"),
    ("ratings",),
    ("honours", "initiatives"),
    ("disciplines",),
    ("pending",),
    ("months_worked", "recruit", "leave"),
    ("old_unit_months", "old_unit_comment"),
    ("registered",),
    ("members",),
    ("dissolved_on",),
)


def nearly(good: SubjectFacts, any_facts: st.SearchStrategy[SubjectFacts]) -> st.SearchStrategy[SubjectFacts]:
    """Facts that meet everything but for one limb: there a wrong number in the law shows."""

    def spoil(facts: SubjectFacts, limb: tuple[str, ...]) -> SubjectFacts:
        return dataclasses.replace(good, **{name: getattr(facts, name) for name in limb})

    return st.builds(spoil, any_facts, st.sampled_from(LIMBS))


ENOUGH = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def outcomes(code: str, subjects: list[SubjectFacts], on: date) -> list[str]:
    judgement = BOOK.judge(code, Cohort.build(YEAR, subjects), on)
    answers = []
    for row in range(len(subjects)):
        verdict = judgement.verdict(row)
        # Explaining an answer never changes it, and every refusal names its reason.
        assert verdict == Verdict.from_json(verdict.as_json())
        assert bool(verdict.unmet) == (verdict.outcome in ("not_met", "deferred"))
        assert bool(verdict.asks) == (verdict.outcome == "to_attest")
        assert bool(verdict.reason_sentences()) == (verdict.outcome != "met")
        answers.append(verdict.outcome)
    return answers


def agree(codes: tuple[str, ...], subjects: list[SubjectFacts], on: date) -> None:
    for code in codes:
        assert outcomes(code, subjects, on) == [oracle.judge(code, s, YEAR, on).outcome for s in subjects]


@ENOUGH
@given(st.lists(nearly(GOOD_PERSON, PERSONS) | PERSONS, min_size=1, max_size=12), DAYS)
def test_persons(subjects: list[SubjectFacts], on: date) -> None:
    agree(("ldtt", "cstd_co_so"), subjects, on)


@ENOUGH
@given(st.lists(nearly(GOOD_COLLECTIVE, COLLECTIVES) | COLLECTIVES, min_size=1, max_size=12), DAYS)
def test_collectives(subjects: list[SubjectFacts], on: date) -> None:
    agree(("ttldtt",), subjects, on)


def with_months() -> list[SubjectFacts]:
    """Every number of months around the thresholds, with every leave and with or without recruitment."""
    leaves = [
        (),
        *((LeaveFact(kind, n),) for kind in ("maternity", "training", "injury") for n in (1, 6, 11, 12, 13)),
    ]
    working = [
        dataclasses.replace(GOOD_PERSON, months_worked=months, recruit=recruit, leave=leave)
        for months, recruit, leave in product([None, *range(13)], [None, True, False], leaves)
    ]
    failed = GOOD_PERSON.attested | {"training_result": False}
    return working + [dataclasses.replace(GOOD_PERSON, leave=leave, attested=failed) for leave in leaves]


def with_disciplines() -> list[SubjectFacts]:
    """Measures that begin or end on, before and after the first and last days of the year."""
    edges = [date(YEAR, 1, 1) + timedelta(n) for n in (-1, 0, 1, 363, 364, 365)]
    return [
        dataclasses.replace(GOOD_PERSON, disciplines=(DisciplineFact("reprimand", start, until),))
        for start, until in product(edges, edges)
        if start <= until
    ]


def with_members() -> list[SubjectFacts]:
    """Every share of every collective of up to 30 members."""
    return [
        dataclasses.replace(GOOD_COLLECTIVE, members=MemberFacts(count, count, ldtt, 1, 0))
        for count in range(31)
        for ldtt in range(count + 1)
    ]


def with_grades(good: SubjectFacts) -> list[SubjectFacts]:
    """Every grade of the year, none on record, and an initiative or none."""
    ratings = [None, {}, *({YEAR: grade} for grade in GRADES)]
    initiatives = [good.initiatives, (), None]
    return [
        dataclasses.replace(good, ratings=rating, initiatives=done)
        for rating, done in product(ratings, initiatives)
    ]


@pytest.mark.parametrize("on", LAW_DAYS, ids=str)
def test_every_step_around_the_thresholds(on: date) -> None:
    persons = with_months() + with_disciplines() + with_grades(GOOD_PERSON)
    agree(("ldtt", "cstt", "cstd_co_so"), persons, on)
    agree(("ttldtt", "dvtt", "ttldxs", "dvqt"), with_members() + with_grades(GOOD_COLLECTIVE), on)
