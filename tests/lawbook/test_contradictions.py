"""Facts that cannot all be true: an issue with its cure, and no verdict."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from thidua.kernel.issues import InputFault
from thidua.lawbook import LawFault, cases, load
from thidua.lawbook.contradictions import contradictions
from thidua.lawbook.given import read_facts
from thidua.ops.cli import main

BOOK = load(Path(__file__).parents[2] / "law")
HONOUR = {"honour": "cstd_co_so", "year": 2023}
IMPOSSIBLE: list[tuple[dict[str, Any], str]] = [
    (
        {"ratings": {2024: "good"}, "rating": {2024: "excellent"}},
        "Năm 2024 có hai kết quả xếp loại khác nhau. Đề nghị giữ lại kết quả theo quyết định xếp loại.",
    ),
    (
        {"born_on": date(1990, 5, 2), "honours": [HONOUR | {"year": 1989}]},
        "Ghi Chiến sĩ thi đua cơ sở năm 1989 nhưng ngày sinh là 02/05/1990. "
        "Đề nghị kiểm tra lại ngày sinh và mốc thời gian này.",
    ),
    (
        {"born_on": date(1990, 5, 2), "ratings": {1989: "good"}},
        "Ghi xếp loại năm 1989 nhưng ngày sinh là 02/05/1990. "
        "Đề nghị kiểm tra lại ngày sinh và mốc thời gian này.",
    ),
    (
        {"born_on": date(1990, 5, 2), "initiatives": [{"year": 1989}]},
        "Ghi sáng kiến năm 1989 nhưng ngày sinh là 02/05/1990. "
        "Đề nghị kiểm tra lại ngày sinh và mốc thời gian này.",
    ),
    (
        {
            "born_on": date(1990, 5, 2),
            "disciplines": [{"kind": "warning", "from": date(1989, 12, 31), "until": date(1991, 1, 1)}],
        },
        "Ghi kỷ luật từ 31/12/1989 nhưng ngày sinh là 02/05/1990. "
        "Đề nghị kiểm tra lại ngày sinh và mốc thời gian này.",
    ),
    (
        {
            "born_on": date(1990, 5, 2),
            "positions": [{"post": "provincial_chair", "from": date(1989, 12, 31), "until": None}],
        },
        "Ghi Phó Bí thư tỉnh ủy, Chủ tịch UBND tỉnh từ 31/12/1989 nhưng ngày sinh là 02/05/1990. "
        "Đề nghị kiểm tra lại ngày sinh và mốc thời gian này.",
    ),
    (
        {"honours": [HONOUR | {"counted_years": [2022, 2025, 2024]}]},
        "Chiến sĩ thi đua cơ sở năm 2023 ghi đã tính thành tích của năm 2024, 2025, sau năm được khen. "
        "Đề nghị ghi lại các năm đã tính theo quyết định.",
    ),
    (
        {"honours": [HONOUR | {"decided_on": date(2022, 12, 31)}]},
        "Chiến sĩ thi đua cơ sở năm 2023 có quyết định ký ngày 31/12/2022, trước năm thành tích. "
        "Đề nghị kiểm tra lại năm thành tích và ngày ký quyết định.",
    ),
    (
        {"disciplines": [{"kind": "warning", "from": date(2024, 5, 2), "until": date(2024, 5, 1)}]},
        "Kỷ luật từ 02/05/2024 lại hết hạn ngày 01/05/2024, trước ngày bắt đầu. "
        "Đề nghị kiểm tra lại hai ngày theo quyết định kỷ luật.",
    ),
    (
        {"positions": [{"post": "district_secretary", "from": date(2024, 5, 2), "until": date(2024, 5, 1)}]},
        "Bí thư huyện ủy từ 02/05/2024 lại kết thúc ngày 01/05/2024, trước ngày bắt đầu. "
        "Đề nghị kiểm tra lại hai ngày theo quyết định bổ nhiệm.",
    ),
    (
        {"months_worked": 13},
        "Thời gian công tác trong năm ghi 13 tháng. Một năm có 12 tháng; đề nghị ghi lại số tháng.",
    ),
    (
        {"months_worked": -1},
        "Thời gian công tác trong năm ghi -1 tháng. Một năm có 12 tháng; đề nghị ghi lại số tháng.",
    ),
    (
        {"old_unit_months": 13},
        "Thời gian ở đơn vị cũ trong năm ghi 13 tháng. Một năm có 12 tháng; đề nghị ghi lại số tháng.",
    ),
    (
        {"leave": [{"kind": "maternity", "months": 6}, {"kind": "training", "months": 7}]},
        "Thời gian nghỉ, đào tạo, điều trị trong năm ghi 13 tháng. "
        "Một năm có 12 tháng; đề nghị ghi lại số tháng.",
    ),
    (
        {"months_worked": 7, "leave": [{"kind": "maternity", "months": 6}]},
        "Trong năm ghi 7 tháng công tác và 6 tháng nghỉ, đào tạo, điều trị, cộng lại quá một năm. "
        "Một năm có 12 tháng; đề nghị ghi lại số tháng.",
    ),
    (
        {"members": {"count": 14, "ldtt": 15}},
        "Tập thể có 14 người nhưng số người đạt Lao động tiên tiến ghi 15. "
        "Đề nghị kiểm tra lại tổng số người và số người đạt.",
    ),
    (
        {"members": {"count": 14, "completed": 15}},
        "Tập thể có 14 người nhưng số người hoàn thành nhiệm vụ ghi 15. "
        "Đề nghị kiểm tra lại tổng số người và số người đạt.",
    ),
    (
        {"members": {"count": 0, "cstd_co_so": 1}},
        "Tập thể có 0 người nhưng số người đạt Chiến sĩ thi đua cơ sở ghi 1. "
        "Đề nghị kiểm tra lại tổng số người và số người đạt.",
    ),
    (
        {"members": {"disciplined_warning_or_more": -1}},
        "Số người bị kỷ luật từ cảnh cáo trở lên ghi -1. Đề nghị ghi lại số người.",
    ),
    (
        {"members": {"count": -1}},
        "Tổng số người của tập thể ghi -1. Đề nghị ghi lại tổng số người.",
    ),
    (
        {"cluster_rank": 0},
        "Thứ hạng trong cụm, khối thi đua ghi 0. Thứ hạng tính từ 1; đề nghị ghi lại theo kết quả chấm điểm.",
    ),
]


@pytest.mark.parametrize(("data", "message"), IMPOSSIBLE, ids=lambda one: str(one)[:50])
def test_what_cannot_be_is_named_with_its_cure(data: dict[str, Any], message: str) -> None:
    with pytest.raises(InputFault) as caught:
        read_facts("person", data, BOOK.label)
    assert str(caught.value) == message


POSSIBLE: list[dict[str, Any]] = [
    {"ratings": {2024: "good"}, "rating": {2024: "good", 2023: "excellent"}},
    {"born_on": date(1990, 5, 2), "honours": [HONOUR | {"year": 1990}], "ratings": {1990: "good"}},
    {"honours": [HONOUR | {"counted_years": [2021, 2022, 2023], "decided_on": date(2023, 1, 1)}]},
    {"honours": [HONOUR, HONOUR | {"revoked": True}]},
    {"disciplines": [{"kind": "warning", "from": date(2024, 5, 2), "until": date(2024, 5, 2)}]},
    {"positions": [{"post": "provincial_chair", "from": date(2024, 5, 2), "until": date(2024, 5, 2)}]},
    {"positions": [{"post": "provincial_chair", "from": date(2024, 5, 2), "until": None}]},
    {"months_worked": 12, "old_unit_months": 12},
    {"months_worked": 0, "old_unit_months": 0, "leave": [{"kind": "training", "months": 12}]},
    {"months_worked": 6, "leave": [{"kind": "maternity", "months": 6}]},
    {"members": {"count": 14, "ldtt": 14, "completed": 14, "cstd_co_so": 0}},
    {"members": {"ldtt": 15}},
    {"cluster_rank": 1},
    {},
]


@pytest.mark.parametrize("data", POSSIBLE, ids=lambda one: str(one)[:50])
def test_what_may_be_is_taken(data: dict[str, Any]) -> None:
    assert contradictions(read_facts("person", data)) == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"honours": [{"year": 2023}]}, "Dữ kiện “honours.honour”: giá trị không đúng kiểu: None."),
        ({"honours": [HONOUR | {"decided_on": "2023"}]}, "Dữ kiện “honours.decided_on”: giá trị không đúng kiểu"),
        ({"honours": [HONOUR | {"counted_years": ["2023"]}]}, "Dữ kiện “honours.counted_years”: giá trị không"),
        ({"honours": [HONOUR | {"revoked": "no"}]}, "Dữ kiện “honours.revoked”: giá trị không đúng kiểu: 'no'."),
        ({"honours": [HONOUR | {"ground": "luck"}]}, "Dữ kiện “honours.ground”: giá trị 'luck' không có trong"),
        ({"initiatives": [{"year": 2023, "kind": "song"}]}, "Dữ kiện “initiatives.kind”: giá trị 'song' không"),
        ({"initiatives": [{"year": 2023, "applied": 1}]}, "Dữ kiện “initiatives.applied”: giá trị không đúng kiểu"),
        ({"sex": "woman"}, "Dữ kiện “sex”: giá trị 'woman' không có trong: female, male."),
    ],
)  # fmt: skip
def test_wrong_words_inside_lists_are_named(data: dict[str, Any], words: str) -> None:
    with pytest.raises(InputFault) as caught:
        read_facts("person", data)
    assert words in str(caught.value)


CASE = """cases:
- id: W1
  title: kỷ luật hết hạn trước khi bắt đầu
  source: 06/2022/QH15 art 24
  kind: eligibility
  'on': 2024-12-10
  honour: ldtt
  subject: person
  year: 2024
  facts:
    group: official
    disciplines:
    - {kind: warning, from: 2024-05-02, until: 2023-05-02}
    months_worked: 13
  expect: {outcome: met}
"""
FAULTS = [
    "w.yaml:12: Kỷ luật từ 02/05/2024 lại hết hạn ngày 02/05/2023, trước ngày bắt đầu. "
    "Đề nghị kiểm tra lại hai ngày theo quyết định kỷ luật.",
    "w.yaml:14: Thời gian công tác trong năm ghi 13 tháng. Một năm có 12 tháng; đề nghị ghi lại số tháng.",
]


def test_a_case_with_impossible_facts_is_a_fault_of_its_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "w.yaml"
    file.write_text(CASE, encoding="utf-8")
    with pytest.raises(LawFault) as caught:
        cases.run(BOOK, [file])
    assert [str(fault) for fault in caught.value.faults] == FAULTS
    assert main(["law", "judge", str(file)]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.splitlines()) == ("", [f"Lỗi trong luật: {fault}" for fault in FAULTS])


def test_explain_names_file_and_line_and_says_no_verdict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "nguoi.yaml"
    call = ["law", "explain", "ldtt", "--facts", str(file), "--on", "2024-12-10"]
    file.write_text(
        "year: 2024\nfacts:\n  group: official\n  honours:\n"
        "  - {honour: ldtt, year: 2023, counted_years: [2024]}\n  months_worked: 13\n",
        encoding="utf-8",
    )
    assert main(call) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == [
        "Lỗi: nguoi.yaml, dòng 4: Lao động tiên tiến năm 2023 ghi đã tính thành tích của năm 2024, sau năm được "
        "khen. Đề nghị ghi lại các năm đã tính theo quyết định.",
        "Lỗi: nguoi.yaml, dòng 6: Thời gian công tác trong năm ghi 13 tháng. Một năm có 12 tháng; đề nghị ghi lại "
        "số tháng.",
    ]
    file.write_text("facts:\n  ratings:\n    2024: good\n    2024: excellent\n", encoding="utf-8")
    assert main(call) == 2
    assert capsys.readouterr().err == (
        "Lỗi: nguoi.yaml, dòng 4: Không đọc được YAML: khóa “2024” viết hai lần. Đề nghị sửa tệp dữ kiện.\n"
    )
    file.write_text("year: 2024\n", encoding="utf-8")
    assert main(call) == 2
    assert (
        capsys.readouterr().err
        == "Lỗi: nguoi.yaml, dòng 1: Thiếu mục “facts”. Ghi các dữ kiện dưới “facts”.\n"
    )
    file.write_text("year: 2024\nfacts: {group: official, ratings: {2024: good}}\n", encoding="utf-8")
    assert main(call) == 0
    assert capsys.readouterr().out.startswith("Lao động tiên tiến, năm 2024: Cần xác nhận\n")
