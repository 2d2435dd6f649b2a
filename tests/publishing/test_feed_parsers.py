"""Each trap of each source: units, dates, separators, missing figures, encodings."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from feed_samples import btmc, doji, open_meteo, openweather, sjc, vietcombank

from thidua.publishing.feeds.currency import vietcombank as read_vietcombank
from thidua.publishing.feeds.faults import FeedFault
from thidua.publishing.feeds.gold import btmc as read_btmc
from thidua.publishing.feeds.gold import doji as read_doji
from thidua.publishing.feeds.gold import sjc as read_sjc
from thidua.publishing.feeds.providers import PROVIDERS
from thidua.publishing.feeds.reading import HERE
from thidua.publishing.feeds.weather import open_meteo as read_open_meteo
from thidua.publishing.feeds.weather import openweather as read_openweather

AT = datetime(2026, 4, 7, 13, 43, tzinfo=HERE)


def refused(name: str, body: str | bytes) -> str:
    with pytest.raises(FeedFault) as told:
        PROVIDERS[name].parse(body.encode() if isinstance(body, str) else body)
    return told.value.sentence


def test_sjc_is_dong_a_luong_whatever_its_thousands_look_like() -> None:
    one, other = read_sjc(
        sjc(AT, ("Vàng SJC 1L", "148,400", "151,400"), ("Nhẫn", "148,300", "151,300")).encode()
    )
    assert (one.code, one.label, one.buy, one.sell, one.stated_at, one.unit) == (
        "sjc.vang-sjc-1l", "Vàng SJC 1L", 148_400_000, 151_400_000, AT, "đồng/lượng",
    )  # fmt: skip
    assert (one.raw, one.raw_unit, other.code) == ("148,400 / 151,400", "nghìn đồng/lượng", "sjc.nhan")


def test_of_sjc_an_item_is_taken_once_and_a_row_without_price_never() -> None:
    rows = [
        ("Vàng 1L", "148,400", "151,400"),
        ("Vàng 1L", "148,000", "151,000"),
        ("Nữ trang", "0", "149,800"),
    ]
    assert [(q.label, q.buy) for q in read_sjc(sjc(AT, *rows).encode())] == [("Vàng 1L", 148_400_000)]


def test_two_ways_of_writing_a_price_must_agree() -> None:
    told = json.loads(sjc(AT, ("Vàng 1L", "148,400", "151,400")))
    told["data"][0]["SellValue"] = 15_140_000
    wrong = "Hai cách ghi giá của nguồn không khớp nhau: có thể đã đổi đơn vị."
    assert refused("sjc", json.dumps(told)) == wrong


def test_doji_is_thousand_dong_a_chi() -> None:
    (one,) = read_doji(doji(("Nhẫn tròn", "17,240", "17,540"), ("Hết hàng", "-", "0")).encode())
    assert (one.buy, one.sell, one.raw_unit) == (172_400_000, 175_400_000, "nghìn đồng/chỉ")
    assert one.stated_at is None


def test_btmc_is_dong_a_chi_and_its_newest_price_counts() -> None:
    rows = [
        ("Vàng miếng", "14500000", "14800000", "25/11/2026 08:30"),
        ("Vàng miếng", "14600000", "14900000", "25/11/2026 09:05"),
        ("Vàng nhẫn", "14400000", "14700000", "25/11/2026 09:05"),
    ]
    found = {q.label: (q.buy, q.sell, q.stated_at) for q in read_btmc(btmc(*rows).encode())}
    at = datetime(2026, 11, 25, 9, 5, tzinfo=HERE)
    assert found == {
        "Vàng miếng": (146_000_000, 149_000_000, at),
        "Vàng nhẫn": (144_000_000, 147_000_000, at),
    }


def test_the_bank_writes_dates_as_the_united_states_do() -> None:
    (one,) = read_vietcombank(vietcombank(AT).encode())
    assert (one.stated_at, one.label, one.buy, one.sell) == (AT, "USD – Đô la Mỹ", 26_105, 26_355)


def test_missing_rates_are_never_zero() -> None:
    rows = [
        (
            "DKK",
            "DANISH KRONE  ",
            "-",
            "3,800.12",
            "3,950.50",
        ),  # no cash: the price by transfer, and it says so
        ("KWD", "KUWAITI DINAR ", "0.00", "-", "88,000.00"),  # no price to buy at all
        ("SEK", "SWEDISH KRONA ", "2,500.00", "2,510.00", "-"),
        ("JPY", "YEN           ", "158.32", "159.10", "168.90"),
    ]
    found = {q.code: (q.label, q.buy, q.sell) for q in read_vietcombank(vietcombank(AT, rows).encode())}
    assert found == {
        "DKK": ("DKK – Cua-ron Đan Mạch (chuyển khoản)", Decimal("3800.12"), Decimal("3950.50")),
        "JPY": ("JPY – Yên Nhật", Decimal("158.32"), Decimal("168.90")),
    }


@pytest.mark.parametrize(
    ("temp", "celsius"), [(304.65, "31.5"), (31.5, "31.5"), (270.15, "-3.0"), (150, "150.0")]
)
def test_kelvin_is_told_from_celsius(temp: float, celsius: str) -> None:
    (one,) = read_openweather(openweather(temp, 81, 1_764_000_000).encode())
    assert (one.temperature, one.humidity) == (Decimal(celsius), 81)
    assert one.stated_at == datetime.fromtimestamp(1_764_000_000, UTC)


def test_local_time_goes_by_the_offset_beside_it() -> None:
    (one,) = read_open_meteo(open_meteo(28.4, 77, "2026-11-25T21:45").encode())
    (other,) = read_open_meteo(open_meteo(82.4, 77, "2026-11-25T14:45", offset=0, unit="°F").encode())
    assert one.stated_at == other.stated_at == datetime(2026, 11, 25, 21, 45, tzinfo=HERE)
    assert (one.temperature, other.temperature) == (Decimal("28.4"), Decimal("28.0"))


def test_a_declared_encoding_of_windows_is_read_and_not_guessed() -> None:
    text = vietcombank(AT).replace("Ngân hàng", "Ngân").replace('encoding="utf-8"', 'encoding="windows-1258"')
    assert len(read_vietcombank(text.encode("cp1258"))) == 1
    wrong = text.replace("windows-1258", "iso-8859-1").encode("cp1258")
    assert refused("vietcombank", wrong) == "Bảng mã của nguồn không đọc được (không phải UTF-8)."


def test_replaced_letters_are_refused() -> None:
    body = sjc(AT, ("V\ufffdng", "148,400", "151,400"))
    assert refused("sjc", body) == "Bảng mã của nguồn không đọc được (có ký tự hỏng)."


UGLY = [
    "null", "[]", "{}", "1", '{"data": 5}', '{"data": [1, null]}', "NaN", '{"main": {"temp": NaN}}', "[" * 40_000,
    '{"latestDate": "13:43 04/07/2026", "data": [{"TypeName": "x", "BuyValue": 1e999999, "SellValue": true}]}',
    '{"latestDate": "99:99 99/99/9999", "data": []}', '{"main": {"temp": 20, "humidity": "x"}, "dt": 1e30}',
    '{"main": {"temp": 20, "humidity": 1}, "dt": 99999999999999999999}', '{"dt": ' + "9" * 5000 + "}",
    '{"utc_offset_seconds": 1e9, "current": {"time": 5, "temperature_2m": 1}}',
    "<a/>", "<ExrateList/>", "<ExrateList><DateTime>25/11/2026</DateTime></ExrateList>",
    "<ExrateList>" + "<a>" * 3000, "<GoldList><Row/></GoldList>", "<ExrateList>" + "<a/>" * 60_000 + "</ExrateList>",
    '{"DataList": {"Data": [{"@row": "1"}]}}', "\x00", "   ",
]  # fmt: skip


@pytest.mark.parametrize("name", PROVIDERS)
def test_whatever_comes_is_a_fault_in_words(name: str) -> None:
    said = {refused(name, body) for body in UGLY}
    assert [sentence for sentence in said if not sentence.endswith(".")] == []


def test_figures_nobody_could_store_are_no_figures() -> None:
    """A price below a hundredth of a đồng, letters no database takes, an exponent no arithmetic takes."""
    rows = [("USD", "", "0.001", "-", "5"), ("EUR", "", "1", "1", "2")]
    assert [one.code for one in read_vietcombank(vietcombank(AT, rows).encode())] == ["EUR"]
    told = sjc(AT, ("Vàng", "148,400", "151,400")).replace("Vàng", "V\\u0000\\ud800àng\\n" + "x" * 300)
    (one,) = read_sjc(told.encode())
    assert (one.label, len(one.code) <= 80) == ("Vàng " + "x" * 95, True)
    huge = json.dumps({"utc_offset_seconds": 5, "current": {"temperature_2m": 5}}).replace("5", "5e999999999")
    assert refused("open-meteo", huge) == "Nguồn không gửi nhiệt độ hoặc độ lệch giờ."
