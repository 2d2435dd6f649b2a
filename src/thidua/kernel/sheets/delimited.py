"""CSV as clerks save it: UTF-8, UTF-16, Windows-1258 or an old font; parted by comma, semicolon or tab."""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
from collections import Counter
from itertools import pairwise
from typing import Literal

from thidua.kernel.repair import Table, share_of_syllables
from thidua.kernel.sheets.gate import fault

_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 60  # lines looked at to find the delimiter
_RUNAWAY = 10  # lines in one cell: a lone quotation mark, not a long note
_SOUND = 0.6  # share of marked words that must be Vietnamese under the chosen code page
_ENOUGH = 3


def decode(data: bytes, name: str) -> str:
    """Text of a CSV file; old fonts (TCVN3, VNI) are left as Windows-1252 letters for `repair_texts`.

    The code page is decided by evidence: the reading under which most marked words are Vietnamese syllables.
    Raises InputFault when none is (`file_encoding`), or when the file is no text (`file_broken`).
    """
    for mark, code in _MARKED:
        if data.startswith(mark):
            return _decoded(data, code, name)
    zeros = data[:4000].count(0)
    if zeros > len(data[:4000]) // 4:
        little = data[1:4000:2].count(0) >= data[0:4000:2].count(0)
        return _decoded(data, "utf-16-le" if little else "utf-16-be", name)
    if zeros:
        raise fault(name, "file_broken", "Tệp không phải văn bản CSV.", "Lưu lại dạng .xlsx rồi gửi lại.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_bytes(data, name)


def _decoded(data: bytes, code: str, name: str) -> str:
    try:
        return data.decode(code)
    except UnicodeDecodeError:
        raise _unknown(name)


def _decode_bytes(data: bytes, name: str) -> str:
    """One of the 8-bit tables."""
    old = data.decode("latin-1")
    readings = [(share_of_syllables([old], table), old) for table in (Table.TCVN3, Table.VNI)]
    try:
        # Windows-1258 writes tones as marks of their own.
        windows = unicodedata.normalize("NFC", data.decode("cp1258"))
        readings.insert(0, (share_of_syllables([windows]), windows))
    except UnicodeDecodeError:
        pass  # a byte that Windows-1258 does not have
    (share, count), text = max(readings, key=lambda reading: reading[0][0])
    if share < _SOUND and count >= _ENOUGH:
        raise _unknown(name)
    return text


def split(text: str, name: str) -> list[tuple[int, list[str]]]:
    """(line number, cells) of each record, blank lines included."""
    lines = text.splitlines(keepends=True)
    delimiter = _delimiter(lines)
    records = _records(text, delimiter, name, csv.QUOTE_MINIMAL)
    spans = [after[0] - before[0] for before, after in pairwise(records)]
    last = records[-1][0] if records else 0
    if max([*spans, len(lines) - last], default=0) > _RUNAWAY:
        return _records(text, delimiter, name, csv.QUOTE_NONE)
    return records


def _delimiter(lines: list[str]) -> str:
    """Excel's own `sep=` line, else the sign that cuts most lines into the same number of cells."""
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip()) == 5:
        return lines[0][4]

    def evenness(sign: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in csv.reader(lines[:_SAMPLE], delimiter=sign) if len(row) > 1)
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return count, width

    return max(_DELIMITERS, key=evenness)


def _records(text: str, delimiter: str, name: str, quoting: Literal[0, 3]) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting)
    records: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in reader:
            if not (line == 1 and len(cells) <= 2 and cells and cells[0].lower().startswith("sep=")):
                records.append((line, cells))
            line = reader.line_num + 1
    except csv.Error:
        raise fault(name, "file_broken", "Tệp CSV bị hỏng.", "Lưu lại dạng .xlsx rồi gửi lại.")
    return records


def _unknown(name: str) -> Exception:
    return fault(
        name,
        "file_encoding",
        "Không nhận ra bảng mã chữ Việt của tệp CSV.",
        "Mở bằng Excel, lưu dạng .xlsx (hoặc CSV UTF-8) rồi gửi lại.",
    )
