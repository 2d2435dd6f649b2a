"""From the bytes of an answer to text, XML or JSON; whatever is not plainly so is a fault, never guessed at."""

from __future__ import annotations

import codecs
import json
import re
from datetime import datetime
from decimal import Decimal
from typing import Any
from unicodedata import normalize
from xml.etree.ElementTree import Element, ParseError
from zoneinfo import ZoneInfo

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from thidua.kernel.text import tidy
from thidua.publishing.feeds.faults import FeedFault

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding=["']([A-Za-z0-9._-]{1,40})["']""")
# Encodings an XML declaration may name beside UTF-8. One that fits any bytes (ISO 8859-1) would hide mojibake.
_KNOWN = {"windows-1258": "cp1258"}
_MOST_PARTS = (
    50_000  # a board has some hundred; elements and objects weigh far more in memory than on the wire
)
_NUMBER = re.compile(r"\d{1,12}(?:\.\d{1,6})?")
_MOST, _CENT = Decimal(10**12), Decimal("0.01")
_LONGEST = 100


def text_of(body: bytes) -> str:
    """The text, NFC. Raises FeedFault for nothing, for bytes of no known encoding and for replaced letters."""
    if not body.strip():
        raise FeedFault("Nguồn trả lời rỗng.")
    try:
        text = normalize("NFC", _decoded(body))
    except UnicodeDecodeError as fault:
        raise FeedFault("Bảng mã của nguồn không đọc được (không phải UTF-8).") from fault
    if "\x00" in text or "\ufffd" in text:
        raise FeedFault("Bảng mã của nguồn không đọc được (có ký tự hỏng).")
    if sum(map(text.count, "<{[,")) > _MOST_PARTS:
        raise FeedFault("Nguồn gửi quá nhiều mục.")
    return text


def _decoded(body: bytes) -> str:
    """By its byte order mark, else UTF-8, which other text hardly ever is by chance, else as its XML declares."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding)
    try:
        return body.decode()
    except UnicodeDecodeError:
        declared = _DECLARED.match(body)
        known = _KNOWN.get(declared[1].decode("ascii").lower()) if declared else None
        if known is None:
            raise
        return body.decode(known)


def xml_root(body: bytes, name: str) -> Element:
    """The root of an XML answer, which must bear the name; entities and document types are refused."""
    text = text_of(body).strip()
    try:
        root: Element = fromstring(text, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, RecursionError) as fault:
        raise FeedFault("Nguồn không gửi đúng dạng XML.") from fault
    if root.tag != name:
        raise FeedFault(f"Nguồn gửi XML khác mẫu (không có “{name}”).")
    return root


def json_object(body: bytes) -> dict[str, Any]:
    """The object of a JSON answer; its fractions are read exactly."""
    try:
        told = json.loads(text_of(body), parse_float=Decimal, parse_constant=_refuse)
    except (ValueError, ArithmeticError, RecursionError) as fault:
        raise FeedFault("Nguồn không gửi đúng dạng JSON.") from fault
    if not isinstance(told, dict):
        raise FeedFault("Nguồn gửi JSON khác mẫu.")
    return told


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def part(told: object, name: str) -> dict[str, Any]:
    """The object under a name; an empty one where there is none."""
    found = told.get(name) if isinstance(told, dict) else None
    return found if isinstance(found, dict) else {}


def rows(told: object, name: str) -> list[dict[str, Any]]:
    """The objects of the list under a name."""
    found = told.get(name) if isinstance(told, dict) else None
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def words(written: object) -> str:
    """A text of the source as it may be shown and stored: one line without control characters, not too long."""
    return "".join(c for c in tidy(str(written)[: _LONGEST * 2]) if c.isprintable())[:_LONGEST]


def price(written: object) -> Decimal | None:
    """`17,540`, `25,128.00`, 148400000.0 → a number; none for "-", nothing, 0 and whatever is no plain number."""
    if isinstance(written, str):
        plain = written.strip().replace(",", "")
        value = Decimal(plain) if _NUMBER.fullmatch(plain) and plain.isascii() else None
    else:
        value = measure(written)
    value = value.quantize(_CENT) if value is not None else None
    return value if value is not None and value > 0 else None


def measure(written: object) -> Decimal | None:
    """A number of JSON of a size that is used anywhere; none for anything else."""
    if isinstance(written, bool) or not isinstance(written, int | Decimal):
        return None
    value = Decimal(written)
    return value if value.is_finite() and -_MOST < value < _MOST else None


def moment(written: object, form: str) -> datetime:
    """A moment of the clock here. Raises FeedFault where it is not of the form."""
    try:
        return datetime.strptime(str(written).strip(), form).replace(tzinfo=HERE)
    except ValueError as fault:
        raise FeedFault("Không đọc được giờ của nguồn.") from fault
