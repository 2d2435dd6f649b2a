"""What if: one fact changed, the verdict before and after; what contradicts is said, the facts stay as they were."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from thidua.lawbook import load
from thidua.lawbook.facts import DisciplineFact, GivenHonour, InitiativeFact, SubjectFacts
from thidua.lawbook.retelling import retold
from thidua.lawbook.whatif import Supposed, compare, findings_asked

BOOK = load(Path(__file__).parents[2] / "law")
DAY = date(2025, 1, 15)
FACTS = SubjectFacts(
    group="official",
    ratings={2023: "good", 2024: "good"},
    honours=(GivenHonour("cstd_co_so", 2023, evidence="12/QĐ-UBND"),),
    initiatives=(),
    attested={"exemplary": True, "ldtt_spirit": True, "movement_result": False}
    | dict.fromkeys(("exploit", "contribution"), False),
)


def outcomes(code: str, supposed: Supposed, facts: SubjectFacts = FACTS) -> tuple[str, str]:
    found = compare(BOOK, code, facts, 2024, DAY, supposed)
    return found.before.outcome, found.after.outcome if found.after else "none"


@pytest.mark.parametrize(
    ("code", "supposed", "wanted"),
    [
        ("cstd_co_so", Supposed(grades={2024: "excellent"}), ("not_met", "met")),
        ("cstd_co_so", Supposed(grades={2024: "completed"}), ("not_met", "not_met")),
        ("cstd_co_so", Supposed(works=(InitiativeFact(2024, recognised=True),)), ("not_met", "met")),
        ("cstd_co_so", Supposed(works=(InitiativeFact(2022, recognised=True),)), ("not_met", "not_met")),
        ("ldtt", Supposed(grades={2024: None}), ("met", "to_attest")),
        ("ldtt", Supposed(attested={"ldtt_spirit": False}), ("met", "not_met")),
        ("bk_bo_tinh", Supposed(given=(("cstd_co_so", 2024),)), ("not_met", "met")),
        (
            "bk_bo_tinh",
            Supposed(given=(("cstd_co_so", 2024),), taken=frozenset({("cstd_co_so", 2023)})),
            ("not_met", "not_met"),
        ),
        ("ldtt", Supposed(), ("met", "met")),
    ],
)
def test_one_fact_changed(code: str, supposed: Supposed, wanted: tuple[str, str]) -> None:
    assert outcomes(code, supposed) == wanted


def test_a_discipline_that_ends_earlier() -> None:
    measure = DisciplineFact("reprimand", date(2023, 6, 1), date(2024, 6, 1))
    facts = SubjectFacts(
        ratings={2024: "good"}, group="official", disciplines=(measure,), attested=FACTS.attested
    )
    assert outcomes("ldtt", Supposed(ended={0: date(2024, 6, 2)}), facts) == ("to_attest", "to_attest")
    assert outcomes("ldtt", Supposed(ended={0: date(2023, 12, 31)}), facts) == ("to_attest", "met")
    assert outcomes("ldtt", Supposed(ended={0: date(2024, 12, 31)}), facts) == ("to_attest", "not_met")


def test_what_contradicts_gets_no_verdict() -> None:
    measure = DisciplineFact("reprimand", date(2023, 6, 1), date(2024, 6, 1))
    facts = SubjectFacts(ratings={2024: "good"}, disciplines=(measure,))
    found = compare(BOOK, "ldtt", facts, 2024, DAY, Supposed(ended={0: date(2023, 5, 31)}))
    assert found.after is None
    assert [one.code for one in found.issues] == ["contradiction.disciplines"]


def test_the_facts_given_stay_as_they_were() -> None:
    before = retold(FACTS, BOOK.label)
    supposed = Supposed(grades={2024: None}, given=(("ldtt", 2024),), attested={"exemplary": False})
    changed = supposed.applied(FACTS)
    assert retold(FACTS, BOOK.label) == before
    assert changed.ratings == {2023: "good"}
    assert [(one.honour, one.year) for one in changed.honours or ()] == [("cstd_co_so", 2023), ("ldtt", 2024)]
    assert Supposed().applied(SubjectFacts()) == SubjectFacts()


def test_suppositions_are_told() -> None:
    measure = DisciplineFact("reprimand", date(2023, 6, 1), date(2024, 6, 1))
    supposed = Supposed(
        grades={2024: "excellent", 2023: None},
        given=(("bk_bo_tinh", 2022),),
        taken=frozenset({("cstd_co_so", 2023)}),
        works=(InitiativeFact(2024, "provincial", recognised=True),),
        ended={0: date(2023, 12, 31)},
        attested={"exemplary": False},
    )
    assert supposed.told(SubjectFacts(disciplines=(measure,)), BOOK.label) == (
        "Năm 2023 chưa có xếp loại.",
        "Năm 2024 xếp loại “Hoàn thành xuất sắc nhiệm vụ”.",
        "Có thêm Bằng khen của Bộ, ban, ngành, tỉnh năm 2022.",
        "Không có Chiến sĩ thi đua cơ sở năm 2023.",
        "Có thêm sáng kiến được công nhận năm 2024, phạm vi cấp bộ, tỉnh.",
        "Kỷ luật khiển trách từ 01/06/2023 hết hạn ngày 31/12/2023.",
        "Được xác nhận không đạt: Chấp hành chủ trương của Đảng, pháp luật của Nhà nước.",
    )


def test_findings_a_form_may_ask_for() -> None:
    """Those of the standard an honour builds on included; none where the text was not read."""
    assert findings_asked(BOOK, "cstd_co_so", DAY) == ("ldtt_spirit", "ldtt_production", "ldtt_exemplary")
    assert findings_asked(BOOK, "cstd_co_so", date(2026, 11, 1)) == ()
