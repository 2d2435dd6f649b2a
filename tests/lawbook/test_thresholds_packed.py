"""Cohorts of arrays alone, as a province is screened: the same answers where arrays hold the fact, else silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from asking import TODAY
from complete import CERTIFICATE_BY_GRADES, NATIONAL_FIGHTER, PRIME_MINISTER, PROVINCIAL_FIGHTER, given, work

from thidua.lawbook import Cohort, DisciplineFact, SubjectFacts
from thidua.lawbook.checks import Check
from thidua.lawbook.checks.chains import (
    AdjoiningTitles,
    NoRevokedTitle,
    SubmittedInTime,
    TitleChain,
    TitleCount,
)
from thidua.lawbook.checks.devotion import Band, HeldPosts, InPost, NoDisciplineInPost, WomenReduction
from thidua.lawbook.checks.earlier import GivenOnce, PriorForm, PriorOnMerit, UnusedYears
from thidua.lawbook.checks.grades import GradeChain, GradedYears
from thidua.lawbook.checks.record import ClearOfDiscipline, NoDisciplineInYear
from thidua.lawbook.checks.works import HasInitiative
from thidua.lawbook.facts import PositionFact
from thidua.lawbook.packing import Works

HELD = (PositionFact("director_of_department", date(2016, 1, 1)),)
EVERYBODY = [
    SubjectFacts(),
    CERTIFICATE_BY_GRADES,
    NATIONAL_FIGHTER,
    PRIME_MINISTER,
    PROVINCIAL_FIGHTER,
    SubjectFacts(honours=given("cstd_co_so", 2024, revoked=True), initiatives=work(2025, recognised=None)),
    SubjectFacts(disciplines=(DisciplineFact("warning", date(2024, 1, 1), date(2025, 2, 1)),), sex="female"),
    SubjectFacts(positions=HELD, sex="female"),
]
CHECKED: list[Check] = [
    *(TitleChain("cstd_co_so", 2), NoRevokedTitle("cstd_co_so", 2), TitleCount("cstd_co_so", 3, 5)),
    *(AdjoiningTitles("cstd_bo_tinh", 3), SubmittedInTime("cstd_bo_tinh"), PriorForm("bk_bo_tinh")),
    *(PriorOnMerit("bk_bo_tinh"), UnusedYears(5, ("bk_ttg",)), GivenOnce("bk_ttg"), GradeChain("good", 5)),
    *(GradedYears("excellent", 2, 5), ClearOfDiscipline(2), HasInitiative("provincial", years=3)),
]


@pytest.mark.parametrize("check", CHECKED, ids=lambda check: check.name)
def test_arrays_alone_answer_the_same(check: Check) -> None:
    cohort = Cohort.build(2025, EVERYBODY)
    bare = replace(cohort, subjects=())
    assert check.outcome(bare, TODAY).tolist() == check.outcome(cohort, TODAY).tolist()
    assert check.relevant(bare, TODAY).tolist() == check.relevant(cohort, TODAY).tolist()


def test_leading_posts_lie_in_no_array() -> None:
    bands = (Band("director_of_department", 6, 10),)
    bare = replace(Cohort.build(2025, EVERYBODY), subjects=())
    assert InPost().outcome(bare, TODAY).tolist() == [0] * len(EVERYBODY)
    for check in (HeldPosts(bands), WomenReduction(bands), NoDisciplineInPost()):
        assert not check.relevant(bare, TODAY).any()
        assert check.outcome(bare, TODAY).tolist() == [2] * len(EVERYBODY)


def test_a_discipline_that_is_over_is_named_only_with_its_record() -> None:
    check = NoDisciplineInYear("to_attest")
    cohort = Cohort.packed(2025, "person", 3, discipline=np.array([0, 1, 2], np.int8))
    assert check.relevant(cohort, TODAY).tolist() == [False, True, True]
    assert check.outcome(cohort, TODAY).tolist() == [2, 1, 0]


def test_a_cohort_of_which_nothing_is_known() -> None:
    cohort = Cohort.packed(2025, "person", 2)
    assert HasInitiative("grassroots").outcome(cohort, TODAY).tolist() == [1, 1]
    assert TitleChain("cstd_co_so", 2).outcome(cohort, TODAY).tolist() == [1, 1]
    none = Works.none()
    arrays = (none.row, none.year, none.scope, none.recognised, none.applied, none.replicable)
    assert [len(array) for array in arrays] == [0] * 6
    assert len(Cohort.build(2025, [])) == 0
