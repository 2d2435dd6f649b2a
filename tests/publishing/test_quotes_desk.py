"""The board and its desk: figures by hand, odd ones that wait, the switch, and that no page asks the outside."""

from __future__ import annotations

import html
import socket
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from builders import units, user
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from feed_samples import RATES, sjc, vietcombank

from thidua.access.enums import Role
from thidua.access.models import User
from thidua.audit.actor import SystemActor
from thidua.audit.models import AuditEntry
from thidua.kernel.issues import Refused
from thidua.ops.demo.prices import demo_prices
from thidua.publishing.actions.feeds import switch_feeds
from thidua.publishing.actions.quotes import KEPT, accept_waiting, discard_waiting, enter_quote, store_fetch
from thidua.publishing.enums import QuoteKind
from thidua.publishing.feeds.currency import vietcombank as read_vietcombank
from thidua.publishing.feeds.gold import sjc as read_sjc
from thidua.publishing.feeds.records import Quote as Told
from thidua.publishing.feeds.setting import FeedSettings
from thidua.publishing.models import Quote, WaitingQuote
from thidua.publishing.queries.feeds import due
from thidua.publishing.queries.quotes import board

pytestmark = pytest.mark.django_db
ITEM = "Vàng SJC 1L"
NOW = timezone.now().replace(second=0, microsecond=0)
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests of a long run begin long after this file was read."""
    monkeypatch.setitem(globals(), "NOW", timezone.now().replace(second=0, microsecond=0))


@pytest.fixture
def editor() -> User:
    (unit,) = units(("HUYEN", "UBND huyện", ""))
    return user("bien-tap", Role.EDITOR, unit)


def given(at: datetime, buy: str, sell: str) -> None:
    """SJC gave this price."""
    store_fetch(
        actor=SystemActor(), provider="sjc", quotes=read_sjc(sjc(at, (ITEM, buy, sell)).encode()), now=NOW
    )


def page(client: Client, name: str = "board") -> str:
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    return " ".join(html.unescape(answer.content.decode()).split())


def typed(**fields: str) -> dict[str, str]:
    there = timezone.localtime(NOW)
    return {"viec": "gia", "kind": "gold", "on": f"{there:%Y-%m-%d}", "at": f"{there:%H:%M}", **fields}


def test_an_empty_board_says_so_and_shows_no_zero(client: Client) -> None:
    told = page(client)
    said = [f"Chưa có số liệu {what}." for what in ("giá vàng", "tỷ giá", "thời tiết")]
    assert [one in told for one in said] == [True, True, True]
    assert "0 đ" not in told


def test_the_board_has_captions_heads_and_the_right_marks(client: Client, editor: User) -> None:
    given(NOW, "148,400", "151,400")
    weather = Told("", QuoteKind.WEATHER, "tai-cho", "Tại địa phương", NOW, "", "")
    cold = replace(weather, temperature=Decimal("-1.5"), humidity=80)
    enter_quote(actor=editor, figure=cold, now=NOW)
    told = page(client)
    heads = [f'<th scope="col"{kind}>{word}</th>' for kind, word in
             (("", "Loại"), (' class="num"', "Mua"), (' class="num"', "Bán"), (' class="num"', "Độ ẩm"))]  # fmt: skip
    assert [head in told for head in heads] == [True] * 4
    assert ("<caption>Đồng một lượng</caption>" in told, "148.400.000 đ" in told, "-1,5 °C" in told) == (
        True,
    ) * 3
    assert ("nguồn: SJC, cập nhật lúc" in told, "nguồn: nhập tay, cập nhật lúc" in told) == (True, True)


@pytest.mark.parametrize(
    ("age", "said"),
    [
        (30 * MINUTE, "cập nhật lúc"),
        (31 * MINUTE, "số liệu lúc"),
        (timedelta(days=7, minutes=1), "chưa có số liệu"),
    ],
)
def test_the_page_says_how_old_a_price_is(age: timedelta, said: str, client: Client) -> None:
    given(NOW, "148,400", "151,400")
    old = timezone.now() - age + MINUTE / 2
    Quote.objects.update(stated_at=old)
    told = page(client)
    assert [word in told for word in ("cập nhật lúc", "số liệu lúc", "chưa có số liệu")] == [
        word == said for word in ("cập nhật lúc", "số liệu lúc", "chưa có số liệu")
    ]
    clock = f"{timezone.localtime(old):%H:%M %d/%m/%Y}"
    assert (f"{said} {clock}" in told, "148.400.000 đ" in told) == ((said != "chưa có số liệu",) * 2)


def test_a_page_opens_no_socket_and_the_board_is_one_statement(
    client: Client, editor: User, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.FEEDS = "sjc,vietcombank,open-meteo"
    given(NOW, "148,400", "151,400")

    def refuse(self: socket.socket, address: object) -> None:
        raise AssertionError(f"a page reached for {address}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    client.force_login(editor)
    assert "Chưa hỏi lần nào" in page(client, "quotes")
    assert ITEM in page(client)
    with CaptureQueriesContext(connection) as asked:
        assert len(board(NOW).gold) == 1
    assert len(asked) == 1


def test_an_odd_price_is_accepted_by_a_person(client: Client, editor: User) -> None:
    given(NOW - MINUTE, "148,400", "151,400")
    given(NOW, "118,400", "121,400")
    client.force_login(editor)
    desk = page(client, "quotes")
    assert "118.400.000 – 121.400.000 đ (SJC)" in desk
    assert 'Giá, thời tiết</span> <span class="count">1</span>' in desk
    assert "giá mua khác giá trước -20,2 %" in desk
    client.post(reverse("quotes"), {"viec": "nhan", "waiting": str(WaitingQuote.objects.get().pk)})
    shown = Quote.objects.get(current=True)
    assert (shown.buy, shown.entered_by, WaitingQuote.objects.exists()) == (118_400_000, editor, False)
    assert "nguồn: SJC, cập nhật lúc" in page(client)
    assert AuditEntry.objects.filter(verb="quote.accepted", actor="bien-tap").count() == 1


def test_a_discarded_price_is_not_asked_about_again(editor: User, client: Client) -> None:
    given(NOW - MINUTE, "148,400", "151,400")
    given(NOW, "1,484,000", "1,514,000")
    key = WaitingQuote.objects.get().pk
    assert discard_waiting(actor=editor, waiting=key) == ITEM
    given(NOW, "1,484,000", "1,514,000")
    client.force_login(editor)
    desk = page(client, "quotes")
    assert ("Số liệu lạ, chờ xem" in desk, "Số liệu lạ đã bỏ, nguồn vẫn gửi" in desk) == (False, True)
    given(NOW, "1,500,000", "1,514,000")
    assert "Số liệu lạ, chờ xem" in page(client, "quotes")
    assert Quote.objects.get(current=True).buy == 148_400_000


def test_a_waiting_price_overtaken_by_a_newer_one_is_not_shown(editor: User) -> None:
    given(NOW - 5 * MINUTE, "148,400", "151,400")
    given(NOW - 2 * MINUTE, "118,400", "121,400")
    key = WaitingQuote.objects.get().pk
    item = Told("", QuoteKind.GOLD, "sjc.vang-sjc-1l", ITEM, NOW, "", "")
    by_hand = replace(item, buy=Decimal(149_000_000), sell=Decimal(152_000_000))
    enter_quote(actor=editor, figure=by_hand, now=NOW)
    with pytest.raises(Refused, match="mới hơn"):
        accept_waiting(actor=editor, waiting=key, now=NOW)
    assert Quote.objects.get(current=True).buy == 149_000_000


def test_a_price_is_entered_by_hand_and_gives_way_to_a_newer_one(client: Client, editor: User) -> None:
    given(NOW - 10 * MINUTE, "148,400", "151,400")
    client.force_login(editor)
    client.post(reverse("quotes"), typed(label="vang sjc 1l", buy="149.000.000", sell="152.000.000"))
    told = page(client)
    assert ("149.000.000 đ" in told, "nguồn: nhập tay" in told, "148.400.000 đ" in told) == (
        True,
        True,
        False,
    )
    given(NOW - MINUTE, "147,000", "150,000")  # older than what the person entered
    assert Quote.objects.get(current=True).buy == 149_000_000
    given(NOW + MINUTE, "149,500", "152,500")
    assert (Quote.objects.get(current=True).buy, Quote.objects.count()) == (149_500_000, 3)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"label": ITEM, "buy": "152.000.000", "sell": "149.000.000"}, "giá mua cao hơn giá bán"),
        ({"label": ITEM, "buy": "14.900.000", "sell": "15.200.000"}, "giá không giống giá một lượng vàng"),
        ({"label": ITEM, "buy": "abc", "sell": "15.200.000"}, "không phải số"),
        ({"label": ITEM, "buy": "", "sell": "152.000.000"}, "thiếu giá mua hoặc giá bán"),
        ({"label": "", "buy": "1", "sell": "1"}, "Chưa ghi loại vàng hoặc ngoại tệ"),
        ({"kind": "currency", "label": "tiền lạ", "buy": "1", "sell": "1"}, "không phải ngoại tệ"),
        ({"label": ITEM, "buy": "1", "sell": "1", "on": "2020-01-01"}, "số liệu cũ hơn 7 ngày"),
        ({"viec": "thoi-tiet", "temperature": "51", "humidity": "80"}, "nhiệt độ ngoài khoảng"),
        ({"viec": "thoi-tiet", "temperature": "31,5", "humidity": "101"}, "độ ẩm ngoài khoảng"),
        ({"viec": "khac"}, "Không rõ việc cần làm"),
    ],
)
def test_what_cannot_be_is_not_entered(
    fields: dict[str, str], said: str, client: Client, editor: User
) -> None:
    client.force_login(editor)
    answer = client.post(reverse("quotes"), typed(**fields))
    assert (said in html.unescape(answer.content.decode()), Quote.objects.count()) == (True, 0)


def test_an_odd_price_by_hand_asks_once_whether_it_is_sure(client: Client, editor: User) -> None:
    client.force_login(editor)
    far = typed(label="Nhẫn", buy="14.900.000", sell="15.200.000")
    client.post(reverse("quotes"), far)
    assert Quote.objects.count() == 0
    client.post(reverse("quotes"), {**far, "sure": "1"})
    assert Quote.objects.get().label == "Nhẫn"


def test_rates_and_weather_are_entered_by_hand(client: Client, editor: User) -> None:
    client.force_login(editor)
    client.post(reverse("quotes"), typed(kind="currency", label="yên nhật", buy="158,32", sell="168,9"))
    client.post(reverse("quotes"), typed(viec="thoi-tiet", temperature="-1,5", humidity="100"))
    told = page(client)
    assert ("JPY – Yên Nhật" in told, "158,32 đ" in told, "-1,5 °C" in told, "100 %" in told) == (True,) * 4
    assert list(AuditEntry.objects.filter(verb="quote.entered").values_list("actor", "subject")) == [
        ("bien-tap", "currency JPY"),
        ("bien-tap", "weather tai-cho"),
    ]


def test_the_switch_stops_every_question_and_is_logged(client: Client, editor: User) -> None:
    on = FeedSettings(on=frozenset({"sjc", "vietcombank"}))
    client.force_login(editor)
    assert [one.name for one in due(QuoteKind, on, NOW)] == ["sjc", "vietcombank"]
    client.post(reverse("quotes"), {"viec": "tat"})
    assert due(QuoteKind, on, NOW) == []
    with pytest.raises(Refused, match="đã tắt rồi"):
        switch_feeds(actor=editor, on=False)
    client.post(reverse("quotes"), {"viec": "bat"})
    assert [one.name for one in due([QuoteKind.GOLD], on, NOW)] == ["sjc"]
    verbs = AuditEntry.objects.filter(verb__startswith="feeds.").order_by("id").values_list("verb", "actor")
    assert list(verbs) == [("feeds.turned_off", "bien-tap"), ("feeds.turned_on", "bien-tap")]


def test_who_may_not_write_changes_nothing(editor: User) -> None:
    reader = user("kiem-tra", Role.AUDITOR, editor.grants.get().unit)
    given(NOW - MINUTE, "148,400", "151,400")
    given(NOW, "118,400", "121,400")
    key = WaitingQuote.objects.get().pk
    figure = Told("", QuoteKind.GOLD, "a", "a", NOW, "", "", buy=Decimal(10**8), sell=Decimal(10**8))
    for act in (
        lambda: enter_quote(actor=reader, figure=figure, now=NOW),
        lambda: accept_waiting(actor=reader, waiting=key, now=NOW),
        lambda: discard_waiting(actor=reader, waiting=key),
        lambda: switch_feeds(actor=reader, on=False),
    ):
        with pytest.raises(Refused):
            act()
    assert (Quote.objects.count(), WaitingQuote.objects.get().discarded) == (1, False)


def test_only_the_newest_figures_are_kept() -> None:
    for minute in range(KEPT + 3):
        given(NOW - timedelta(minutes=60 - minute), "148,400", f"151,{400 + minute}")
    assert (Quote.objects.count(), Quote.objects.get(current=True).sell) == (KEPT, 151_422_000)


def test_an_answer_without_news_changes_nothing_and_is_not_logged() -> None:
    for _ in range(2):
        quotes = read_vietcombank(vietcombank(NOW, RATES).encode())
        store_fetch(actor=SystemActor(), provider="vietcombank", quotes=quotes, now=NOW)
    assert (Quote.objects.count(), AuditEntry.objects.filter(verb="quotes.fetched").count()) == (1, 1)


def test_a_wrong_name_in_the_setting_is_told(client: Client, editor: User, settings: Any) -> None:
    settings.FEEDS, settings.FEED_URLS = "sjc, vietcom", "sjc=http://[sai doji khong-dau-bang"
    client.force_login(editor)
    assert "Trong cấu hình có tên nguồn không có: vietcom." in page(client, "quotes")


def test_a_worker_asks_by_the_clock() -> None:
    from procrastinate.contrib.django import app

    from thidua.ops.commands.worker import WORKS
    from thidua.publishing import jobs  # noqa: F401 – makes the tasks known

    assert "thidua.publishing.jobs" in WORKS
    held = {(one.task.name, one.cron) for one in app.periodic_registry.periodic_tasks.values()}
    wanted = {("publishing.fetch_prices", "*/10 * * * *"), ("publishing.fetch_rates", "5 * * * *")}
    assert {one for one in held if one[0].startswith("publishing.fetch")} == wanted


def test_jobs_ask_each_source_that_is_on(settings: Any) -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    from thidua.publishing.jobs import fetch_prices, fetch_rates

    fetch_prices(0)
    settings.FEEDS = "sjc,vietcombank,open-meteo"
    fetch_prices(0)
    fetch_rates(0)
    jobs = ProcrastinateJob.objects.filter(task_name="publishing.fetch_source").order_by("id")
    assert [one.args["provider"] for one in jobs] == ["sjc", "open-meteo", "vietcombank"]


def test_gold_stands_as_its_house_lists_it_and_what_is_missing_last(client: Client) -> None:
    rows = [(name, "148,400", "151,400") for name in ("Vàng miếng", "Nhẫn", "Nữ trang")]
    store_fetch(actor=SystemActor(), provider="sjc", quotes=read_sjc(sjc(NOW, *rows).encode()), now=NOW)
    Quote.objects.filter(label="Vàng miếng").update(stated_at=NOW - timedelta(days=8))
    shown = board(timezone.now())
    assert [one.label for one in shown.gold] == ["Nhẫn", "Nữ trang", "Vàng miếng"]
    assert [one.label for one in shown.short_gold] == ["Nhẫn", "Nữ trang"]


def test_the_demo_has_samples_of_today_once(client: Client, editor: User) -> None:
    demo_prices(editor)
    demo_prices(editor)
    told = page(client)
    assert (Quote.objects.count(), told.count("nguồn: nhập tay, cập nhật lúc"), told.count("mẫu)")) == (
        6,
        6,
        6,
    )
    Quote.objects.update(stated_at=timezone.now() - timedelta(days=1, minutes=1))
    demo_prices(editor)
    assert page(client).count("nguồn: nhập tay, cập nhật lúc") == 6
