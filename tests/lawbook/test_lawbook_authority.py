"""Who may decide: the day, the office, and what the answer tells the person who asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from thidua.lawbook import load

BOOK = load(Path(__file__).parents[2] / "law")
TWO_TIERS = date(2025, 7, 1)
EVE = TWO_TIERS - timedelta(days=1)


@pytest.mark.parametrize(
    ("decider", "on", "allowed"),
    [
        ("commune_chair", EVE, False),
        ("commune_chair", TWO_TIERS, True),
        ("district_chair", EVE, True),
        ("district_chair", TWO_TIERS, False),
        ("district_chair", TWO_TIERS + timedelta(days=1), False),
    ],
)
def test_signing_power_moves_with_the_two_tiers(decider: str, on: date, allowed: bool) -> None:
    assert BOOK.competent("cstd_co_so", decider, on).allowed is allowed


def test_a_refusal_names_those_who_decide_and_since_when_it_changes() -> None:
    assert BOOK.competent("cstd_co_so", "commune_chair", EVE).reason == (
        "Ngày 30/06/2025, Chủ tịch UBND cấp xã không có thẩm quyền quyết định “Chiến sĩ thi đua cơ sở”; "
        "người quyết định: Thủ trưởng cơ quan, đơn vị; Giám đốc sở; Chủ tịch UBND cấp huyện "
        "(căn cứ Điều 80 Luật Thi đua, khen thưởng số 06/2022/QH15). "
        "Chủ tịch UBND cấp xã chỉ có thẩm quyền từ ngày 01/07/2025."
    )


def test_an_office_that_ended_is_told_apart_from_one_without_power() -> None:
    answer = BOOK.competent("ldtt", "district_chair", TWO_TIERS)
    assert answer.reason == (
        "Từ ngày 01/07/2025 không còn Chủ tịch UBND cấp huyện (căn cứ Điều 59 Nghị định số 129/2025/NĐ-CP)."
    )
    assert answer.cites == ("129/2025/NĐ-CP art 59",)


def test_a_power_says_its_article() -> None:
    answer = BOOK.competent("ttldtt", "commune_chair", TWO_TIERS)
    assert answer.reason == (
        "Chủ tịch UBND cấp xã quyết định “Tập thể Lao động tiên tiến” "
        "(căn cứ Điều 59 Nghị định số 129/2025/NĐ-CP)."
    )
    assert not answer.unverified


def test_where_the_book_is_silent_nobody_is_refused() -> None:
    silent = replace(BOOK.catalogue["ldtt"], deciders=())
    book = replace(BOOK, catalogue={**BOOK.catalogue, "ldtt": silent})
    answer = book.competent("ldtt", "commune_chair", TWO_TIERS)
    assert (answer.allowed, answer.cites) == (None, ())
    assert "chưa ghi ai quyết định “Lao động tiên tiến”" in answer.reason


def test_a_decider_nobody_named_is_an_error() -> None:
    with pytest.raises(KeyError):
        BOOK.competent("ldtt", "village_head", TWO_TIERS)


@pytest.mark.parametrize(
    ("tier", "on", "decider", "allowed"),
    [
        ("district", EVE, "district_chair", True),
        ("district", TWO_TIERS, "district_chair", False),
        ("commune", EVE, "commune_chair", False),
        ("commune", TWO_TIERS, "commune_chair", True),
        ("unit", TWO_TIERS, "unit_head", True),
        ("province", TWO_TIERS, "provincial_chair", False),
        ("world", TWO_TIERS, "", None),
    ],
)
def test_a_tier_answers_with_the_office_that_may(
    tier: str, on: date, decider: str, allowed: bool | None
) -> None:
    answer = BOOK.competent_at("ttldtt", tier, on)
    assert (answer.decider, answer.allowed) == (decider, allowed)
