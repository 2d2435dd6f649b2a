"""What an HTTP answer may be: 200, whole, small, and small when unpacked."""

from __future__ import annotations

import http.client
import zlib
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from thidua.publishing.feeds.faults import FeedFault

_CHUNK = 16 * 1024
_GZIP = 16 + zlib.MAX_WBITS
_LONGEST_WAIT = 24 * 3600
_DEFAULT_WAIT = 600  # too many questions, and the source does not say until when
_LARGE = "Nguồn gửi quá nhiều dữ liệu."
_CUT = "Dữ liệu của nguồn bị cắt dở."


def check_status(answer: http.client.HTTPResponse) -> None:
    """Raises FeedFault for everything but 200."""
    status = answer.status
    if status == 200:
        return
    wait = _wait(answer.getheader("Retry-After"))
    if status == 429:
        raise FeedFault("Nguồn báo hỏi quá nhiều lần, hẹn hỏi lại sau.", wait=wait or _DEFAULT_WAIT)
    if status == 304 or not 300 <= status < 400:
        raise FeedFault(f"Nguồn trả lời lỗi (mã {status}).", again=status >= 500, wait=wait)
    raise FeedFault("Nguồn dẫn sang địa chỉ khác; hệ thống không đi theo.")


def _wait(said: str | None) -> int:
    """Seconds of a `Retry-After`, which is a number or a date; at most a day, 0 for none."""
    if said is None:
        return 0
    said = said.strip()
    if said.isascii() and said.isdigit():
        return min(int(said[:9]), _LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(said)
    except (ValueError, TypeError, OverflowError):
        return 0
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return int(min(max(0.0, (until - datetime.now(UTC)).total_seconds()), _LONGEST_WAIT))


def body_of(answer: http.client.HTTPResponse, wire: int, unpacked: int) -> bytes:
    """The body, unpacked. Raises FeedFault when it is too large, cut off or packed in another way than gzip."""
    encoding = (answer.getheader("Content-Encoding") or "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip"):
        raise FeedFault("Nguồn nén dữ liệu theo cách không đọc được.")
    if (answer.length or 0) > wire:
        raise FeedFault(_LARGE)
    packed = bytearray()
    while chunk := answer.read(_CHUNK):
        packed += chunk
        if len(packed) > wire:
            raise FeedFault(_LARGE)
    if answer.length:
        raise FeedFault(_CUT, again=True)
    return bytes(packed) if encoding == "identity" else _unpacked(bytes(packed), unpacked)


def _unpacked(packed: bytes, most: int) -> bytes:
    """Counted while unpacking: what a packed file says of its size is not believed."""
    inflate = zlib.decompressobj(wbits=_GZIP)
    found, rest = bytearray(), packed
    try:
        while not inflate.eof and (chunk := inflate.decompress(rest, _CHUNK)):
            found += chunk
            rest = inflate.unconsumed_tail
            if len(found) > most:
                raise FeedFault(_LARGE)
    except zlib.error as fault:
        raise FeedFault(_CUT) from fault
    if not inflate.eof:
        raise FeedFault(_CUT)
    return bytes(found)
