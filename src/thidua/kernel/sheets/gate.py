"""The gatekeeper: no parser sees a file before its size, kind and inflated content are known to be harmless.

`admit` reads the file once and names its kind. Whatever is wrong raises `InputFault` with one issue.
"""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path

from thidua.kernel.issues import InputFault, Issue, Place
from thidua.kernel.sheets.archive import check_archive

# A district's whole register of 10,000 lines is 0.5 MB; 20 MB leaves room for logos pasted into a list.
MAX_BYTES = 20 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_ENDINGS = (".csv", ".tsv", ".txt")
_SAVE_AS = "Mở tệp bằng Excel, chọn Lưu thành (Save As) dạng .xlsx rồi gửi lại."
_FOREIGN = (
    (b"%PDF", "tệp PDF"),
    (b"\x89PNG", "tệp ảnh"),
    (b"\xff\xd8\xff", "tệp ảnh"),
    (b"GIF8", "tệp ảnh"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf", "tệp nén 7z"),
    (b"{\\rtf", "tệp văn bản RTF"),
)
_MARKUP = re.compile(rb"\s*(?:<\?xml|<!doctype|<html|<table|<head|<meta)", re.IGNORECASE)


class Kind(Enum):
    """What the content is, whatever the ending of the file's name says."""

    WORKBOOK = "workbook"  # .xlsx, .xlsm
    OLD_WORKBOOK = "old workbook"  # .xls
    OPEN_DOCUMENT = "open document"  # .ods
    WORD = "word"  # .docx, for its tables
    TEXT = "text"  # .csv


_ZIPPED = {"xlsx": Kind.WORKBOOK, "ods": Kind.OPEN_DOCUMENT, "docx": Kind.WORD}


def fault(name: str, code: str, message: str, cure: str = "") -> InputFault:
    """One issue that points to the file as a whole."""
    return InputFault(Issue(code, message, cure, Place(name)))


def admit(path: Path, name: str) -> tuple[bytes, Kind]:
    """The content of `path` and its kind. `name` is the name shown to the sender.

    Raises InputFault: missing, unreadable, empty, too large, locked with a password, broken, no spreadsheet, or a file
    that would swell beyond the limits of `archive` when opened.
    """
    try:
        return _admit(path, name)
    except OSError:
        raise fault(name, "file_unreadable", "Không có quyền đọc tệp.", "Cấp quyền đọc tệp rồi chạy lại.")


def _admit(path: Path, name: str) -> tuple[bytes, Kind]:
    if not path.is_file():
        raise fault(name, "file_missing", "Không tìm thấy tệp.", "Kiểm tra lại đường dẫn và tên tệp.")
    size = path.stat().st_size
    if size == 0:
        raise fault(name, "file_empty", "Tệp rỗng, không có dữ liệu.", "Gửi lại tệp danh sách đã lưu đủ.")
    if size > MAX_BYTES:
        raise fault(
            name,
            "file_too_large",
            f"Tệp lớn hơn {MAX_BYTES // 1024**2} MB.",
            "Bỏ hình ảnh, trang không cần thiết rồi gửi lại.",
        )
    data = path.read_bytes()
    return data, _kind(data, name, path.suffix.lower() or Path(name).suffix.lower())


def _kind(data: bytes, name: str, ending: str) -> Kind:
    if data.startswith(b"PK"):
        return _ZIPPED[check_archive(data, name)]
    if data.startswith(_OLE):
        return _ole_kind(data, name)
    for start, what in _FOREIGN:
        if data.startswith(start):
            raise fault(
                name, "file_type", f"Đây là {what}, không phải bảng tính.", "Gửi tệp .xlsx hoặc .csv."
            )
    if _MARKUP.match(data.removeprefix(b"\xef\xbb\xbf")):
        raise fault(name, "file_type", "Đây là trang web đặt tên như bảng tính.", _SAVE_AS)
    if ending not in _TEXT_ENDINGS:
        raise fault(
            name, "file_broken", "Tệp bị hỏng hoặc không phải bảng tính.", "Mở lại, lưu lại và gửi lại tệp."
        )
    return Kind.TEXT


def _ole_kind(data: bytes, name: str) -> Kind:
    """The old container: a locked .xlsx, a real .xls, or a Word file."""
    if _named(data, "EncryptedPackage"):
        raise locked(name)
    if _named(data, "Workbook") or _named(data, "Book"):
        return Kind.OLD_WORKBOOK
    if _named(data, "WordDocument"):
        cure = "Mở tệp bằng Word, chọn Lưu thành (Save As) dạng .docx rồi gửi lại."
        raise fault(name, "file_type", "Tệp Word kiểu cũ (.doc) chưa đọc được.", cure)
    raise fault(name, "file_type", "Tệp không phải bảng tính Excel hoặc đã bị hỏng.", _SAVE_AS)


def locked(name: str) -> InputFault:
    """The fault of a file that asks for a password."""
    return fault(
        name,
        "file_locked",
        "Tệp đặt mật khẩu nên không đọc được.",
        "Bỏ mật khẩu (Tệp → Thông tin → Bảo vệ sổ làm việc) rồi gửi lại.",
    )


def _named(data: bytes, entry: str) -> bool:
    """True when the container has an entry of this name (names are UTF-16 with a closing zero)."""
    return (entry + "\0").encode("utf-16-le") in data
