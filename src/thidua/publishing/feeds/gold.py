"""Gold prices of three houses, each in a unit of its own: SJC đồng a lượng, DOJI thousand đồng and BTMC đồng a chỉ."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from thidua.kernel.text import fold
from thidua.publishing.enums import QuoteKind
from thidua.publishing.feeds.faults import FeedFault
from thidua.publishing.feeds.reading import json_object, moment, part, price, rows, words, xml_root
from thidua.publishing.feeds.records import Quote

CHI_IN_LUONG = 10
_THOUSAND = 1000
_FULL = "%d/%m/%Y %H:%M"


def gold_code(house: str, name: str) -> str:
    """`sjc.vang-sjc-1l-10l-1kg`: an item is known by its name, because rows change their numbers."""
    return f"{house}.{fold(name).replace(' ', '-')}"[:80]


def sjc(body: bytes) -> list[Quote]:
    """JSON `{success, latestDate, data: [{TypeName, Buy: "148,400", BuyValue: 148400000.0, …}]}`, đồng a lượng.

    The same item stands there once a branch; the first row, of the head office, is taken.
    """
    told = json_object(body)
    if told.get("success") is False:
        raise FeedFault("Nguồn báo không lấy được giá.")
    at = moment(told.get("latestDate"), "%H:%M %d/%m/%Y")
    found = []
    for row in rows(told, "data"):
        name, buy, sell = words(row.get("TypeName", "")), _sjc_price(row, "Buy"), _sjc_price(row, "Sell")
        raw = words(f"{row.get('Buy')} / {row.get('Sell')}")
        found.append(_gold("sjc", name, at, buy, sell, raw, "nghìn đồng/lượng"))
    return _once(found)


def _sjc_price(row: dict[str, object], side: str) -> Decimal | None:
    """The value in đồng, which the price in thousands beside it must confirm."""
    exact, written = price(row.get(f"{side}Value")), price(row.get(side))
    thousands = written * _THOUSAND if written else None
    if exact and thousands and exact != thousands:
        raise FeedFault("Hai cách ghi giá của nguồn không khớp nhau: có thể đã đổi đơn vị.")
    return exact or thousands


def doji(body: bytes) -> list[Quote]:
    """XML `<GoldList><DGPlist><Row Name Key Buy='17,240' Sell='17,540'/>`, thousand đồng a chỉ."""
    root = xml_root(body, "GoldList")
    stated = root.findtext(".//DateTime")
    at = moment(stated, "%H:%M %d/%m/%Y") if stated else None
    factor = _THOUSAND * CHI_IN_LUONG
    found = []
    for row in root.iter("Row"):
        buy, sell = price(row.get("Buy", "")), price(row.get("Sell", ""))
        raw = words(f"{row.get('Buy')} / {row.get('Sell')}")
        name = words(row.get("Name", ""))
        found.append(
            _gold("doji", name, at, _times(buy, factor), _times(sell, factor), raw, "nghìn đồng/chỉ")
        )
    return _once(found)


def btmc(body: bytes) -> list[Quote]:
    """JSON `{DataList: {Data: [{"@row": "7", "@n_7": name, "@pb_7": buy, "@ps_7": sell, "@d_7": …}]}}`, đồng a chỉ.

    The keys of a row end in its number. An item stands there once a change of its price; the newest is taken.
    """
    found = []
    for row in rows(part(json_object(body), "DataList"), "Data"):
        number = str(row.get("@row", ""))
        name, at = words(row.get(f"@n_{number}", "")), moment(row.get(f"@d_{number}"), _FULL)
        buy, sell = price(row.get(f"@pb_{number}")), price(row.get(f"@ps_{number}"))
        raw = words(f"{row.get(f'@pb_{number}')} / {row.get(f'@ps_{number}')}")
        found.append(
            _gold("btmc", name, at, _times(buy, CHI_IN_LUONG), _times(sell, CHI_IN_LUONG), raw, "đồng/chỉ")
        )
    newest = sorted((one for one in found if one), key=lambda one: str(one.stated_at), reverse=True)
    return _once(newest)


def _times(value: Decimal | None, factor: int) -> Decimal | None:
    return None if value is None else value * factor


def _gold(
    house: str,
    name: str,
    at: datetime | None,
    buy: Decimal | None,
    sell: Decimal | None,
    raw: str,
    raw_unit: str,
) -> Quote | None:
    """The quote of a row; none where the name or a price is missing."""
    if not name or buy is None or sell is None:
        return None
    code = gold_code(house, name)
    return Quote(house, QuoteKind.GOLD, code, name, at, raw, raw_unit, buy=buy, sell=sell)


def _once(found: Iterable[Quote | None]) -> list[Quote]:
    """The first row of each item. Raises FeedFault where none can be read."""
    items: dict[str, Quote] = {}
    for one in found:
        if one is not None:
            items.setdefault(one.code, one)
    if not items:
        raise FeedFault("Không có dòng giá vàng nào đọc được.")
    return list(items.values())
