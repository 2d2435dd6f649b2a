"""What the deployer set for the sources of figures; without it nothing ever goes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings

from thidua.publishing.feeds.faults import FeedFault


@dataclass(frozen=True)
class FeedSettings:
    """`on`: names of the sources that may be asked. `addresses`: another address for a source.

    `admitted`: `host:port` of inner addresses that may be reached all the same. Neither key nor address is ever shown.
    """

    on: frozenset[str] = frozenset()
    place: tuple[str, str] = ("", "")
    admitted: frozenset[str] = frozenset()
    addresses: Mapping[str, str] = field(default_factory=dict, repr=False)
    openweather_key: str = field(default="", repr=False)

    def host(self, name: str) -> str:
        """The host another address leads to, for the office to read."""
        try:
            return urlsplit(self.addresses.get(name, "")).hostname or ""
        except ValueError:
            return ""


def feed_settings() -> FeedSettings:
    """As settings.py has them."""
    latitude, _, longitude = settings.WEATHER_PLACE.partition(",")
    pairs = (entry.partition("=") for entry in settings.FEED_URLS.split())
    return FeedSettings(
        on=frozenset(filter(None, map(str.strip, settings.FEEDS.split(",")))),
        place=(latitude.strip(), longitude.strip()),
        admitted=frozenset(filter(None, map(str.strip, settings.FEED_ADDRESSES.split(",")))),
        addresses={name: address for name, _, address in pairs},
        openweather_key=settings.OPENWEATHER_KEY,
    )


def place_of(given: FeedSettings) -> tuple[float, float]:
    """Latitude and longitude. Raises FeedFault where the setting is none."""
    try:
        latitude, longitude = map(float, given.place)
    except ValueError as fault:
        raise FeedFault("Chưa đặt đúng tọa độ nơi xem thời tiết (THIDUA_WEATHER_PLACE).") from fault
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise FeedFault("Tọa độ nơi xem thời tiết ngoài khoảng (THIDUA_WEATHER_PLACE).")
    return latitude, longitude
