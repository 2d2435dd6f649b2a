"""Reward money: the day, the multiple, the rounding, who is paid once, and what an accountant reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.lawbook import LawBook, load
from thidua.lawbook.facts import Subject
from thidua.lawbook.money import Award, Line
from thidua.lawbook.money.rates import decimal

BOOK = load(Path(__file__).parents[2] / "law")
DAY = timedelta(days=1)


def award(
    honour: str, on: date, recipient: Subject = "person", year: int = 2025, owner: str = "", grade: int = 0
) -> Award:
    return Award(honour, recipient, on, year, year, owner=owner, grade=grade)


def line(
    honour: str, on: date, recipient: Subject = "person", *, book: LawBook = BOOK, grade: int = 0
) -> Line:
    return book.reward([award(honour, on, recipient, grade=grade)]).lines[0]


@pytest.mark.parametrize(
    ("on", "salary"),
    [
        (date(2023, 7, 1), 1_800_000),
        (date(2024, 7, 1), 2_340_000),
        (date(2026, 7, 1), 2_530_000),
    ],
)
def test_the_base_salary_is_that_of_the_decision_day(on: date, salary: int) -> None:
    """CSTĐ cơ sở is one base salary under every decree."""
    before = {date(2023, 7, 1): 1_490_000, date(2024, 7, 1): 1_800_000, date(2026, 7, 1): 2_340_000}[on]
    amounts = [line("cstd_co_so", one).amount for one in (on - DAY, on, on + DAY)]
    assert amounts == [before, salary, salary]


def test_the_multiple_is_that_of_the_decree_in_force_on_the_day() -> None:
    start = date(2024, 1, 1)
    amounts = [line("bk_bo_tinh", one).amount for one in (start - DAY, start, start + DAY)]
    assert amounts == [1_800_000, 2_700_000, 2_700_000]


@pytest.mark.parametrize("start", [date(2025, 7, 1), date(2026, 10, 1)])
def test_citations_follow_the_decree(start: date) -> None:
    cited = [line("ldtt", one).cites[0] for one in (start - DAY, start, start + DAY)]
    after = "152/2025/NĐ-CP art 50 cl 1 pt d"
    assert cited == ["98/2023/NĐ-CP" if start.year == 2025 else after, after, after]


def test_after_the_amendment_amounts_are_marked() -> None:
    start = date(2026, 10, 1)
    assert [bool(line("cstd_co_so", one).unverified) for one in (start - DAY, start)] == [False, True]
    assert line("cstd_co_so", start).unverified == (
        "bảng mức tạm lấy từ 152/2025/NĐ-CP vì chưa đọc văn bản theo 06/2026/QH16",
    )


def with_salary(vnd: int) -> LawBook:
    law = BOOK.practice.money
    salaries = tuple(replace(one, vnd=vnd) for one in law.salaries)
    return replace(BOOK, practice=replace(BOOK.practice, money=replace(law, salaries=salaries)))


@pytest.mark.parametrize(
    ("salary", "amount"),
    [(999_999, 1_000_000), (1_000_000, 1_000_000), (1_000_001, 1_010_000), (1_009_999, 1_010_000)],
)
def test_an_amount_is_rounded_up_to_ten_thousand(salary: int, amount: int) -> None:
    assert line("cstd_co_so", date(2026, 1, 5), book=with_salary(salary)).amount == amount


@given(st.integers(1, 10**8), st.sampled_from(["ldtt", "cstd_co_so", "bk_ttg", "cstd_toan_quoc", "hc_hcm"]))
def test_rounding_is_up_exact_and_least(salary: int, honour: str) -> None:
    amount = line(honour, date(2026, 1, 5), book=with_salary(salary)).amount
    tenths = {"ldtt": 3, "cstd_co_so": 10, "bk_ttg": 35, "cstd_toan_quoc": 45, "hc_hcm": 305}[honour]
    assert amount is not None
    assert amount % 10_000 == 0
    assert 0 <= 10 * amount - tenths * salary < 100_000


def test_an_accountant_can_follow_the_sum() -> None:
    assert line("ldtt", date(2025, 12, 20)).sentences == (
        "Hệ số 0,3 (điểm d khoản 1 Điều 50 Nghị định số 152/2025/NĐ-CP); mức lương cơ sở ngày 20/12/2025 là "
        "2.340.000 đ (khoản 2 Điều 3 Nghị định số 73/2024/NĐ-CP).",
        "0,3 × 2.340.000 đ = 702.000 đ, làm tròn lên 710.000 đ (khoản 2 Điều 49 Nghị định số 152/2025/NĐ-CP).",
    )


def test_a_household_is_given_one_and_a_half_of_a_persons_form() -> None:
    one = line("bk_bo_tinh", date(2025, 11, 20), "household")
    assert one.amount == 5_270_000
    assert one.sentences[0].startswith(
        "Hệ số 1,5 của cá nhân (Điều 54 Nghị định số 152/2025/NĐ-CP) × 1,5 đối với hộ gia đình "
        "(Điều 54 Nghị định số 152/2025/NĐ-CP) = 2,25;"
    )


def test_a_household_title_has_no_multiple_and_says_so() -> None:
    one = line("gia_dinh_van_hoa", date(2025, 11, 20), "household")
    assert (one.amount, one.cites) == (None, ())
    assert one.sentences == (
        "Chưa có mức tiền thưởng của “Gia đình văn hóa”. "
        "Bảng mức tiền thưởng của 152/2025/NĐ-CP chưa có mức này.",
    )


@pytest.mark.parametrize(
    ("honour", "on", "recipient", "why"),
    [
        (
            "ttldtt",
            date(2023, 12, 29),
            "collective",
            "Bảng mức tiền thưởng của 91/2017/NĐ-CP chưa có mức này.",
        ),
        ("ldtt", date(2017, 9, 30), "person", "Chưa có bảng mức tiền thưởng cho ngày 30/09/2017."),
        ("ldtt", date(2019, 6, 30), "person", "Chưa có mức lương cơ sở cho ngày 30/06/2019."),
        ("hc_qc", date(2025, 9, 1), "person", "cần ghi hạng Nhất, Nhì hay Ba."),
        ("knc_bo_tinh", date(2025, 9, 1), "person", "nhiều nhất 0,6 lần mức lương cơ sở."),
    ],
)
def test_what_is_not_known_is_never_nothing(honour: str, on: date, recipient: Subject, why: str) -> None:
    one = line(honour, on, recipient)
    assert one.amount is None
    assert one.sentences[0].endswith(why)
    both = BOOK.reward([award(honour, on, recipient), award("cstd_co_so", date(2025, 9, 1))])
    assert (both.total, both.known) == (None, 2_340_000)


@pytest.mark.parametrize(("grade", "amount"), [(1, 35_100_000), (2, 29_250_000), (3, 24_570_000)])
def test_an_order_with_classes_takes_the_multiple_of_its_class(grade: int, amount: int) -> None:
    assert line("hc_qc", date(2025, 9, 1), grade=grade).amount == amount


def test_only_the_highest_title_of_one_period_is_paid() -> None:
    on = date(2025, 12, 20)
    reward = BOOK.reward([award("ldtt", on, owner="a"), award("cstd_co_so", on, owner="a")])
    assert [one.amount for one in reward.lines] == [0, 2_340_000]
    assert reward.lines[0].instead == "cstd_co_so"
    assert reward.lines[0].sentences == (
        "Không chi riêng cho “Lao động tiên tiến”: cùng thời điểm, cùng thời gian tính thành tích thì chỉ nhận "
        "tiền thưởng của danh hiệu cao nhất là “Chiến sĩ thi đua cơ sở” "
        "(khoản 5 Điều 49 Nghị định số 152/2025/NĐ-CP).",
    )


@pytest.mark.parametrize(
    "other",
    [
        award("ldtt", date(2025, 12, 20), owner="b"),
        award("ldtt", date(2025, 12, 21), owner="a"),
        award("ldtt", date(2025, 12, 20), owner="a", year=2024),
    ],
    ids=["another person", "another day", "another period"],
)
def test_titles_that_do_not_stand_together_are_all_paid(other: Award) -> None:
    reward = BOOK.reward([award("cstd_co_so", date(2025, 12, 20), owner="a"), other])
    assert reward.total == 2_340_000 + 710_000


def test_a_figure_nobody_has_read_is_marked() -> None:
    one = line("giay_khen", date(2025, 12, 2))
    assert (one.amount, one.unverified) == (710_000, ("hệ số",))
    assert one.sentences[-1] == "Chưa kiểm chứng: hệ số."
    assert line("giay_khen", date(2025, 12, 2), "collective").unverified == ()


def test_rounding_is_doubted_only_where_it_changes_something() -> None:
    assert line("cstt", date(2024, 12, 2)).unverified == ("cách làm tròn",)
    assert line("cstd_co_so", date(2024, 12, 2)).unverified == ()


@pytest.mark.parametrize(
    ("value", "text"),
    [(Fraction("0.3"), "0,3"), (Fraction(46), "46"), (Fraction("5.25"), "5,25"), (Fraction("0.45"), "0,45")],
)
def test_multiples_are_written_exactly(value: Fraction, text: str) -> None:
    assert decimal(value) == text
