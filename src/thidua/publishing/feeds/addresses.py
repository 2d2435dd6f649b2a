"""Where a host name leads, and that it leads outside: nothing of the inner network is ever asked by a feed."""

from __future__ import annotations

import ipaddress
import socket
import threading

from thidua.publishing.feeds.faults import FeedFault

_INNER = "Địa chỉ của nguồn dẫn vào mạng nội bộ, không được truy cập."
_UNKNOWN = "Không tìm thấy máy chủ của nguồn."
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # IPv4 behind a translator


def resolve(host: str, port: int, seconds: float, *, inner: bool = False) -> list[str]:
    """The addresses of a host. Raises FeedFault for none in time and, unless `inner`, when one of them is not global.

    The caller connects to these addresses and asks for the name no second time, so that it cannot come to mean
    another machine in between.
    """
    found = _looked_up(host, port, seconds)
    if not inner and not all(map(is_global, found)):
        raise FeedFault(_INNER)
    return found


def is_global(address: str) -> bool:
    """Whether the address is one of the public network; of one that carries an IPv4 address, that counts too."""
    one = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(one, ipaddress.IPv4Address):
        return _public(one)
    if one.ipv4_mapped is not None:
        return _public(one.ipv4_mapped)
    if one in _TRANSLATED:
        return _public(ipaddress.IPv4Address(int(one) & 0xFFFFFFFF))
    carried = [*filter(None, (one.sixtofour, *(one.teredo or ())))]
    return _public(one) and all(map(_public, carried))


def _public(one: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return one.is_global and not one.is_multicast and not one.is_reserved


def _looked_up(host: str, port: int, seconds: float) -> list[str]:
    """Looking up a name knows no time limit of its own: it is done aside and left behind when it takes too long."""
    found: list[str] = []

    def look_up() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend(dict.fromkeys(str(answer[4][0]) for answer in answers))

    aside = threading.Thread(target=look_up, daemon=True)
    aside.start()
    aside.join(seconds)
    answered = list(found)
    if not answered:
        raise FeedFault(_UNKNOWN, again=True)
    return answered
