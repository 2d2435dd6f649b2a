"""What is open in a verdict says what is wanting and what to do; ways written for others are named, not shown."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from thidua.kernel.issues import InputFault
from thidua.lawbook import Cohort, Finding, Verdict, load
from thidua.lawbook.facts import GivenHonour, SubjectFacts
from thidua.lawbook.printed import printed
from thidua.ops.commands import law_explain

BOOK = load(Path(__file__).parents[2] / "law")
DAY, TODAY = date(2025, 1, 15), date(2026, 11, 25)
# Grades of 2022 nobody entered; one title of the three wanted; nothing attested.
FACTS = SubjectFacts(
    group="official",
    ratings={2020: "good", 2021: "good", 2023: "excellent", 2024: "good"},
    honours=(
        GivenHonour("cstd_co_so", 2023, evidence="12/QĐ-UBND"),
        GivenHonour("bk_bo_tinh", 2019, evidence="99/QĐ-UBND"),
    ),
)


def judged(code: str, facts: SubjectFacts = FACTS, on: date = DAY) -> Verdict:
    return BOOK.judge(code, Cohort.build(2024, [facts]), on).verdict(0)


def leaves(finding: Finding) -> Iterator[Finding]:
    if not finding.children:
        yield finding
    for child in finding.children:
        yield from leaves(child)


def cures(verdict: Verdict) -> dict[str, tuple[str, str]]:
    return {one.id: (one.lack, one.cure) for one in leaves(verdict.findings) if one.cure}


def test_a_missing_fact_is_told_apart_from_a_missing_finding() -> None:
    found = cures(judged("bk_ttg"))
    assert found["rating_chain"] == ("fact", "Bổ sung kết quả xếp loại năm 2022.")
    assert found["exemplary"] == ("finding", "Đề nghị người có thẩm quyền xác nhận bằng văn bản.")
    assert "title_count" not in found  # it fails: nothing to enter would cure it


def test_awards_nobody_entered_ask_for_the_history() -> None:
    found = cures(judged("bk_ttg", SubjectFacts(group="official", ratings=FACTS.ratings)))
    assert found["prior_form"] == (
        "fact",
        "Bổ sung quá trình khen thưởng, hoặc ghi rõ là chưa được tặng lần nào.",
    )


def test_a_text_nobody_read_asks_for_the_text() -> None:
    assert cures(judged("bk_ttg", on=TODAY)) == {
        "text_unread": (
            "text",
            "Đề nghị người có thẩm quyền xem xét, cán bộ pháp chế đối chiếu văn bản gốc.",
        )
    }


def test_a_sentence_to_send_ends_with_its_cure() -> None:
    facts = SubjectFacts(group="official", ratings={2023: "good"}, attested={"ldtt_spirit": True})
    assert judged("ldtt", facts).reason_sentences() == [
        "Chưa có kết quả xếp loại mức độ hoàn thành nhiệm vụ năm 2024; yêu cầu từ “Hoàn thành tốt nhiệm vụ” trở "
        "lên (căn cứ Điều 24 Luật Thi đua, khen thưởng số 06/2022/QH15). Bổ sung kết quả xếp loại năm 2024."
    ]


def test_one_open_way_of_several_is_said_to_be_enough() -> None:
    told = [sentence.split(" (")[0] for sentence in judged("bk_ttg").reason_sentences()]
    asked = "Chưa có người có thẩm quyền xác nhận tiêu chuẩn"
    assert told == [
        f"{asked}: Chấp hành chủ trương của Đảng, pháp luật của Nhà nước",
        f"{asked}: Thành tích xuất sắc trong phong trào thi đua",
        f"Hoặc: {asked}: Thành tích xuất sắc đột xuất",
        f"Hoặc: {asked}: Đóng góp cho kinh tế, khoa học, xã hội, từ thiện",
    ]


def test_ways_of_other_groups_are_named() -> None:
    (grounds,) = [one for one in judged("bk_ttg").findings.children if one.id == "grounds"]
    assert (grounds.group, grounds.others) == ("any", ("Công nhân, nông dân, người lao động",))
    assert [one.id for one in grounds.children] == ["merit", "movement_result", "exploit", "contribution"]


def test_nobody_knows_the_group_so_every_way_is_shown() -> None:
    verdict = judged("ldtt", SubjectFacts(ratings={2024: "good"}))
    (groups,) = [one for one in verdict.findings.children if one.id == "by_group"]
    assert ([one.id for one in groups.children], groups.others) == (["staff", "workers"], ())
    assert cures(verdict)["staff_group"] == ("fact", "Bổ sung nhóm đối tượng.")


def test_a_verdict_frozen_before_cures_were_told_is_still_read() -> None:
    frozen = judged("ldtt").as_json()

    def older(finding: dict[str, object]) -> dict[str, object]:
        kept = {key: value for key, value in finding.items() if key not in ("cure", "group", "others")}
        children = finding["children"]
        assert isinstance(children, list)
        return kept | {"children": [older(child) for child in children]}

    read = Verdict.from_json(frozen | {"findings": older(frozen["findings"])})
    assert (read.outcome, read.findings.cure, read.findings.others) == ("to_attest", "", ())


def test_the_tree_as_text() -> None:
    lines = list(printed(judged("bk_ttg").findings))
    assert lines[:2] == ["? Bằng khen của Thủ tướng Chính phủ", "  Phải đạt tất cả các điều kiện sau."]
    start = lines.index("         ? Xếp loại liên tục")
    assert lines[start + 1 : start + 5] == [
        "           Chưa có kết quả xếp loại năm 2022; yêu cầu 5 năm liên tục 2020–2024 được xếp loại từ",
        "           “Hoàn thành tốt nhiệm vụ” trở lên.",
        "           Căn cứ: Điều 73 Luật Thi đua, khen thưởng số 06/2022/QH15 [06/2022/QH15 art 73]",
        "           → Thiếu dữ kiện: Bổ sung kết quả xếp loại năm 2022.",
    ]
    assert "      ? hoặc: Thành tích xuất sắc đột xuất" in lines


def explain(path: Path, on: str) -> int:
    return law_explain.call(argparse.Namespace(honour="ldtt", facts=path, on=on, place=None))


def test_explain_prints_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text("year: 2024\nfacts: {group: official, ratings: {2024: completed}}\n", encoding="utf-8")
    assert explain(path, "2025-01-15") == 0
    assert capsys.readouterr().out.splitlines()[:3] == [
        "Lao động tiên tiến, năm 2024: Không đủ tiêu chuẩn",
        "Xét theo luật ngày 15/01/2025.",
        "✗ Lao động tiên tiến",
    ]
    with pytest.raises(InputFault, match="bộ luật chưa có tiêu chuẩn “Lao động tiên tiến”"):
        explain(path, "2010-01-15")
