"""How criteria join: all, any, holds, alternatives for others, standards of other honours, screening."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import numpy as np
import pytest
from asking import BOOK, TODAY

from thidua.lawbook import Cohort, GivenHonour, InitiativeFact, SubjectFacts
from thidua.lawbook.checks import Check
from thidua.lawbook.checks.person import Attested
from thidua.lawbook.citations import Citation
from thidua.lawbook.cohort import Bool, Int8
from thidua.lawbook.judging import Judged, Judging, computable
from thidua.lawbook.rules import AllOf, AnyOf, Basis, Criterion, Node, StandardOf, Unread

READ, UNREAD = Basis(Citation("X")), Basis(Citation("X"), unverified=True)
NO, ASK, YES = 0, 1, 2


@dataclass(frozen=True)
class Fixed(Check):
    """Answers as it is told; the nominees in `silent` it has nothing to say about."""

    answers: tuple[int, ...]
    silent: tuple[int, ...] = ()
    name: ClassVar[str] = "fixed"

    def outcome(self, cohort: Cohort, on: date) -> Int8:
        return np.array(self.answers, np.int8)

    def relevant(self, cohort: Cohort, on: date) -> Bool:
        return np.array([row not in self.silent for row in range(len(cohort))], np.bool_)


@dataclass(frozen=True)
class Picks(Fixed):
    """Picks an alternative; needs nobody's finding and computes nothing."""

    selects: ClassVar[bool] = True
    computed: ClassVar[bool] = False


def leaf(*answers: int, hold: bool = False, basis: Basis = READ, check: Check | None = None) -> Criterion:
    return Criterion("leaf", "", check or Fixed(answers), "leaf", (basis,), hold)


def judge(node: Node, size: int, *, screening: bool = False, facts: SubjectFacts | None = None) -> Judged:
    cohort = Cohort.build(2025, [facts or SubjectFacts()] * size)
    return Judging(BOOK, cohort, TODAY, screening=screening).node(node)


def told(judged: Judged) -> list[str]:
    """As an answer reads: a hold stands before what a person must attest, behind a refusal."""
    words = ("not_met", "to_attest", "met")
    return [
        "deferred" if held and value != NO else words[value]
        for value, held in zip(judged.outcome, judged.held, strict=True)
    ]


def test_all_is_the_worst_part() -> None:
    node = AllOf("all", "", (leaf(NO, NO, NO, ASK, ASK, YES), leaf(NO, ASK, YES, ASK, YES, YES)))
    assert told(judge(node, 6)) == ["not_met", "not_met", "not_met", "to_attest", "to_attest", "met"]


def test_any_is_the_best_alternative() -> None:
    node = AnyOf("any", "", (leaf(NO, NO, NO, ASK, ASK, YES), leaf(NO, ASK, YES, ASK, YES, YES)))
    assert told(judge(node, 6)) == ["not_met", "to_attest", "met", "to_attest", "met", "met"]


def test_a_silent_check_passes_in_all_and_opens_no_way_in_any() -> None:
    silent = leaf(check=Fixed((NO, YES, NO), silent=(0, 1)))
    others = leaf(YES, NO, YES)
    assert told(judge(AllOf("all", "", (silent, others)), 3)) == ["met", "not_met", "not_met"]
    assert told(judge(AnyOf("any", "", (silent, others)), 3)) == ["met", "not_met", "met"]
    judged = judge(AllOf("all", "", (silent, leaf(check=Fixed((YES, YES, YES), silent=(0,))))), 3)
    assert judged.relevant.tolist() == [False, True, True]


def test_a_hold_defers_what_would_pass() -> None:
    hold = leaf(NO, NO, NO, ASK, YES, hold=True)
    node = AllOf("all", "", (hold, leaf(NO, ASK, YES, YES, YES)))
    assert told(judge(node, 5)) == ["not_met", "deferred", "deferred", "to_attest", "met"]


def test_a_way_that_waits_is_told_before_one_that_is_open_and_after_one_that_is_met() -> None:
    held = AllOf("held", "", (leaf(NO, NO, NO, NO, hold=True), leaf(YES, YES, ASK, YES)))
    node = AnyOf("any", "", (held, leaf(NO, YES, ASK, ASK)))
    assert told(judge(node, 4)) == ["deferred", "met", "deferred", "deferred"]


def test_what_nobody_has_read_only_asks() -> None:
    assert told(judge(leaf(NO, ASK, YES, basis=UNREAD), 3)) == ["to_attest"] * 3
    assert told(judge(Unread("text", "", UNREAD), 2)) == ["to_attest"] * 2
    silent = leaf(basis=UNREAD, check=Fixed((NO, NO), silent=(0,)))
    assert told(judge(AllOf("all", "", (silent,)), 2)) == ["met", "to_attest"]
    # Whom an alternative is for does not become doubtful with its text.
    assert told(judge(leaf(basis=UNREAD, check=Picks((NO, ASK, YES))), 3)) == ["not_met", "to_attest", "met"]


@pytest.mark.parametrize("screening", [False, True])
def test_screening_takes_open_findings_as_still_to_be_made(screening: bool) -> None:
    finding = Criterion("outstanding", "", Attested("outstanding"), "outstanding", (READ,))
    for found, judged, screened in [
        (None, "to_attest", "met"),
        (True, "met", "met"),
        (False, "not_met", "not_met"),
    ]:
        facts = SubjectFacts(attested={} if found is None else {"outstanding": found})
        wanted = screened if screening else judged
        assert told(judge(AllOf("all", "", (finding,)), 1, screening=screening, facts=facts)) == [wanted]


@pytest.mark.parametrize("screening", [False, True])
def test_a_way_of_findings_alone_opens_in_screening_once_found(screening: bool) -> None:
    finding = Criterion("exploit", "", Attested("exploit"), "exploit", (READ,))
    node = AnyOf("any", "", (leaf(NO), finding))
    for found, judged, screened in [
        (None, "to_attest", "not_met"),
        (True, "met", "met"),
        (False, "not_met", "not_met"),
    ]:
        facts = SubjectFacts(attested={} if found is None else {"exploit": found})
        wanted = screened if screening else judged
        assert told(judge(node, 1, screening=screening, facts=facts)) == [wanted]


def test_what_is_computed() -> None:
    finding = leaf(check=Attested("outstanding"))
    picks = leaf(check=Picks((YES,)))
    text = Unread("text", "", UNREAD)
    assert [computable(node) for node in (leaf(YES), finding, picks, text)] == [True, False, False, False]
    assert computable(AllOf("all", "", (finding, leaf(YES))))
    assert computable(AnyOf("any", "", (leaf(YES), finding)))
    assert not computable(AllOf("all", "", (finding, picks, text)))
    assert computable(StandardOf("ldtt", "", "ldtt"))


@pytest.mark.parametrize(
    ("or_title", "honours", "pending", "outcome"),
    [
        (False, ("ldtt",), None, "to_attest"),
        (True, ("ldtt",), None, "met"),
        (True, (), None, "to_attest"),
        (False, ("ldtt",), ("inspection",), "deferred"),
        # The title is decided: what held its standard no longer matters.
        (True, ("ldtt",), ("inspection",), "met"),
        (True, (), ("inspection",), "deferred"),
    ],
)
def test_the_standard_of_another_honour(
    or_title: bool, honours: tuple[str, ...], pending: tuple[str, ...] | None, outcome: str
) -> None:
    facts = SubjectFacts(
        group="official", honours=tuple(GivenHonour(code, 2025) for code in honours), pending=pending
    )
    assert told(judge(StandardOf("s", "", "ldtt", or_title), 1, facts=facts)) == [outcome]


@pytest.mark.parametrize(
    ("or_title", "honours", "outcome"),
    [(True, None, "to_attest"), (True, (), "not_met"), (False, None, "not_met"), (False, (), "not_met")],
)
def test_a_title_nobody_entered_may_be_on_record(
    or_title: bool, honours: tuple[GivenHonour, ...] | None, outcome: str
) -> None:
    facts = SubjectFacts(group="official", ratings={2025: "completed"}, honours=honours)
    assert told(judge(StandardOf("s", "", "ldtt", or_title), 1, facts=facts)) == [outcome]


def test_a_title_nobody_entered_is_asked_for() -> None:
    facts = SubjectFacts(
        ratings={2023: "completed"},
        attested={"ldtt_2003": True},
        initiatives=(InitiativeFact(2023, recognised=True),),
    )
    verdict = BOOK.judge("cstd_co_so", Cohort.build(2023, [facts]), date(2023, 12, 15)).verdict(0)
    assert (verdict.outcome, verdict.asks) == ("to_attest", (("ldtt", "fact"),))
    assert verdict.reason_sentences() == [
        "Chưa có dữ liệu về danh hiệu “Lao động tiên tiến” năm 2023; xét theo tiêu chuẩn thì chưa đạt "
        "danh hiệu này. Bổ sung quá trình khen thưởng, hoặc ghi rõ là chưa được tặng lần nào."
    ]


def test_the_standard_of_an_honour_without_criteria_asks() -> None:
    judged = judge(StandardOf("s", "", "ttldtt"), 1)
    assert (told(judged), judged.relevant.tolist()) == (["to_attest"], [True])


def test_a_shared_rule_is_asked_once() -> None:
    facts = SubjectFacts(group="official", ratings={2025: "excellent"}, pending=("inspection",))
    judgement = BOOK.judge("cstd_co_so", Cohort.build(2025, [facts]), TODAY)
    names: list[str] = []
    waiting = [judgement.root]
    while waiting:
        one = waiting.pop()
        names.append(one.node.id)
        waiting += one.parts
    assert (names.count("pending"), names.count("discipline")) == (1, 1)
