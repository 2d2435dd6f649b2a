"""The executable cases: shared ones and our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from thidua.lawbook import LawFault, cases, load

LAW = Path(__file__).parents[2] / "law"
BOOK = load(LAW)
CASES = cases.read([LAW / "cases"])
RESULTS = [cases.run_one(BOOK, case) for case in CASES]
GATES = [
    case
    for case, result in zip(CASES, RESULTS, strict=True)
    if not result.contested and result.status != "not_covered"
]


@pytest.mark.parametrize("case", GATES, ids=lambda case: case.content["id"])
def test_case(case: cases.Case) -> None:
    result = cases.run_one(BOOK, case)
    assert (result.status, result.detail) == ("passed", "")


def test_what_is_not_covered_yet_is_listed_and_never_passes() -> None:
    uncovered = [r for r in RESULTS if r.status == "not_covered"]
    counts = cases.tally(RESULTS)
    assert len(uncovered) == counts.not_covered
    assert counts.passed + counts.failed + counts.contested + counts.not_covered == len(RESULTS)
    assert all(r.detail for r in uncovered)
    judged = {"ldtt", "cstd_co_so", "ttldtt", "ttldxs"}
    assert not [r for r in uncovered if any(f"“{code}”" in r.detail for code in judged)]


def test_a_contested_case_never_counts() -> None:
    contested = {r.id: r for r in RESULTS if r.contested}
    assert contested["P08"].status == "passed"
    assert contested["A08"].status == "failed"
    assert cases.tally([contested["P08"], contested["A08"]]) == cases.Tally(0, 0, 2, 0)


def test_a_wrong_expectation_fails_and_says_what_differs(tmp_path: Path) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text(
        """cases:
- id: W1
  title: sai kết luận
  source: 15/2003/QH11 art 24
  kind: eligibility
  'on': 2023-12-15
  honour: ldtt
  subject: person
  year: 2023
  facts: {ratings: {2023: completed}, attested: {ldtt_2003: true}}
  expect: {outcome: met, unmet: [months], cites: [91/2017/NĐ-CP art 10]}
- id: W2
  title: khóa lạ
  source: 15/2003/QH11 art 24
  kind: eligibility
  'on': 2023-12-15
  honour: ldtt
  subject: person
  year: 2023
  facts: {grade: good}
  expect: {outcome: met}
""",
        encoding="utf-8",
    )
    first, second = cases.run(BOOK, [file])
    assert first.status == "failed"
    assert first.detail == (
        "kết luận not_met, chờ đợi met; lý do ['rating'], thiếu ['months']; "
        "trích dẫn ['15/2003/QH11 art 24'], thiếu ['91/2017/NĐ-CP art 10']"
    )
    assert (second.status, "“grade”: khóa lạ" in second.detail) == ("failed", True)


def test_a_missing_file_of_cases_is_named(tmp_path: Path) -> None:
    with pytest.raises(LawFault, match=r"khong-co\.yaml:1: Không có tệp này\."):
        cases.run(BOOK, [tmp_path / "khong-co.yaml"])
