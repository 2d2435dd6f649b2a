"""The weather of one place: OpenWeather in Kelvin unless asked otherwise, Open-Meteo in the local time of the place."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal

from thidua.publishing.enums import QuoteKind
from thidua.publishing.feeds.faults import FeedFault
from thidua.publishing.feeds.reading import json_object, measure, part, words
from thidua.publishing.feeds.records import Quote

# There is one place: whichever source answers, and whoever enters by hand, tells of it.
PLACE_CODE, PLACE_LABEL = "tai-cho", "Tại địa phương"
_ZERO = Decimal("273.15")
_SURELY_KELVIN = 150
_DAY_SECONDS = 86_400


def openweather(body: bytes) -> list[Quote]:
    """`main{temp, humidity}, dt` in seconds since 1970. No place on earth has 150 °C: such a figure is Kelvin."""
    told = json_object(body)
    main, seconds = part(told, "main"), told.get("dt")
    temperature = measure(main.get("temp"))
    if temperature is None or isinstance(seconds, bool) or not isinstance(seconds, int):
        raise FeedFault("Nguồn không gửi nhiệt độ hoặc giờ đo.")
    kelvin = temperature > _SURELY_KELVIN
    try:
        at = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError) as fault:
        raise FeedFault("Không đọc được giờ của nguồn.") from fault
    return [
        _weather("openweather", at, temperature - _ZERO if kelvin else temperature, main.get("humidity"),
                 f"{temperature}", "K" if kelvin else "°C")
    ]  # fmt: skip


def open_meteo(body: bytes) -> list[Quote]:
    """`current{time, temperature_2m, relative_humidity_2m}`, the time without offset: `utc_offset_seconds` has it."""
    told = json_object(body)
    current, units = part(told, "current"), part(told, "current_units")
    temperature, offset = measure(current.get("temperature_2m")), measure(told.get("utc_offset_seconds"))
    if temperature is None or offset is None or abs(offset) >= _DAY_SECONDS:
        raise FeedFault("Nguồn không gửi nhiệt độ hoặc độ lệch giờ.")
    try:
        there = datetime.strptime(str(current.get("time")), "%Y-%m-%dT%H:%M")
    except ValueError as fault:
        raise FeedFault("Không đọc được giờ của nguồn.") from fault
    unit = str(units.get("temperature_2m", ""))
    if unit not in ("°C", "°F"):
        raise FeedFault("Nguồn không nói nhiệt độ tính bằng độ nào.")
    celsius = temperature if unit == "°C" else (temperature - 32) * 5 / 9
    at = there.replace(tzinfo=timezone(timedelta(seconds=int(offset))))
    humidity = current.get("relative_humidity_2m")
    return [_weather("open-meteo", at, celsius, humidity, f"{temperature}", unit)]


def _weather(
    provider: str, at: datetime, celsius: Decimal, humidity: object, raw: str, raw_unit: str
) -> Quote:
    wet = measure(humidity)
    if wet is None:
        raise FeedFault("Nguồn không gửi độ ẩm.")
    return Quote(
        provider,
        QuoteKind.WEATHER,
        PLACE_CODE,
        PLACE_LABEL,
        at,
        words(f"{raw} {raw_unit}, {wet} %"),
        raw_unit,
        temperature=celsius.quantize(Decimal("0.1"), ROUND_HALF_UP),
        humidity=int(wet.to_integral_value(ROUND_HALF_UP)),
    )
