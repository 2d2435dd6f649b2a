"""Terms: which run, when they end, and what the answer tells."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from thidua.lawbook import load

BOOK = load(Path(__file__).parents[2] / "law")
DAY = timedelta(days=1)


def test_twenty_working_days_for_a_commune() -> None:
    (due,) = BOOK.due("cstd_co_so", {"dossier_received": date(2025, 9, 8)}, date(2025, 9, 8))
    assert (due.due_on, due.cite, due.unverified) == (date(2025, 10, 6), "638/QĐ-BNV", False)
    assert due.sentence == (
        "Thẩm định, trình Chủ tịch UBND cấp xã quyết định “Chiến sĩ thi đua cơ sở” chậm nhất 06/10/2025: "
        "20 ngày làm việc sau ngày nhận đủ hồ sơ 08/09/2025, chưa trừ ngày nghỉ lễ (Quyết định số 638/QĐ-BNV)."
    )


def test_public_holidays_lengthen_a_term() -> None:
    received, holiday = date(2025, 8, 25), date(2025, 9, 2)
    (plain,) = BOOK.due("cstd_co_so", {"dossier_received": received}, received)
    (longer,) = BOOK.due("cstd_co_so", {"dossier_received": received}, received, [holiday])
    assert (plain.due_on, longer.due_on) == (date(2025, 9, 22), date(2025, 9, 23))
    assert "chưa trừ" not in longer.sentence


@pytest.mark.parametrize(
    ("ends", "due"),
    [(date(2024, 12, 31), date(2025, 6, 30)), (date(2025, 1, 1), date(2026, 6, 30))],
)
def test_a_day_of_the_next_year(ends: date, due: date) -> None:
    found = BOOK.due("co_cp", {"achievement_year_end": ends}, date(2025, 1, 10))
    assert [one.due_on for one in found] == [due]


def test_where_two_readings_differ_the_earlier_day_is_safe_and_both_are_told() -> None:
    """The second title counts for 2023 and was decided in 2024."""
    events = {"second_title_decided": date(2024, 2, 5), "second_title_year_end": date(2023, 12, 31)}
    (due,) = BOOK.due("cstd_toan_quoc", events, date(2024, 3, 1))
    assert due.due_on == date(2024, 12, 31)
    assert due.sentence.endswith(
        "Tính theo ngày quyết định danh hiệu Chiến sĩ thi đua bộ, tỉnh lần thứ hai thì đến 31/12/2025; "
        "lấy ngày sớm hơn."
    )


@pytest.mark.parametrize("start", [date(2024, 1, 1), date(2025, 7, 1)])
def test_a_term_carried_over_unread_is_marked(start: date) -> None:
    cites = []
    for on in (start - DAY, start, start + DAY):
        found = BOOK.due("cstd_toan_quoc", {"second_title_decided": date(2023, 11, 10)}, on)
        cites += [(one.cite, one.unverified) for one in found]
    old, law = ("91/2017/NĐ-CP art 48 cl 1 pt a", False), ("98/2023/NĐ-CP art 32 cl 1 pt a", False)
    assert cites == ([old, law, law] if start.year == 2024 else [law, *[("152/2025/NĐ-CP", True)] * 2])


def test_a_state_level_dossier_runs_two_terms_the_nearest_first() -> None:
    found = BOOK.due("bk_ttg", {"central_dossier_complete": date(2025, 3, 3)}, date(2025, 3, 3))
    assert [(one.id, one.due_on) for one in found] == [
        ("central_return", date(2025, 3, 10)),
        ("central_appraisal", date(2025, 3, 31)),
    ]


def test_an_honour_without_terms_has_none_and_an_unknown_event_is_an_error() -> None:
    assert BOOK.due("ldtt", {"dossier_received": date(2025, 9, 8)}, date(2025, 9, 8)) == ()
    with pytest.raises(KeyError):
        BOOK.due("ldtt", {"dossier_lost": date(2025, 9, 8)}, date(2025, 9, 8))
