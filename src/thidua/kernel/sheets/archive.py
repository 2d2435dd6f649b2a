"""Zip containers (.xlsx, .ods, .docx) measured before they are opened: what they say and what comes out."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from thidua.kernel.issues import InputFault, Issue, Place

# A workbook of 100,000 rows inflates to some 60 MB; more than 200 MB is no list of people.
MAX_INFLATED = 200 * 1024 * 1024
# An ordinary workbook has 10 to 30 members; one with many pictures a few hundred.
MAX_MEMBERS = 2_000
# Sheets of repeated cells shrink some 50 times; only padding made to swell shrinks more than 200 times.
MAX_RATIO, RATIO_FROM = 200, 5 * 1024 * 1024
# The reader lays a sheet out as a full grid: 5 million cells are 160 MB; one stray far cell makes more.
MAX_GRID = 5_000_000
# A repeated cell that holds a value (.ods): a clerk's longest is a table's width.
MAX_REPEATED = 2_000
_CHUNK = 1 << 18
_BOMBS = tuple(
    mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le", "utf-16-be")
)
_OVERLAP = 64  # longer than any mark above, so that none is cut in two

# A cell with a place and a content; formatted empty cells do not widen the grid.
_VALUED_CELL = re.compile(
    rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([A-Z]{1,3})(\d{1,7})["'](?:[^>]*[^>/])?>(?!</)"""
)
_ODS_CELL = re.compile(rb'<table:table-cell[^>]*?number-columns-repeated="(\d+)"[^>]*>')
_ODS_ROW = re.compile(rb'number-rows-repeated="(\d+)"(?:[^>]*[^>/])?>(.*?)</table:table-row>', re.DOTALL)


def check_archive(data: bytes, name: str) -> str:
    """`xlsx`, `ods` or `docx`. Raises InputFault for a broken, foreign, swelling or entity-laden container."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, struct.error, EOFError):
        raise _broken(name)
    kind = _kind(members, name)
    _check_declared(members, len(data), name)
    inflated = 0
    for member in members:
        content = bytearray()
        tail = b""
        keep = _is_grid(member.filename, kind)
        for chunk in _inflate(data, member, name):
            inflated += len(chunk)
            if inflated > MAX_INFLATED:
                raise _swelling(name)
            if any(mark in tail + chunk for mark in _BOMBS):
                raise _fault(
                    name,
                    "file_entities",
                    "Tệp chứa khai báo XML không có trong bảng tính thông thường.",
                    "Tạo tệp mới, chép dữ liệu sang rồi gửi lại.",
                )
            tail = chunk[-_OVERLAP:]
            if keep:
                content += chunk
        if keep:
            _check_grid(bytes(content), kind, name)
    return kind


def _kind(members: list[zipfile.ZipInfo], name: str) -> str:
    names = {member.filename for member in members}
    if len(names) < len(members):
        raise _broken(name)
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names and "mimetype" in names:
        return "ods"
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.bin" in names:
        what = "Tệp .xlsb chưa đọc được."
    elif any(entry.startswith("ppt/") for entry in names):
        what = "Đây là tệp trình chiếu, không phải bảng tính."
    else:
        what = "Đây là tệp nén, không phải bảng tính."
    raise _fault(name, "file_type", what, "Gửi danh sách ở dạng bảng tính .xlsx.")


def _check_declared(members: list[zipfile.ZipInfo], size: int, name: str) -> None:
    """What the directory says: number, sum, ratio; members that share bytes; names that leave the folder."""
    packed = sum(member.compress_size for member in members)
    declared = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or declared > MAX_INFLATED or packed > size:
        raise _swelling(name)
    if any(m.file_size > RATIO_FROM and m.file_size > MAX_RATIO * max(m.compress_size, 1) for m in members):
        raise _swelling(name)
    for member in members:
        parts = member.filename.replace("\\", "/").split("/")
        nested = member.filename.lower().endswith((".zip", ".rar", ".7z", ".gz"))
        if nested or ".." in parts or parts[0] == "" or ":" in parts[0]:
            raise _broken(name)
        if member.flag_bits & 0x1:
            raise _fault(
                name, "file_locked", "Tệp đặt mật khẩu nên không đọc được.", "Bỏ mật khẩu rồi gửi lại."
            )


def _inflate(data: bytes, member: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    """The member's real content piece by piece; the directory's word on its size is held against it."""
    head = data[member.header_offset : member.header_offset + 30]
    if len(head) < 30 or head[:4] != b"PK\x03\x04":
        raise _broken(name)
    start = member.header_offset + 30 + sum(struct.unpack("<HH", head[26:30]))
    packed = data[start : start + member.compress_size]
    if len(packed) < member.compress_size:
        raise _broken(name)
    if member.compress_type == zipfile.ZIP_STORED:
        yield packed
        return
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise _broken(name)
    engine = zlib.decompressobj(-15)
    out = 0
    try:
        while packed and not engine.eof:
            chunk = engine.decompress(packed, _CHUNK)
            out += len(chunk)
            packed = engine.unconsumed_tail
            yield chunk
    except zlib.error:
        raise _broken(name)
    if not engine.eof or out != member.file_size:
        raise _broken(name)


def _is_grid(member: str, kind: str) -> bool:
    return member == "content.xml" if kind == "ods" else member.startswith("xl/worksheets/")


def _check_grid(content: bytes, kind: str, name: str) -> None:
    """Far-off cells with a value would make the reader lay out a grid of billions."""
    if kind == "ods":
        far = any(
            int(cell[1]) > MAX_REPEATED and b"value-type" in cell[0] for cell in _ODS_CELL.finditer(content)
        ) or any(int(row[1]) > MAX_REPEATED and b"value-type" in row[2] for row in _ODS_ROW.finditer(content))
    else:
        rows = columns = 0
        for letters, digits in set(_VALUED_CELL.findall(content)):
            rows = max(rows, int(digits))
            columns = max(columns, _column(letters))
        far = rows * columns > MAX_GRID
    if far:
        raise _fault(
            name,
            "file_wide",
            "Trang tính trải quá rộng vì có ô thừa ở rất xa bảng.",
            "Xóa các dòng, cột thừa ngoài bảng (Ctrl+End để thấy ô cuối) rồi gửi lại.",
        )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _fault(name: str, code: str, message: str, cure: str) -> InputFault:
    return InputFault(Issue(code, message, cure, Place(name)))


def _broken(name: str) -> InputFault:
    return _fault(name, "file_broken", "Tệp bị hỏng hoặc tải lên dở dang.", "Mở lại, lưu lại và gửi lại tệp.")


def _swelling(name: str) -> InputFault:
    return _fault(
        name,
        "file_bomb",
        f"Tệp nén bất thường: mở ra vượt giới hạn {MAX_INFLATED // 1024**2} MB.",
        "Tạo tệp mới, chỉ chép bảng danh sách sang rồi gửi lại.",
    )
