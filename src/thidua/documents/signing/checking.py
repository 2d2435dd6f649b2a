"""Who signed a PDF, whether it is still what was signed, and whether the signer's certificate is trusted."""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from thidua.documents.signing.apart import apart
from thidua.documents.signing.pades import name_of

# The library tells every certificate it cannot follow at length; what it means is in the answer.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Signed:
    """One signature. `intact`: the signed bytes are unchanged; `whole`: nothing was added afterwards but signatures;
    `trusted`: the certificate leads to a trusted root and is valid now."""

    field: str
    subject: str
    signed_at: datetime | None
    intact: bool
    whole: bool
    trusted: bool

    @property
    def good(self) -> bool:
        return self.intact and self.whole and self.trusted

    @property
    def words(self) -> str:
        """The finding in one sentence."""
        if not self.intact:
            return "Nội dung đã bị sửa sau khi ký; chữ ký không còn giá trị."
        if not self.whole:
            return "Tệp bị thêm nội dung sau khi ký."
        if not self.trusted:
            return "Nội dung còn nguyên; chứng thư không thuộc tổ chức được tin cậy hoặc đã hết hạn."
        return "Nội dung còn nguyên, chứng thư được tin cậy."


def signatures_of(pdf: bytes, roots: Sequence[Path]) -> tuple[Signed, ...]:
    """The signatures of a PDF in the order they were made; none for a PDF without any or that cannot be read. A root
    that cannot be read is trusted for nothing."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        found = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        return tuple(_check(one, tuple(roots)) for one in found)
    except (PdfError, ValueError, KeyError):
        return ()


def _check(embedded: Any, roots: tuple[Path, ...]) -> Signed:
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(
        trust_roots=list(_certificates(roots)), allow_fetching=False, revocation_mode="soft-fail"
    )
    status = apart(lambda: validate_pdf_signature(embedded, context))
    level = status.modification_level
    return Signed(
        field=str(embedded.field_name),
        subject=name_of(embedded.signer_cert),
        signed_at=embedded.self_reported_timestamp,
        intact=bool(status.intact and status.valid),
        # No level where nothing follows the signed bytes.
        whole=level is None or level <= ModificationLevel.FORM_FILLING,
        trusted=bool(status.trusted),
    )


@lru_cache(maxsize=4)
def _certificates(roots: tuple[Path, ...]) -> tuple[Any, ...]:
    from pyhanko import keys

    load: Any = keys.load_certs_from_pemder
    found: list[Any] = []
    for path in roots:
        try:
            found += load([str(path)])
        except (ValueError, OSError, UnicodeDecodeError):
            logging.getLogger("thidua.signing").warning("tệp gốc tin cậy không đọc được: %s", path.name)
    return tuple(found)
