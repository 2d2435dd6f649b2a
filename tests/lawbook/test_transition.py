"""Dossiers received under the old law and decided under the new one, around 1 October 2026."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from thidua.lawbook import Cohort, SubjectFacts, Verdict, load
from thidua.lawbook.facts import Grade
from thidua.lawbook.transition import judge_dossiers

BOOK = load(Path(__file__).parents[2] / "law")


def verdict(grade: Grade, received: date, decided: date) -> Verdict:
    facts = SubjectFacts(
        group="official", ratings={2026: grade}, initiatives=(), attested={"ldtt_spirit": True}
    )
    return judge_dossiers(BOOK, "cstd_co_so", Cohort.build(2026, [facts]), received, decided)[0]


@pytest.mark.parametrize(
    ("received", "decided", "outcome"),
    [
        (date(2026, 9, 20), date(2026, 9, 30), "not_met"),
        (date(2026, 9, 20), date(2026, 10, 1), "to_attest"),
        (date(2026, 9, 30), date(2026, 12, 1), "to_attest"),
        (date(2026, 10, 1), date(2026, 12, 1), "to_attest"),
    ],
)
def test_nobody_is_refused_by_the_old_law_alone_once_an_unread_law_holds(
    received: date, decided: date, outcome: str
) -> None:
    assert verdict("good", received, decided).outcome == outcome


def test_what_the_old_law_grants_stays_granted() -> None:
    found = verdict("excellent", date(2026, 9, 20), date(2026, 10, 15))
    assert (found.outcome, found.pivot, found.basis) == ("met", date(2026, 9, 20), "06/2022/QH15 art 23")


def test_both_laws_are_shown_and_cited() -> None:
    found = verdict("good", date(2026, 9, 20), date(2026, 10, 15))
    assert [child.outcome for child in found.findings.children] == ["not_met", "to_attest"]
    assert (found.cites[0], "06/2022/QH15 art 23" in found.cites) == ("06/2026/QH16", True)
    assert "nếu quy định mới có lợi hơn thì áp dụng quy định mới" in found.findings.sentence


def test_the_change_of_2024_moves_nothing_back() -> None:
    """The law of 2022 names no such transition: what came in during 2023 follows the law of 2003."""
    facts = SubjectFacts(
        group="official", ratings={2023: "excellent"}, initiatives=(), attested={"ldtt_2003": True}
    )
    cohort = Cohort.build(2023, [facts])
    found = judge_dossiers(BOOK, "cstd_co_so", cohort, date(2023, 12, 20), date(2024, 1, 10))[0]
    assert (found.outcome, found.unmet) == ("not_met", ("initiative",))
