"""What people read: verdicts, sentences, labels, wordings, citations."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from thidua.kernel.issues import InputFault
from thidua.kernel.text import fold
from thidua.lawbook import (
    Cohort,
    DisciplineFact,
    GivenHonour,
    InitiativeFact,
    MemberFacts,
    SubjectFacts,
    Verdict,
    load,
)
from thidua.lawbook.citations import Citation, parse
from thidua.lawbook.given import read_facts

BOOK = load(Path(__file__).parents[2] / "law")
SEASON = date(2023, 12, 15)
DONE = InitiativeFact(2023, recognised=True, evidence="Quyết định 1830/QĐ-HĐSK")


def judge(code: str, facts: SubjectFacts, year: int = 2023, on: date = SEASON) -> Verdict:
    return BOOK.judge(code, Cohort.build(year, [facts]), on).verdict(0)


def test_a_refusal_names_every_limb_in_the_order_of_the_law() -> None:
    facts = SubjectFacts(
        ratings={2023: "completed"},
        honours=(),
        initiatives=(),
        disciplines=(DisciplineFact("warning", date(2022, 3, 1), date(2023, 3, 1), "667/QĐ-UBND"),),
        months_worked=8,
        attested={"ldtt_2003": True},
    )
    verdict = judge("cstd_co_so", facts)
    assert verdict.outcome == "not_met"
    assert verdict.unmet == ("rating", "months", "initiative", "discipline")
    assert verdict.cites == (
        "15/2003/QH11 art 24",
        "91/2017/NĐ-CP art 10",
        "91/2017/NĐ-CP art 9 cl 3",
        "15/2003/QH11",
        "15/2003/QH11 art 23",
    )
    assert verdict.reason_sentences() == [
        "Năm 2023 xếp loại “Hoàn thành nhiệm vụ”, chưa đạt yêu cầu từ “Hoàn thành tốt nhiệm vụ” trở lên "
        "(căn cứ Điều 24 Luật Thi đua, khen thưởng số 15/2003/QH11).",
        "Cá nhân có 8 tháng công tác trong năm 2023; yêu cầu từ 10 tháng trở lên, còn thiếu 2 tháng "
        "(căn cứ Điều 10 Nghị định số 91/2017/NĐ-CP).",
        "Năm 2023 không có sáng kiến; yêu cầu có sáng kiến, đề tài khoa học hoặc mưu trí sáng tạo phạm vi từ "
        "cấp cơ sở trở lên được công nhận (căn cứ khoản 3 Điều 9 Nghị định số 91/2017/NĐ-CP).",
        "Năm 2023 đang trong thời gian kỷ luật: cảnh cáo từ 01/03/2022 đến 01/03/2023 (hồ sơ: 667/QĐ-UBND; "
        "căn cứ Luật Thi đua, khen thưởng số 15/2003/QH11, điều khoản chưa kiểm chứng).",
    ]


def test_a_missing_fact_and_a_missing_finding_are_told_apart() -> None:
    verdict = judge("cstd_co_so", SubjectFacts(ratings={2022: "good"}, honours=()))
    assert verdict.outcome == "to_attest"
    assert verdict.asks == (("ldtt_2003", "finding"), ("rating", "fact"), ("initiative", "fact"))
    assert verdict.unmet == ()


def test_an_unread_law_asks_for_a_person_whatever_the_facts() -> None:
    verdict = judge("ldtt", SubjectFacts(pending=("discipline",)), 2026, date(2026, 10, 1))
    assert (verdict.outcome, verdict.asks) == ("to_attest", (("text_unread", "text"),))
    assert verdict.cites == ("06/2026/QH16",)


def test_a_met_verdict_shows_its_papers() -> None:
    facts = SubjectFacts(
        honours=(GivenHonour("ldtt", 2023, evidence="Quyết định 99/QĐ-UBND"),), initiatives=(DONE,)
    )
    verdict = judge("cstd_co_so", facts)
    assert verdict.outcome == "met"
    assert [(c.id, c.evidence) for c in verdict.findings.children] == [
        ("ldtt_standard", ("Quyết định 99/QĐ-UBND",)),
        ("initiative", ("Quyết định 1830/QĐ-HĐSK",)),
    ]
    assert verdict.reason_sentences() == []


def test_a_revoked_title_does_not_stand_for_the_standard() -> None:
    facts = SubjectFacts(
        ratings={2023: "completed"},
        honours=(GivenHonour("ldtt", 2023, revoked=True),),
        initiatives=(DONE,),
        attested={"ldtt_2003": True},
    )
    assert judge("cstd_co_so", facts).unmet == ("rating",)


def test_a_refusal_also_names_the_hold_behind_it() -> None:
    facts = SubjectFacts(ratings={2023: "completed"}, pending=("inspection",), attested={"ldtt_2003": True})
    verdict = judge("ldtt", facts)
    assert (verdict.outcome, verdict.unmet) == ("not_met", ("rating", "pending"))


def test_a_cohort_answers_as_arrays_and_row_by_row() -> None:
    good = SubjectFacts(ratings={2023: "good"}, attested={"ldtt_2003": True})
    bad = SubjectFacts(ratings={2023: "completed"}, attested={"ldtt_2003": True})
    held = SubjectFacts(ratings={2023: "good"}, attested={"ldtt_2003": True}, pending=("prosecution",))
    judgement = BOOK.judge("ldtt", Cohort.build(2023, [good, bad, held, SubjectFacts()]), SEASON)
    assert judgement.outcome.dtype == np.int8
    assert judgement.outcome.tolist() == [2, 0, 2, 1]
    assert judgement.held.tolist() == [False, False, True, False]
    assert [judgement.verdict(i).outcome for i in range(4)] == ["met", "not_met", "deferred", "to_attest"]
    assert BOOK.judge("ldtt", Cohort.build(2023, []), SEASON).outcome.tolist() == []


def test_a_cohort_of_mixed_kinds_is_refused() -> None:
    with pytest.raises(ValueError, match="one kind"):
        Cohort.build(2023, [SubjectFacts(), SubjectFacts(kind="collective")])


def test_a_collective_reads_its_numbers() -> None:
    facts = SubjectFacts(
        kind="collective",
        ratings={2023: "good"},
        members=MemberFacts(14, 14, 7, 0, 1),
        attested={"movement_active": True, "solidarity": True},
    )
    verdict = judge("ttldtt", facts)
    assert verdict.unmet == ("share_ldtt", "disciplined")
    assert verdict.reason_sentences()[0] == (
        "Có 7/14 người đạt Lao động tiên tiến (50,0 %), chưa đạt yêu cầu trên 50 % "
        "(căn cứ Điều 28 Luật Thi đua, khen thưởng số 15/2003/QH11)."
    )


def test_labels_of_terms() -> None:
    assert BOOK.label("ldtt") == "Lao động tiên tiến"
    assert BOOK.label("discipline") == "Kỷ luật trong năm xét"
    assert BOOK.label("pending.discipline") == "việc xem xét kỷ luật"
    assert BOOK.label("over_quota") == "Vượt tỷ lệ được xét"
    assert BOOK.label("to_attest") == "Cần xác nhận"
    with pytest.raises(KeyError):
        BOOK.label("khong_co")


def test_higher_honours_come_first() -> None:
    codes = [honour.code for honour in BOOK.honours()]
    order = [
        "hcld_1",
        "hcld_3",
        "co_cp",
        "bk_ttg",
        "co_bo_tinh",
        "bk_bo_tinh",
        "ttldxs",
        "cstd_co_so",
        "ldtt",
    ]
    assert [code for code in codes if code in order] == order


def test_no_wording_means_two_honours() -> None:
    owner: dict[str, str] = {}
    for code, phrases in BOOK.wordings().items():
        assert phrases[0] == BOOK.honour(code).name
        for phrase in phrases:
            assert owner.setdefault(fold(phrase), code) == code


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("06/2022/QH15", Citation("06/2022/QH15")),
        ("06/2022/QH15 art 23 cl 2 pt b", Citation("06/2022/QH15", 23, 2, "b")),
        ("98/2023/NĐ-CP art 30.7", Citation("98/2023/NĐ-CP", 30, 7)),
        ("71/2025/QĐ-UBND (Hà Nội) art 3", Citation("71/2025/QĐ-UBND (Hà Nội)", 3)),
        ("06/2022/QH15 cl 2", None),
        ("Điều 23 Luật 06/2022/QH15", None),
        ("06/2022/QH15 art 23 pt b", None),
    ],
)
def test_citations_have_one_grammar(text: str, place: Citation | None) -> None:
    assert parse(text) == place
    if place:
        assert parse(str(place)) == place


def test_a_clause_lies_within_its_article_and_not_the_other_way() -> None:
    clause, article = Citation("91/2017/NĐ-CP", 9, 3), Citation("91/2017/NĐ-CP", 9)
    assert (clause.within(article), article.within(clause)) == (True, False)
    assert not Citation("91/2017/NĐ-CP", 10).within(article)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"grade": "good"}, "Dữ kiện “grade”: khóa lạ."),
        ({"ratings": {2023: "splendid"}}, "Dữ kiện “ratings”: giá trị 'splendid' không có trong"),
        ({"months_worked": True}, "Dữ kiện “months_worked”: giá trị không đúng kiểu: True."),
        ({"disciplines": [{"kind": "warning"}]}, "Dữ kiện “disciplines.from”"),
        ({"members": {"men": 3}}, "Dữ kiện “members”: thiếu khóa hoặc có khóa lạ"),
    ],
)
def test_wrong_facts_are_named(data: dict[str, object], words: str) -> None:
    with pytest.raises(InputFault) as caught:
        read_facts("person", data)
    assert words in str(caught.value)
