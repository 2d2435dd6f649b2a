"""Keeping a file somebody sends as evidence: what it may be, and that nothing in it acts by itself."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from thidua.access.models import User
from thidua.documents.models import Attachment
from thidua.kernel.issues import Issue, Place, Refused
from thidua.kernel.sheets.archive import check_archive
from thidua.kernel.sheets.fields import without_ids
from thidua.kernel.text import tidy

MAX_BYTES = 20 * 1024 * 1024
MAX_PAGES = 500
PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EVIDENCE = (PDF, PNG, JPEG, WORD, EXCEL)
SCANS = (PDF, PNG, JPEG)
_WORDS = {PDF: "PDF", PNG: "PNG", JPEG: "JPEG", WORD: "Word (.docx)", EXCEL: "Excel (.xlsx)"}
_STARTS = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
_ZIPPED = {"docx": WORD, "xlsx": EXCEL}
# What makes a PDF act when it is opened, or carry something else with it.
_ACTING = ("/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/XFA", "/RichMedia")


def keep(*, actor: User, file: str, content: bytes, kinds: Collection[str] = EVIDENCE) -> Attachment:
    """Keep a file sent with an act, inside the transaction of that act, which writes the audit row.

    Raises Refused for an empty file, one above 20 MB, of another kind than `kinds`, or a PDF that is broken, locked,
    longer than 500 pages or acts by itself.
    """
    name = without_ids(tidy(PurePath(file.replace("\\", "/")).name)[-200:]) or "tep"
    media_type = _admit(name, content, kinds)
    return Attachment.objects.create(
        name=name,
        media_type=media_type,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        content=content,
        uploader=actor,
    )


def _admit(name: str, content: bytes, kinds: Collection[str]) -> str:
    if not content or len(content) > MAX_BYTES:
        message = "tệp rỗng." if not content else "tệp lớn hơn 20 MB."
        raise _refused("attachment.size", message, "Chọn lại tệp, hoặc quét ở độ phân giải thấp hơn.", name)
    media_type = _kind_of(name, content)
    if media_type not in kinds:
        allowed = ", ".join(_WORDS[kind] for kind in kinds)
        raise _refused(
            "attachment.kind", f"chỉ nhận tệp {allowed}.", "Lưu lại tệp theo dạng đó rồi gửi.", name
        )
    if media_type == PDF:
        _check_pdf(name, content)
    return media_type


def _kind_of(name: str, content: bytes) -> str:
    """What the content is, whatever the ending of the name says; empty for anything else."""
    for start, kind in _STARTS:
        if content.startswith(start):
            return kind
    return _ZIPPED.get(check_archive(content, name), "") if content.startswith(b"PK\x03\x04") else ""


def _check_pdf(name: str, content: bytes) -> None:
    import pikepdf  # heavy, needed here only

    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            pages = len(pdf.pages)
            acts = any(_acts(one) for one in pdf.objects)
    except pikepdf.PasswordError as fault:
        raise _refused(
            "attachment.locked", "tệp PDF có mật khẩu.", "Bỏ mật khẩu rồi gửi lại.", name
        ) from fault
    except pikepdf.PdfError as fault:
        raise _refused(
            "attachment.broken", "không mở được tệp PDF.", "Xuất lại tệp rồi gửi.", name
        ) from fault
    if pages > MAX_PAGES:
        raise _refused("attachment.pages", f"tệp dài hơn {MAX_PAGES} trang.", "Chỉ gửi phần cần xem.", name)
    if acts:
        message = "tệp PDF có mã lệnh hoặc tệp nhúng bên trong."
        raise _refused("attachment.acts", message, "In ra PDF mới rồi gửi lại.", name)


def _acts(one: object) -> bool:
    """Whether an object, or one written inside it, makes the file act; references lead to objects of their own."""
    import pikepdf

    if isinstance(one, pikepdf.Array):
        return any(_acts(part) for part in _inside(one))
    if isinstance(one, pikepdf.Stream):
        return one.get("/Type") == "/EmbeddedFile" or any(key in one for key in _ACTING)
    if not isinstance(one, pikepdf.Dictionary):
        return False
    if one.get("/S") in ("/JavaScript", "/Launch") or any(key in one for key in _ACTING):
        return True
    return any(_acts(part) for part in _inside(one.values()))


def _inside(parts: Iterable[Any]) -> list[Any]:
    import pikepdf

    return [p for p in parts if isinstance(p, pikepdf.Dictionary | pikepdf.Array) and not p.is_indirect]


def _refused(code: str, message: str, cure: str, name: str) -> Refused:
    return Refused(Issue(code, message, cure, Place(name)))
