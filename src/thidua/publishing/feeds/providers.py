"""Every source behind one interface: what it is called, what it tells, where it is asked, how its answer is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from urllib.parse import urlencode

from thidua.publishing.enums import QuoteKind
from thidua.publishing.feeds.currency import vietcombank
from thidua.publishing.feeds.faults import FeedFault
from thidua.publishing.feeds.fetching import fetch
from thidua.publishing.feeds.gold import btmc, doji, sjc
from thidua.publishing.feeds.records import Quote
from thidua.publishing.feeds.setting import FeedSettings, place_of
from thidua.publishing.feeds.weather import open_meteo, openweather


@dataclass(frozen=True)
class Provider:
    """One source. `usual` gives its public address; empty where the deployer has to be given one by the source."""

    name: str
    kind: QuoteKind
    label: str
    parse: Callable[[bytes], list[Quote]]
    usual: Callable[[FeedSettings], str]

    def address(self, given: FeedSettings) -> str:
        """Where to ask: as the deployer set it, else the public address. Raises FeedFault where there is none."""
        found = given.addresses.get(self.name) or self.usual(given)
        if not found:
            raise FeedFault("Chưa đặt địa chỉ của nguồn này (THIDUA_FEED_URLS).")
        return found


def gather(provider: Provider, given: FeedSettings, now: datetime) -> list[Quote]:
    """Ask and read. Figures without a time of their own are of now. Raises FeedFault."""
    quotes = provider.parse(fetch(provider.address(given), admitted=given.admitted))
    return [one if one.stated_at else replace(one, stated_at=now) for one in quotes]


def _openweather(given: FeedSettings) -> str:
    if not given.openweather_key:
        raise FeedFault("Chưa đặt khóa của nguồn này (THIDUA_OPENWEATHER_KEY).")
    latitude, longitude = place_of(given)
    asked = {"lat": latitude, "lon": longitude, "units": "metric", "appid": given.openweather_key}
    return f"https://api.openweathermap.org/data/2.5/weather?{urlencode(asked)}"


def _open_meteo(given: FeedSettings) -> str:
    latitude, longitude = place_of(given)
    asked = {
        "latitude": latitude,
        "longitude": longitude,
        "current": "temperature_2m,relative_humidity_2m",
        "timezone": "Asia/Ho_Chi_Minh",
    }
    return f"https://api.open-meteo.com/v1/forecast?{urlencode(asked)}"


_SJC = "https://sjc.com.vn/GoldPrice/Services/PriceService.ashx"
_VIETCOMBANK = "https://portal.vietcombank.com.vn/Usercontrols/TVPortal.TyGia/pXML.aspx?b=10"
_LISTED = (
    Provider("sjc", QuoteKind.GOLD, "SJC", sjc, lambda given: _SJC),
    # DOJI and BTMC give each reader an address with a key of his own.
    Provider("doji", QuoteKind.GOLD, "DOJI", doji, lambda given: ""),
    Provider("btmc", QuoteKind.GOLD, "Bảo Tín Minh Châu", btmc, lambda given: ""),
    Provider("vietcombank", QuoteKind.CURRENCY, "Vietcombank", vietcombank, lambda given: _VIETCOMBANK),
    Provider("openweather", QuoteKind.WEATHER, "OpenWeather", openweather, _openweather),
    Provider("open-meteo", QuoteKind.WEATHER, "Open-Meteo", open_meteo, _open_meteo),
)
PROVIDERS = MappingProxyType({one.name: one for one in _LISTED})
