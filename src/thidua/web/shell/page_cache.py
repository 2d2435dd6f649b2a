"""Whole public pages, kept for some seconds for readers who are nobody in particular (ADR 0023)."""

from __future__ import annotations

import hashlib
import math
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Lock
from time import monotonic
from typing import TypeVar

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.cache import get_conditional_response, patch_vary_headers

ROOM, LARGEST_PAGE = 32 * 1024 * 1024, 1024 * 1024
LONGEST_ADDRESS, MOST_WORDS, LONGEST_WAIT = 400, 12, 10
_A_PAGE_COSTS = 2048  # its headers, its place in the dictionary
_OF_SOMEBODY = ("messages", settings.SESSION_COOKIE_NAME)
_EXCEL = "xuat"
# The middleware alone says how long a page may be kept; its view may forbid it.
_FORBID = {"no-store", "no-cache", "private"}
_MAY_VARY_BY = {"cookie", "accept-encoding"}

View = TypeVar("View", bound=Callable[..., HttpResponse])


def cached(view: View) -> View:
    """The page is the same for every anonymous reader: it may be kept. It has no form, no message, nothing of a
    visitor."""
    view.cached = True  # type: ignore[attr-defined]
    return view


@dataclass(frozen=True)
class Page:
    """A finished answer with all its headers, and the moment it must be made anew."""

    content: bytes
    headers: tuple[tuple[str, str], ...]
    until: float

    @property
    def fresh(self) -> bool:
        return monotonic() < self.until

    def serves(self, seconds: int) -> bool:
        """Whether it will do while somebody else makes the next one."""
        return monotonic() < self.until + seconds

    def answer(self, request: HttpRequest) -> HttpResponse:
        response = HttpResponse(b"" if request.method == "HEAD" else self.content, headers=dict(self.headers))
        left = max(0, math.ceil(self.until - monotonic()))
        response.headers["Cache-Control"] = f"public, max-age={left}"
        if "HTTP_IF_NONE_MATCH" not in request.META:
            return response
        unchanged = get_conditional_response(request, etag=response.headers["ETag"], response=response)
        return unchanged if isinstance(unchanged, HttpResponse) else response


class Pages:
    """Pages by address. Those not asked for longest go first when the room is full. Safe among threads."""

    def __init__(self, room: int = ROOM) -> None:
        self._room, self._held = room, 0
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._at_work: dict[str, Event] = {}
        self._lock = Lock()

    @property
    def held(self) -> int:
        """Bytes, nearly."""
        return self._held

    def __len__(self) -> int:
        return len(self._pages)

    def find(self, address: str) -> Page | None:
        with self._lock:
            page = self._pages.get(address)
            if page:
                self._pages.move_to_end(address)
            return page

    def keep(self, address: str, page: Page) -> None:
        with self._lock:
            self._forget(address)
            self._pages[address] = page
            self._held += _size(address, page)
            while self._held > self._room:
                self._forget(next(iter(self._pages)))

    def _forget(self, address: str) -> None:
        page = self._pages.pop(address, None)
        if page:
            self._held -= _size(address, page)

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self._held = 0

    def begin(self, address: str) -> Event | None:
        """None: the caller makes the page and says `end`. Else the event of whoever makes it now."""
        with self._lock:
            other = self._at_work.get(address)
            if other is None:
                self._at_work[address] = Event()
            return other

    def end(self, address: str) -> None:
        with self._lock:
            self._at_work.pop(address).set()


def _size(address: str, page: Page) -> int:
    return len(address) + len(page.content) + _A_PAGE_COSTS


PAGES = Pages()


class PublicPages:
    """The outermost middleware: what it keeps is the finished answer, and what it has costs nothing inside."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        address = address_of(request) if settings.PAGE_SECONDS > 0 else None
        if address is None:
            return self.get_response(request)
        page = PAGES.find(address)
        if page and page.fresh:
            return page.answer(request)
        if request.method == "HEAD" or not (page or _is_marked(request)):
            return self.get_response(request)
        return self._made_by_one(request, address)

    def _made_by_one(self, request: HttpRequest, address: str) -> HttpResponse:
        """One reader at a time has the page made; the others take the last one, or wait for the new."""
        other = PAGES.begin(address)
        if other is None:
            try:
                return self._make(request, address)
            finally:
                PAGES.end(address)
        page = PAGES.find(address)
        if page is None or not page.serves(settings.PAGE_SECONDS):
            other.wait(LONGEST_WAIT)
            page = PAGES.find(address)
        if page and page.serves(settings.PAGE_SECONDS):
            return page.answer(request)
        return self.get_response(request)  # it is one that may not be kept

    def _make(self, request: HttpRequest, address: str) -> HttpResponse:
        page = PAGES.find(address)
        if page and page.fresh:  # somebody made it a moment ago
            return page.answer(request)
        response = self.get_response(request)
        if not _may_be_kept(request, response):
            return response
        page = _page(response)
        PAGES.keep(address, page)
        return page.answer(request)


def address_of(request: HttpRequest) -> str | None:
    """Under which the page is kept: the host this installation answers to, path and query in one order. None for a
    request that is somebody's, changes something, or is longer than any link of ours."""
    meta = request.META
    query = meta.get("QUERY_STRING", "")
    if request.method not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in meta:
        return None
    if "HTTP_COOKIE" in meta and any(name in request.COOKIES for name in _OF_SOMEBODY):
        return None
    if len(request.path) + len(query) > LONGEST_ADDRESS or request.path.startswith(settings.STATIC_URL):
        return None
    try:
        host = request.get_host().lower()
    except DisallowedHost:
        return None
    if not query:
        return f"{request.scheme}://{host}{request.path}"
    words = [(key, value) for key, values in request.GET.lists() for value in values]
    if len(words) > MOST_WORDS or _EXCEL in request.GET:
        return None
    return f"{request.scheme}://{host}{request.path}?{sorted(words, key=lambda one: one[0])!r}"


def _is_marked(request: HttpRequest) -> bool:
    try:
        return getattr(resolve(request.path_info).func, "cached", False)
    except Resolver404:
        return False


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Only a whole page that sets nothing and was made without anything of the visitor: a token in a form is one
    visitor's, also where the cookie was there before."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "CSRF_COOKIE_NEEDS_UPDATE" not in request.META
        and "Content-Disposition" not in response.headers
        and not _words(response, "Cache-Control") & _FORBID
        and _words(response, "Vary") <= _MAY_VARY_BY
        and len(response.content) <= LARGEST_PAGE
    )


def _words(response: HttpResponse, header: str) -> set[str]:
    return {one.strip().lower() for one in response.headers.get(header, "").split(",")} - {""}


def _page(response: HttpResponse) -> Page:
    # Between us and the reader the page is nobody's only as long as no session cookie is sent.
    patch_vary_headers(response, ["Cookie"])
    response.headers["ETag"] = f'"{hashlib.blake2b(response.content, digest_size=16).hexdigest()}"'
    return Page(response.content, tuple(response.items()), monotonic() + settings.PAGE_SECONDS)
