"""Public pages kept for anonymous readers: who gets them, what is never kept, and when they end."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from django.urls import URLPattern, path, reverse
from django.views.decorators.cache import never_cache
from pytest_django import Settings

from thidua.access.models import User
from thidua.web.shell import page_cache
from thidua.web.shell.page_cache import LARGEST_PAGE, LONGEST_ADDRESS, PAGES, Page, Pages, PublicPages, cached

made: list[str] = []
clock = [1000.0]


@cached
def plain(request: HttpRequest) -> HttpResponse:
    made.append(request.get_full_path())
    return HttpResponse(f"{request.get_host()} {request.get_full_path()} lần {len(made)}")


@cached
def with_form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(get_token(request))


@cached
def with_cookie(request: HttpRequest) -> HttpResponse:
    answer = plain(request)
    answer.set_cookie("chu", "to")
    return answer


@cached
def a_file(request: HttpRequest) -> HttpResponse:
    answer = plain(request)
    answer.headers["Content-Disposition"] = "attachment"
    return answer


@cached
def varying(request: HttpRequest) -> HttpResponse:
    answer = plain(request)
    answer.headers["Vary"] = "Accept-Language"
    return answer


@cached
def missing(request: HttpRequest) -> HttpResponse:
    made.append("")
    return HttpResponse("không có", status=404)


@cached
def streamed(request: HttpRequest) -> StreamingHttpResponse:
    made.append("")
    return StreamingHttpResponse(["một"])


@cached
def large(request: HttpRequest) -> HttpResponse:
    made.append("")
    return HttpResponse(b"x" * (LARGEST_PAGE + 1))


def unmarked(request: HttpRequest) -> HttpResponse:
    made.append("")
    return HttpResponse("của riêng")


handler404 = "thidua.web.shell.views.not_found"
urlpatterns: list[URLPattern] = [
    path("bai/", plain),
    path("form/", with_form),
    path("cookie/", with_cookie),
    path("tep/", a_file),
    path("ngon-ngu/", varying),
    path("thieu/", missing),
    path("dong/", streamed),
    path("lon/", large),
    path("cam/", never_cache(plain)),
    path("rieng/", unmarked),
]


@pytest.fixture
def kept(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The cache on and empty, the clock in our hands."""
    settings.PAGE_SECONDS = 20
    monkeypatch.setattr(page_cache, "monotonic", lambda: clock[0])
    PAGES.clear()
    made.clear()
    yield
    PAGES.clear()


@pytest.fixture
def pages(kept: None, settings: Settings, client: Client) -> Client:
    settings.ROOT_URLCONF = __name__
    settings.ALLOWED_HOSTS = ["testserver", "example.vn"]
    return client


def test_a_page_is_made_once_and_again_when_its_time_is_over(pages: Client) -> None:
    told = []
    for later in (0, 19, 1, 0):
        clock[0] += later
        answer = pages.get("/bai/")
        told.append((answer.content.decode()[-1], answer.headers["Cache-Control"]))
    assert told == [
        ("1", "public, max-age=20"),
        ("1", "public, max-age=1"),
        ("2", "public, max-age=20"),
        ("2", "public, max-age=20"),
    ]


def test_what_is_kept_has_the_headers_of_what_was_made(pages: Client) -> None:
    first, second = pages.get("/bai/"), pages.get("/bai/")
    assert dict(first.items()) == dict(second.items())
    held = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options", "Vary")
    assert [second.headers[name] for name in held[1:]] == ["nosniff", "same-origin", "DENY", "Cookie"]
    assert second.headers[held[0]].startswith("default-src 'none'")


def test_who_has_the_page_is_told_that_it_is_the_same(pages: Client) -> None:
    tag = pages.get("/bai/").headers["ETag"]
    again = pages.get("/bai/", headers={"If-None-Match": tag})
    other = pages.get("/bai/", headers={"If-None-Match": '"khac"'})
    assert [(a.status_code, a.headers["ETag"], bool(a.content)) for a in (again, other)] == [
        (304, tag, False),
        (200, tag, True),
    ]


def test_a_head_gets_the_headers_alone_and_fills_nothing(pages: Client) -> None:
    pages.head("/bai/")
    assert len(PAGES) == 0
    length = pages.get("/bai/").headers["Content-Length"]
    answer = pages.head("/bai/")
    assert (answer.headers["Content-Length"], answer.content, len(made)) == (length, b"", 2)


@pytest.mark.parametrize("address", ["cookie", "tep", "ngon-ngu", "thieu", "dong", "lon", "cam", "rieng"])
def test_what_may_not_be_kept_is_made_every_time(address: str, pages: Client) -> None:
    for _ in range(3):
        Client().get(f"/{address}/")
    assert (len(made), len(PAGES)) == (3, 0)


def test_a_page_with_a_form_is_never_kept_also_for_who_has_the_cookie(pages: Client) -> None:
    tokens = {pages.get("/form/").content for _ in range(2)} | {Client().get("/form/").content}
    assert "csrftoken" in pages.cookies
    assert (len(tokens), len(PAGES)) == (3, 0)


@pytest.mark.parametrize("name", ["sessionid", "messages"])
def test_who_may_be_somebody_neither_gets_nor_fills(name: str, pages: Client) -> None:
    visitor = Client()
    visitor.cookies[name] = "x"
    first = visitor.get("/bai/")
    assert (len(PAGES), "max-age" in first.headers.get("Cache-Control", "")) == (0, False)
    pages.get("/bai/")
    assert (visitor.get("/bai/").content[-1:], pages.get("/bai/").content[-1:]) == (b"3", b"2")


def test_a_request_with_a_password_of_its_own_neither_gets_nor_fills(pages: Client) -> None:
    pages.get("/bai/", headers={"Authorization": "Basic eDp5"})
    assert (len(made), len(PAGES)) == (1, 0)


def test_other_cookies_change_nothing(pages: Client) -> None:
    pages.cookies["csrftoken"] = "x" * 32
    pages.get("/bai/")
    assert (Client().get("/bai/").content[-1:], len(made)) == (b"1", 1)


@pytest.mark.django_db
def test_a_signed_in_reader_sees_their_own_name_and_nobody_else_does(kept: None) -> None:
    office = Client()
    office.force_login(User.objects.create(username="can-bo", full_name="Cán bộ"))
    roll, nobody = reverse("honour_roll"), Client()
    first = office.get(roll).content.decode()
    assert len(PAGES) == 0
    other = nobody.get(roll).content.decode()
    assert len(PAGES) == 1
    second = office.get(roll).content.decode()
    assert ["Cán bộ" in page for page in (first, other, second)] == [True, False, True]


@pytest.mark.django_db
def test_sign_in_and_the_checking_of_codes_are_not_kept_workbooks_neither(kept: None) -> None:
    for address in (reverse("sign_in"), reverse("check"), reverse("verification", args=["ABC"])):
        assert Client().get(address).status_code == 200
    Client().get(reverse("honour_roll"), {"xuat": "xlsx"})
    assert len(PAGES) == 0


def test_the_order_of_a_query_makes_no_second_page_its_words_do(pages: Client) -> None:
    for query in ("a=1&b=2", "b=2&a=1", "b=2&a=%31"):
        pages.get(f"/bai/?{query}")
    assert len(made) == 1
    pages.get("/bai/?a=1&a=2")
    pages.get("/bai/?a=2&a=1")
    assert len(made) == 3


@pytest.mark.parametrize(
    ("query", "kept_pages"),
    [
        ("x" * (LONGEST_ADDRESS - len("/bai/")), 1),
        ("x" * (LONGEST_ADDRESS - len("/bai/") + 1), 0),
        ("&".join(f"{n}=1" for n in range(12)), 1),
        ("&".join(f"{n}=1" for n in range(13)), 0),
        ("&".join(f"{n}=1" for n in range(3000)), 0),
    ],
)
def test_long_queries_are_answered_and_not_kept(query: str, kept_pages: int, pages: Client) -> None:
    pages.get(f"/bai/?{query}")
    assert (len(made), len(PAGES)) == (1, kept_pages)


def test_names_of_other_hosts_are_refused_and_leave_no_trace(pages: Client) -> None:
    assert pages.get("/bai/", headers={"Host": "ke-xau.example"}).status_code == 400
    headers = {
        "X-Forwarded-Host": "ke-xau.example",
        "X-Original-URL": "/rieng/",
        "X-Forwarded-For": "1.2.3.4",
    }
    poisoned = pages.get("/bai/", headers=headers).content.decode()
    assert (poisoned, Client().get("/bai/").content.decode()) == ("testserver /bai/ lần 1",) * 2
    pages.get("/bai/", headers={"Host": "EXAMPLE.vn"})
    assert pages.get("/bai/", headers={"Host": "example.vn"}).content.decode() == "EXAMPLE.vn /bai/ lần 2"
    assert len(PAGES) == 2


def test_the_room_is_bounded_and_what_nobody_asks_for_goes_first() -> None:
    held = Pages(room=3 * (1000 + 2048 + 1))
    for name in "abc":
        held.keep(name, Page(b"x" * 1000, (), 0))
    held.find("a")
    held.keep("d", Page(b"x" * 1000, (), 0))
    held.keep("d", Page(b"x" * 1000, (), 0))
    assert ([name for name in "abcd" if held.find(name)], held.held) == (["a", "c", "d"], 3 * 3049)


def test_many_readers_at_once_make_a_page_once(kept: None, settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__
    begun, go, count = threading.Event(), threading.Event(), []

    def slow(request: HttpRequest) -> HttpResponse:
        count.append(1)
        begun.set()
        go.wait(5)
        return HttpResponse(f"lần {len(count)}")

    door = PublicPages(slow)

    def read(_: int = 0) -> bytes:
        return door(RequestFactory().get("/bai/")).content

    with ThreadPoolExecutor(8) as readers:
        asked = [readers.submit(read) for _ in range(8)]
        begun.wait(5)
        go.set()
        assert {one.result() for one in asked} == {"lần 1".encode()}
        clock[0] += 20
        begun.clear()
        go.clear()
        newest = readers.submit(read)
        begun.wait(5)
        assert [read() for _ in range(3)] == ["lần 1".encode()] * 3  # nobody waits for the next one
        go.set()
        assert newest.result() == "lần 2".encode()
    assert len(count) == 2


def test_nothing_is_kept_when_it_is_turned_off(pages: Client, settings: Settings) -> None:
    settings.PAGE_SECONDS = 0
    answers = [pages.get("/bai/") for _ in range(2)]
    assert (len(made), len(PAGES), "Cache-Control" in answers[1].headers) == (2, 0, False)
