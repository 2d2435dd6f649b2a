"""What the page of an honour tells of money, papers and terms."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from thidua.lawbook import load
from thidua.lawbook.around import Around, around

BOOK = load(Path(__file__).parents[2] / "law", "ha-noi")
ON = date(2026, 1, 5)


def told(code: str, start: str, on: date = ON) -> list[Around]:
    return [one for one in around(BOOK, code, on) if one.label.startswith(start)]


@pytest.mark.parametrize(
    ("code", "labels"),
    [
        ("ldtt", ["Cá nhân – 710.000 đ"]),
        ("bk_bo_tinh", ["Cá nhân – 3.510.000 đ", "Tập thể – 7.020.000 đ", "Hộ gia đình – 5.270.000 đ"]),
        (
            "hn_nguoi_tot_viec_tot",
            [
                "Cá nhân, Chủ tịch UBND cấp tỉnh quyết định – 3.510.000 đ",
                "Cá nhân, Giám đốc sở quyết định – 710.000 đ",
                "Cá nhân, Thủ trưởng cơ quan, đơn vị quyết định – 710.000 đ",
                "Cá nhân, Chủ tịch UBND cấp xã quyết định – 710.000 đ",
            ],
        ),
        ("gia_dinh_van_hoa", ["Hộ gia đình"]),
    ],
)
def test_money_by_kind_of_nominee_and_decider(code: str, labels: list[str]) -> None:
    assert [one.label for one in told(code, "Tiền thưởng")] == [f"Tiền thưởng: {label}" for label in labels]


def test_an_order_with_classes_tells_each() -> None:
    found = [one.label for one in told("hc_cc", "Tiền thưởng: Tập thể")]
    assert found == [
        "Tiền thưởng: Tập thể, hạng Nhất – 42.120.000 đ",
        "Tiền thưởng: Tập thể, hạng Nhì – 35.100.000 đ",
        "Tiền thưởng: Tập thể, hạng Ba – 21.060.000 đ",
    ]


def test_papers_are_told_or_said_to_be_unknown() -> None:
    (one,) = told("cstd_co_so", "Hồ sơ")
    assert one.words.startswith("Hồ sơ cần: Tờ trình đề nghị khen thưởng (Mẫu số 01 của 152/2025/NĐ-CP);")
    assert [one.words for one in told("giay_khen", "Hồ sơ")] == ["Bộ luật chưa ghi giấy tờ của hồ sơ này."]


def test_terms_are_told_with_their_place() -> None:
    (one,) = told("co_cp", "Bộ Nội vụ nhận hồ sơ", date(2025, 1, 10))
    assert one.words == (
        "Ngày 30/06 của năm sau năm có ngày cuối năm thành tích; ngày 31/12 của năm có ngày kết thúc năm học."
    )
    assert one.place is not None
    assert (one.place.cite, one.place.unverified) == ("98/2023/NĐ-CP art 32 cl 1 pt b", False)
    assert told("ldtt", "Bộ Nội vụ") == []
