"""Asking an address of the outside for some bytes: to that address alone, for a short time, and for few bytes."""

from __future__ import annotations

import http.client
import random
import socket
import ssl
import time
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from thidua.publishing.feeds.addresses import resolve
from thidua.publishing.feeds.answers import body_of, check_status
from thidua.publishing.feeds.faults import FeedFault
from thidua.publishing.feeds.timed import Clock, TimedSocket

TRIES = 2
_PORTS = {"http": 80, "https": 443}
_HEADERS = {
    "User-Agent": "thidua",
    "Accept": "application/json, application/xml, text/xml",
    "Accept-Encoding": "gzip, identity",
    "Connection": "close",
}
_SILENT = "Nguồn không trả lời trong thời gian cho phép."
_BROKEN = "Kết nối đến nguồn bị ngắt hoặc bị từ chối."


@dataclass(frozen=True)
class Limits:
    """Seconds to connect and in all, both tries together; bytes on the wire and unpacked."""

    connect: float = 3.0
    total: float = 5.0
    wire: int = 512 * 1024
    unpacked: int = 2 * 1024 * 1024


LIMITS = Limits()


def fetch(address: str, *, admitted: frozenset[str] = frozenset(), limits: Limits | None = None) -> bytes:
    """The body of a plain answer 200. Redirects are not followed. Raises FeedFault for whatever else comes.

    `admitted` names inner addresses, `host:port`, that the deployer lets feeds reach. A fault of the way or of the
    server is tried once more after a moment, while there is time.
    """
    bounds = limits or LIMITS
    clock = Clock(bounds.total)
    parts = _parted(address)
    for turn in range(1, TRIES + 1):
        try:
            return _ask(parts, admitted, bounds, clock)
        except FeedFault as fault:
            pause = random.uniform(0.1, 0.4)
            if not fault.again or fault.wait or turn == TRIES or clock.left_or_none() <= pause:
                raise
        time.sleep(pause)
    raise AssertionError("the last try returns or raises")


def _parted(address: str) -> SplitResult:
    """The parts of an address. What is wrong with it is not quoted: it may hold a key."""
    try:
        parts = urlsplit(address)
        fit = parts.scheme in _PORTS and parts.hostname and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        fit = None
    if not fit or not address.isascii() or any(c.isspace() for c in address):
        raise FeedFault("Địa chỉ đặt cho nguồn này không đúng (cần http:// hoặc https://).")
    return parts


def _ask(parts: SplitResult, admitted: frozenset[str], limits: Limits, clock: Clock) -> bytes:
    """One question. Faults of the way say nothing of the address, and keep no trace of it."""
    try:
        with _connected(parts, admitted, limits, clock) as raw:
            answer = _answer(parts, TimedSocket(raw, clock))
            check_status(answer)
            return body_of(answer, limits.wire, limits.unpacked)
    except TimeoutError:
        raise FeedFault(_SILENT, again=True) from None
    except ssl.SSLCertVerificationError:
        raise FeedFault("Chứng thư của nguồn không được tin cậy.") from None
    except (OSError, http.client.HTTPException):
        raise FeedFault(_BROKEN, again=True) from None


def _answer(parts: SplitResult, sock: TimedSocket) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port or _PORTS[parts.scheme])
    connection.default_port = _PORTS[parts.scheme]  # a usual port stays out of the header Host
    connection.sock = sock
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection.request("GET", target, headers=_HEADERS)
    return connection.getresponse()


def _connected(parts: SplitResult, admitted: frozenset[str], limits: Limits, clock: Clock) -> socket.socket:
    """A socket to the first address of the host that answers; the name is looked up once, here."""
    host, port = str(parts.hostname), parts.port or _PORTS[parts.scheme]
    opening = Clock(min(limits.connect, clock.left()))
    found = resolve(host, port, opening.left(), inner=f"{host}:{port}" in admitted)
    raw = _open(found, port, opening)
    if parts.scheme == "http":
        return raw
    try:
        raw.settimeout(opening.left())
        return ssl.create_default_context().wrap_socket(raw, server_hostname=host)
    except BaseException:
        raw.close()
        raise


def _open(addresses: list[str], port: int, opening: Clock) -> socket.socket:
    """A socket to the first address that answers. Raises what the last one raised."""
    for other in addresses[:-1]:
        try:
            return socket.create_connection((other, port), timeout=opening.left())
        except OSError:
            continue
    return socket.create_connection((addresses[-1], port), timeout=opening.left())
