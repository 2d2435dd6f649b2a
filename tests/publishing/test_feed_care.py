"""Which figures are believed, and which addresses are reached."""

from __future__ import annotations

import socket
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from fake_upstream import plain, upstream

from thidua.publishing.enums import Freshness, QuoteKind
from thidua.publishing.feeds.addresses import is_global, resolve
from thidua.publishing.feeds.faults import FeedFault
from thidua.publishing.feeds.fetching import Limits, fetch
from thidua.publishing.feeds.records import Quote
from thidua.publishing.feeds.sane import Known, Standing, judge
from thidua.publishing.queries.quotes import freshness

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)  # a Wednesday
GOLD, CURRENCY, WEATHER = QuoteKind.GOLD, QuoteKind.CURRENCY, QuoteKind.WEATHER
MINUTE, HOUR, DAY, SECOND = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1), timedelta(seconds=1)


def rate(buy: str, sell: str, at: datetime = NOW) -> Quote:
    return Quote("x", CURRENCY, "USD", "USD", at, "", "", buy=Decimal(buy), sell=Decimal(sell))


def weather(temperature: str, humidity: int) -> Quote:
    return Quote("x", WEATHER, "a", "a", NOW, "", "", temperature=Decimal(temperature), humidity=humidity)


def gold(buy: int, sell: int) -> Quote:
    return Quote("x", GOLD, "a", "a", NOW, "", "", buy=Decimal(buy), sell=Decimal(sell))


KNOWN = Known(Decimal(20_000), Decimal(20_000))


@pytest.mark.parametrize(
    ("quote", "last", "standing"),
    [
        (rate("20000", "20001"), None, "good"),
        (rate("20000", "20000"), None, "good"),
        (rate("20001", "20000"), None, "impossible"),
        (rate("0.01", "20000"), None, "good"),
        (rate("0", "20000"), None, "impossible"),
        (rate("20000", "23000"), KNOWN, "good"),  # 15 per cent, exactly
        (rate("20000", "23000.01"), KNOWN, "odd"),
        (rate("17000", "20000"), KNOWN, "good"),
        (rate("16999.99", "20000"), KNOWN, "odd"),
        (rate("1", "2", NOW + 10 * MINUTE), None, "good"),
        (rate("1", "2", NOW + 10 * MINUTE + SECOND), None, "impossible"),
        (rate("1", "2", NOW - 7 * DAY), None, "good"),
        (rate("1", "2", NOW - 7 * DAY - SECOND), None, "impossible"),
        (rate("0.009", "1"), None, "impossible"),
        (rate("0.01", "100000000000"), None, "good"),
        (rate("0.01", "100000000000.01"), None, "impossible"),
        (gold(20_000_000, 1_000_000_000), None, "good"),
        (gold(19_999_999, 100_000_000), None, "odd"),
        (gold(100_000_000, 1_000_000_001), None, "odd"),
        (weather("-5", 0), None, "good"),
        (weather("-5.1", 0), None, "impossible"),
        (weather("50", 100), None, "good"),
        (weather("50.1", 100), None, "impossible"),
        (weather("20", 101), None, "impossible"),
        (weather("20", -1), None, "impossible"),
    ],
)
def test_what_is_believed(quote: Quote, last: Known | None, standing: str) -> None:
    judged = judge(quote, last, NOW)
    assert (judged.standing, bool(judged.why)) == (Standing(standing), standing != "good")


FRIDAY = datetime(2026, 11, 27, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "at", "age", "wanted"),
    [
        (GOLD, NOW, 30 * MINUTE, "fresh"),
        (GOLD, NOW, 30 * MINUTE + SECOND, "stale"),
        (WEATHER, NOW, 30 * MINUTE, "fresh"),
        (WEATHER, NOW, 31 * MINUTE, "stale"),
        (CURRENCY, NOW, 24 * HOUR, "fresh"),
        (CURRENCY, NOW, 24 * HOUR + SECOND, "stale"),
        (CURRENCY, FRIDAY, 72 * HOUR, "fresh"),  # over a weekend
        (CURRENCY, FRIDAY, 72 * HOUR + SECOND, "stale"),
        (GOLD, NOW, 7 * DAY, "stale"),
        (GOLD, NOW, 7 * DAY + SECOND, "none"),
    ],
)
def test_how_long_a_figure_is_new(kind: QuoteKind, at: datetime, age: timedelta, wanted: str) -> None:
    assert freshness(kind, at, at + age) == Freshness(wanted)


@pytest.mark.parametrize(
    ("address", "outside"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.0.0.1", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::a00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("2002:7f00:1::", False),
    ],
)
def test_what_lies_outside(address: str, outside: bool) -> None:
    assert is_global(address) is outside


def named(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Names lead where the test says, one answer after another; returns the names that were looked up."""
    asked: list[str] = []

    def look_up(host: str, port: int, **more: Any) -> list[Any]:
        asked.append(host)
        return [(0, 0, 0, "", (one, port)) for one in answers[min(len(asked), len(answers)) - 1]]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


@pytest.mark.parametrize("found", [["10.0.0.7"], ["93.184.216.34", "127.0.0.1"]])
def test_a_name_that_leads_inside_is_not_reached(found: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    named(monkeypatch, found)
    reached: list[Any] = []
    monkeypatch.setattr(socket, "create_connection", lambda at, **more: reached.append(at))
    with pytest.raises(FeedFault, match="mạng nội bộ"):
        fetch("https://gia.example/x")
    assert reached == []


def test_a_name_cannot_come_to_mean_another_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looked up once; the connection goes to that answer, whatever the name means a moment later."""
    asked = named(monkeypatch, ["93.184.216.34"], ["127.0.0.1"])
    reached: list[Any] = []

    def connect(at: Any, **more: Any) -> Any:
        reached.append(at)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(FeedFault):
        fetch("http://gia.example/x", limits=Limits(total=0.05))
    assert (asked, reached) == (["gia.example"], [("93.184.216.34", 80)])


def test_inner_addresses_are_reached_where_admitted_alone() -> None:
    with upstream() as up:
        up.answer = plain(b"x")
        assert fetch(up.address, admitted=frozenset({up.host})) == b"x"
        with pytest.raises(FeedFault, match="mạng nội bộ"):
            fetch(up.address, admitted=frozenset({"127.0.0.1:1"}))
        assert len(up.asked) == 1


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://a/",
        "http://",
        "http://ten:mat@a/",
        "http://a:99999/",
        "http://a/ b",
        "//a",
        "http://ấ/",
    ],
)
def test_odd_addresses_are_refused_without_being_quoted(address: str) -> None:
    with pytest.raises(FeedFault) as told:
        fetch(address)
    assert told.value.sentence == "Địa chỉ đặt cho nguồn này không đúng (cần http:// hoặc https://)."


def test_a_name_that_is_looked_up_forever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: over.wait(5) and [])
    with pytest.raises(FeedFault, match="Không tìm thấy máy chủ"):
        resolve("gia.example", 80, 0.05)
    over.set()


@pytest.mark.parametrize(
    ("size", "passes"), [(512 * 1024 - 1, True), (512 * 1024, True), (512 * 1024 + 1, False)]
)
def test_how_large_an_answer_may_be(size: int, passes: bool) -> None:
    with upstream() as up:
        up.answer = plain(b"x" * size)
        try:
            got = len(fetch(up.address, admitted=frozenset({up.host})))
        except FeedFault:
            got = 0
    assert got == (size if passes else 0)
