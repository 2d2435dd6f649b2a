"""Exchange rates of Vietcombank: XML with the date of the United States and names padded with blanks."""

from __future__ import annotations

import re
from types import MappingProxyType

from thidua.publishing.enums import QuoteKind
from thidua.publishing.feeds.faults import FeedFault
from thidua.publishing.feeds.reading import moment, price, words, xml_root
from thidua.publishing.feeds.records import Quote

# Names readers know; the source has them in English.
NAMES = MappingProxyType(
    {
        "USD": "Đô la Mỹ",
        "EUR": "Euro",
        "JPY": "Yên Nhật",
        "CNY": "Nhân dân tệ",
        "KRW": "Won Hàn Quốc",
        "GBP": "Bảng Anh",
        "AUD": "Đô la Úc",
        "CAD": "Đô la Ca-na-đa",
        "SGD": "Đô la Xinh-ga-po",
        "HKD": "Đô la Hồng Công",
        "THB": "Bạt Thái Lan",
        "CHF": "Phrăng Thụy Sĩ",
        "DKK": "Cua-ron Đan Mạch",
        "INR": "Ru-pi Ấn Độ",
        "KWD": "Đi-na Cô-oét",
        "MYR": "Rinh-gít Ma-lai-xi-a",
        "NOK": "Cua-ron Na Uy",
        "RUB": "Rúp Nga",
        "SAR": "Ri-an Ả Rập Xê-út",
        "SEK": "Cua-ron Thụy Điển",
    }
)
CODE = re.compile(r"[A-Z]{3}")


def currency_label(code: str) -> str:
    """`USD – Đô la Mỹ`; the code alone where readers know no name for it."""
    return f"{code} – {NAMES[code]}" if code in NAMES else code


def vietcombank(body: bytes) -> list[Quote]:
    """`<ExrateList><DateTime>11/25/2026 8:30:02 AM</DateTime><Exrate CurrencyCode Buy="25,128.00" Transfer Sell/>`.

    "-" and 0 are missing: without a price in cash the one by transfer stands, and the label says so.
    """
    root = xml_root(body, "ExrateList")
    at = moment(root.findtext("DateTime"), "%m/%d/%Y %I:%M:%S %p")
    found: dict[str, Quote] = {}
    for row in root.iter("Exrate"):
        code = row.get("CurrencyCode", "").strip()
        cash, transfer, sell = (price(row.get(name, "")) for name in ("Buy", "Transfer", "Sell"))
        buy = cash or transfer
        if not CODE.fullmatch(code) or buy is None or sell is None:
            continue
        label = currency_label(code) + ("" if cash else " (chuyển khoản)")
        raw = words(f"{row.get('Buy')} / {row.get('Transfer')} / {row.get('Sell')}")
        one = Quote(
            "vietcombank", QuoteKind.CURRENCY, code, label, at, raw, "đồng/đơn vị tiền tệ", buy=buy, sell=sell
        )
        found.setdefault(code, one)
    if not found:
        raise FeedFault("Không có dòng tỷ giá nào đọc được.")
    return list(found.values())
