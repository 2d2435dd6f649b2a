"""Twenty ways in which a source fails: the page stays whole, with its old figures and their time."""

from __future__ import annotations

import gzip
import html
import re
import socket
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from fake_upstream import Handler, Upstream, cut, endless, gzip_bomb, hang, plain, reset, slow, upstream
from feed_samples import sjc, vietcombank

from thidua.audit.models import AuditEntry
from thidua.publishing.feeds import fetching
from thidua.publishing.jobs import fetch_once
from thidua.publishing.models import FeedState, Quote, WaitingQuote

pytestmark = pytest.mark.django_db
MOST_MEMORY = 20 * 1024 * 1024
USD, EUR = (
    ("USD", "US DOLLAR ", "26,105.00", "26,135.00", "26,355.00"),
    ("EUR", "EURO ", "28,000.00", "28,100.00", "29,000.00"),
)
NEW_USD = ("USD", "Đô la", "26,200.00", "26,230.00", "26,450.00")
ITEM = "Vàng SJC 1L, 10L, 1KG"
BOMB = '<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>'

Answer = Callable[[Handler], None]
Making = Callable[[datetime, Upstream], Answer]


def _new(at: datetime) -> bytes:
    """A good answer with other figures than before."""
    return vietcombank(at, [NEW_USD, EUR]).encode()


def _outside(at: datetime, up: Upstream) -> Answer:
    head = f'<!DOCTYPE l [<!ENTITY x SYSTEM "http://{up.host}/ben-trong">]>'
    return plain(vietcombank(at, [NEW_USD], head=head).encode())


# Name: what is answered, and what the office is told of the source.
FAULTY: dict[str, tuple[Making, str]] = {
    "slow": (lambda at, up: slow(_new(at)), "Nguồn không trả lời trong thời gian cho phép."),
    "hang": (lambda at, up: hang, "Nguồn không trả lời trong thời gian cho phép."),
    "reset": (lambda at, up: reset, "Kết nối đến nguồn bị ngắt hoặc bị từ chối."),
    "500": (lambda at, up: plain(_new(at), 500), "Nguồn trả lời lỗi (mã 500)."),
    "429": (
        lambda at, up: plain(b"", 429, Retry_After="1800"),
        "Nguồn báo hỏi quá nhiều lần, hẹn hỏi lại sau.",
    ),
    "304": (lambda at, up: plain(b"", 304), "Nguồn trả lời lỗi (mã 304)."),
    "empty": (lambda at, up: plain(b""), "Nguồn trả lời rỗng."),
    "login page": (
        lambda at, up: plain(b"<!doctype html><html><body><form></form></body></html>"),
        "Nguồn không gửi đúng dạng XML.",
    ),
    "truncated": (lambda at, up: plain(_new(at)[:-40]), "Nguồn không gửi đúng dạng XML."),
    "cut off": (lambda at, up: cut(_new(at)), "Dữ liệu của nguồn bị cắt dở."),
    "windows-1258": (
        lambda at, up: plain(_new(at).decode().replace("Ngân hàng", "Ngân").encode("cp1258")),
        "Bảng mã của nguồn không đọc được (không phải UTF-8).",
    ),
    "UTF-16 without mark": (
        lambda at, up: plain(vietcombank(at, [USD]).replace("Ngân hàng", "").encode("utf-16-le")),
        "Bảng mã của nguồn không đọc được (có ký tự hỏng).",
    ),
    "entity bomb": (
        lambda at, up: plain(vietcombank(at, [NEW_USD], head=BOMB).encode()),
        "Nguồn không gửi đúng dạng XML.",
    ),
    "external entity": (_outside, "Nguồn không gửi đúng dạng XML."),
    "100 MB": (lambda at, up: endless, "Nguồn gửi quá nhiều dữ liệu."),
    "gzip bomb": (lambda at, up: gzip_bomb(), "Nguồn gửi quá nhiều dữ liệu."),
    "redirect": (
        lambda at, up: plain(b"", 302, Location="http://169.254.169.254/latest/meta-data/"),
        "Nguồn dẫn sang địa chỉ khác; hệ thống không đi theo.",
    ),
    "future": (
        lambda at, up: plain(_new(at + timedelta(days=1))),
        "USD – Đô la Mỹ: giờ của số liệu ở tương lai; EUR – Euro: giờ của số liệu ở tương lai",
    ),
    "buy above sell": (
        lambda at, up: plain(vietcombank(at, [("USD", "", "26,500.00", "-", "26,355.00"), EUR]).encode()),
        "USD – Đô la Mỹ: giá mua cao hơn giá bán",
    ),
    "missing row": (
        lambda at, up: plain(vietcombank(at, [EUR]).encode()),
        "USD – Đô la Mỹ: nguồn không gửi dòng này",
    ),
}
TAKEN: dict[str, Callable[[bytes], Answer]] = {
    "ok": plain,
    "gzip": lambda body: plain(gzip.compress(body), Content_Encoding="gzip"),
    "byte order mark": lambda body: plain(b"\xef\xbb\xbf" + body),
    "UTF-16": lambda body: plain(body.decode().encode("utf-16")),
}


@pytest.fixture
def up(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Upstream]:
    """The bank, played by our own server; a fetch has less time than in earnest."""
    monkeypatch.setattr(fetching, "LIMITS", fetching.Limits(connect=0.3, total=0.4))
    monkeypatch.setattr(fetching.random, "uniform", lambda low, high: 0.0)
    with upstream() as made:
        settings.FEEDS = "vietcombank,sjc"
        settings.FEED_URLS = f"vietcombank={made.address} sjc={made.address}"
        settings.FEED_ADDRESSES = made.host
        yield made


def board(client: Client) -> str:
    answer = client.get(reverse("board"))
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def row(page: str, label: str) -> str:
    """A row of the board as it reads."""
    found = re.search(rf'<th scope="row"[^>]*>{re.escape(label)}</th>(.*?)</tr>', page, re.DOTALL)
    assert found, label
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())


def asked(up: Upstream, answer: Answer, now: datetime, provider: str = "vietcombank") -> FeedState:
    up.answer = answer
    fetch_once(provider, now)
    return FeedState.objects.get(provider=provider)


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_source_leaves_the_page_as_it_was(
    name: str, up: Upstream, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now().replace(second=0, microsecond=0)
    earlier = now - timedelta(hours=1)
    asked(up, plain(vietcombank(earlier, [USD, EUR]).encode()), now)
    before = row(board(client), "USD – Đô la Mỹ")
    reached: list[tuple[str, int]] = []
    connect = socket.create_connection
    monkeypatch.setattr(
        socket, "create_connection", lambda at, **more: reached.append(at) or connect(at, **more)
    )
    making, told = FAULTY[name]
    tracemalloc.start()
    state = asked(up, making(now, up), now)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (state.fault, row(board(client), "USD – Đô la Mỹ")) == (told, before)
    assert f"26.105 đ 26.355 đ nguồn: Vietcombank, cập nhật lúc {timezone.localtime(earlier):%H:%M}" in before
    assert peak < MOST_MEMORY
    assert {at[0] for at in reached} == {"127.0.0.1"}
    assert [path for path in up.asked if not path.startswith("/gia")] == []


@pytest.mark.parametrize("name", TAKEN)
def test_a_good_answer_is_shown(name: str, up: Upstream, client: Client) -> None:
    now = timezone.now().replace(second=0, microsecond=0)
    state = asked(up, TAKEN[name](_new(now)), now)
    assert (state.fault, state.failures) == ("", 0)
    clock = f"{timezone.localtime(now):%H:%M %d/%m/%Y}"
    told = f"26.200 đ 26.450 đ nguồn: Vietcombank, cập nhật lúc {clock}"
    assert row(board(client), "USD – Đô la Mỹ") == told


def test_a_price_ten_times_as_high_waits_for_a_person(up: Upstream, client: Client) -> None:
    now = timezone.now().replace(second=0, microsecond=0)
    before = now - timedelta(minutes=20)
    asked(up, plain(sjc(before, (ITEM, "14,840", "15,140")).encode()), now, "sjc")
    assert not Quote.objects.exists()  # a price of a chỉ, the first one seen
    asked(up, plain(sjc(before, (ITEM, "148,400", "151,400")).encode()), now, "sjc")
    shown = row(board(client), ITEM)
    state = asked(up, plain(sjc(now, (ITEM, "164,000", "175,000")).encode()), now, "sjc")
    assert (state.fault, state.failures, row(board(client), ITEM)) == ("", 0, shown)
    assert "148.400.000 đ 151.400.000 đ nguồn: SJC" in shown
    assert [(one.sell, one.why) for one in WaitingQuote.objects.all()] == [
        (175_000_000, "giá bán khác giá trước 15,6 %")
    ]
    asked(up, plain(sjc(now, (ITEM, "149,000", "152,000")).encode()), now, "sjc")
    assert ("149.000.000 đ 152.000.000 đ" in row(board(client), ITEM), WaitingQuote.objects.count()) == (
        True,
        0,
    )


def test_transport_faults_are_tried_twice_and_others_once(up: Upstream) -> None:
    now = timezone.now()
    counts = {}
    for name in ("500", "reset", "304", "429", "redirect"):
        FeedState.objects.all().delete()
        up.asked.clear()
        asked(up, FAULTY[name][0](now, up), now)
        counts[name] = len(up.asked)
    assert counts == {"500": 2, "reset": 2, "304": 1, "429": 1, "redirect": 1}


def test_a_source_is_left_alone_as_long_as_it_asked(up: Upstream) -> None:
    now = timezone.now()
    state = asked(up, FAULTY["429"][0](now, up), now)
    assert state.closed_until == now + timedelta(minutes=30)
    fetch_once("vietcombank", now + timedelta(minutes=29, seconds=59))
    assert len(up.asked) == 1
    fetch_once("vietcombank", now + timedelta(minutes=30))
    assert len(up.asked) == 2


def test_after_five_failures_a_source_is_left_alone_for_ten_minutes(up: Upstream) -> None:
    now = timezone.now()
    closed = []
    for _ in range(5):
        closed.append(asked(up, plain(b""), now).closed_until)
    assert closed == [None, None, None, None, now + timedelta(minutes=10)]
    asked(up, plain(_new(now)), now + timedelta(minutes=9))
    assert (len(up.asked), Quote.objects.count()) == (5, 0)
    state = asked(up, plain(_new(now)), now + timedelta(minutes=10))
    assert (state.failures, state.closed_until, state.fault, Quote.objects.count()) == (0, None, "", 2)
    told = AuditEntry.objects.order_by("id").values_list("verb", "actor", "detail__failures")
    assert list(told) == [
        ("feed.failed", "he-thong", 1),
        ("feed.failed", "he-thong", 5),
        ("quotes.fetched", "he-thong", None),
    ]


def test_answers_without_use_are_failures_too(up: Upstream) -> None:
    now = timezone.now()
    late = [asked(up, plain(_new(now - timedelta(days=8))), now) for _ in range(5)]
    assert [one.closed_until for one in late] == [None] * 4 + [now + timedelta(minutes=10)]


def test_nothing_goes_out_unless_it_is_set(up: Upstream, settings: Any) -> None:
    settings.FEEDS = ""
    fetch_once("vietcombank", timezone.now())
    assert (up.asked, FeedState.objects.count()) == ([], 0)


def test_no_key_is_written_anywhere(up: Upstream, caplog: pytest.LogCaptureFixture, settings: Any) -> None:
    now = timezone.now()
    for answer in (reset, plain(b"", 500), plain(b"<a>"), plain(_new(now))):
        asked(up, answer, now)
    settings.FEED_URLS = "vietcombank=http://127.0.0.1:1/ gia?appid=khoa-bi-mat"
    asked(up, reset, now)
    written = [str(one) for one in AuditEntry.objects.values_list("subject", "detail")]
    written += FeedState.objects.values_list("fault", flat=True)
    assert [text for text in [*written, caplog.text] if "khoa-bi-mat" in text] == []
