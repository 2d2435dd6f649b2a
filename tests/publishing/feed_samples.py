"""Answers as the sources write them, made by hand in the shapes they were seen in. No key, no recorded answer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from thidua.publishing.feeds.reading import HERE

RATES = (("USD", "US DOLLAR       ", "26,105.00", "26,135.00", "26,355.00"),)


def vietcombank(at: datetime, rows: Sequence[tuple[str, ...]] = RATES, *, head: str = "") -> str:
    """The bank's XML with its date as the United States write it."""
    there = at.astimezone(HERE)
    clock = there.strftime("%I:%M:%S %p").lstrip("0")
    lines = "".join(
        f'<Exrate CurrencyCode="{code}" CurrencyName="{name}" Buy="{buy}" Transfer="{transfer}" Sell="{sell}" />\n'
        for code, name, buy, transfer, sell in rows
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n{head}<ExrateList>\n'
        f"<DateTime>{there.month}/{there.day}/{there.year} {clock}</DateTime>\n{lines}"
        "<Source>Ngân hàng</Source>\n</ExrateList>"
    )


def sjc(at: datetime, *rows: tuple[str, str, str]) -> str:
    """Rows of (name, buy, sell), the prices in thousands; the value in đồng beside each."""
    data: list[dict[str, Any]] = [
        {
            "Id": number,
            "TypeName": name,
            "BranchName": "Hồ Chí Minh",
            "Buy": buy,
            "BuyValue": float(buy.replace(",", "")) * 1000,
            "Sell": sell,
            "SellValue": float(sell.replace(",", "")) * 1000,
            "BuyDiffer": None,
        }
        for number, (name, buy, sell) in enumerate(rows, 1)
    ]
    told = {"success": True, "latestDate": f"{at.astimezone(HERE):%H:%M %d/%m/%Y}", "data": data}
    return json.dumps(told, ensure_ascii=False)


def doji(*rows: tuple[str, str, str]) -> str:
    lines = "".join(f"<Row Name='{n}' Key='k' Sell='{sell}' Buy='{buy}' />" for n, buy, sell in rows)
    return f"<GoldList><DGPlist>{lines}</DGPlist></GoldList>"


def btmc(*rows: tuple[str, str, str, str]) -> str:
    """Rows of (name, buy, sell, time): the keys of a row end in its number."""
    data = [
        {"@row": f"{i}", f"@n_{i}": n, f"@k_{i}": "24k", f"@h_{i}": "999.9", f"@pb_{i}": buy, f"@ps_{i}": sell,
         f"@pt_{i}": "0", f"@d_{i}": at}
        for i, (n, buy, sell, at) in enumerate(rows, 1)
    ]  # fmt: skip
    return json.dumps({"DataList": {"Data": data}}, ensure_ascii=False)


def openweather(temp: float, humidity: int, seconds: int) -> str:
    main = {
        "temp": temp,
        "feels_like": temp,
        "temp_min": temp,
        "temp_max": temp,
        "pressure": 1013,
        "humidity": humidity,
    }
    return json.dumps({"weather": [{"id": 800}], "main": main, "dt": seconds, "name": "Nơi nào đó"})


def open_meteo(temp: float, humidity: int, local: str, *, offset: int = 25_200, unit: str = "°C") -> str:
    return json.dumps(
        {
            "utc_offset_seconds": offset,
            "timezone": "Asia/Ho_Chi_Minh",
            "current_units": {"time": "iso8601", "temperature_2m": unit, "relative_humidity_2m": "%"},
            "current": {
                "time": local,
                "interval": 900,
                "temperature_2m": temp,
                "relative_humidity_2m": humidity,
            },
        }
    )
