"""A signature on a PDF by a person's certificate (PAdES B-B, ETSI EN 319 142).

The key is used in memory for the one signature and kept nowhere. Signing by a remote service is another provider of the
same shape; none is built yet.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from thidua.documents.signing.apart import apart
from thidua.kernel.issues import Issue, Refused

_SPACE = 16 * 1024  # bytes kept free for one signature with its chain


class SignerProvider(Protocol):
    """Whoever can make a signature: a file with a key, later a card or a service."""

    @property
    def subject(self) -> str:
        """The name the certificate is issued to."""

    def signer(self) -> Any:
        """pyHanko's signer."""


@dataclass(frozen=True)
class Pkcs12Signer:
    """A PKCS#12 file opened with its passphrase. Raises Refused from `open` for a wrong passphrase, a broken file, a
    file without a key, and a certificate that is not valid now."""

    _signer: Any
    subject: str

    @classmethod
    def open(cls, content: bytes, passphrase: str, *, now: datetime | None = None) -> Pkcs12Signer:
        """Read the file; nothing of it or of the passphrase is kept beyond this object."""
        from pyhanko.sign import signers  # heavy, needed here only

        try:
            signer = signers.SimpleSigner.load_pkcs12_data(
                content, other_certs=[], passphrase=passphrase.encode()
            )
        except Exception as fault:  # the library raises many kinds for a file that is not what it should be
            raise _refused(
                "signing.file", "không mở được tệp chứng thư.", "Kiểm tra tệp và mật khẩu."
            ) from fault
        if signer is None or signer.signing_cert is None or signer.signing_key is None:
            raise _refused("signing.file", "không mở được tệp chứng thư.", "Kiểm tra tệp và mật khẩu.")
        certificate, moment = signer.signing_cert, now or datetime.now(UTC)
        if not certificate.not_valid_before <= moment <= certificate.not_valid_after:
            until = certificate.not_valid_after
            message = f"chứng thư không còn hiệu lực (đến {until:%d/%m/%Y})."
            raise _refused("signing.expired", message, "Dùng chứng thư còn hiệu lực.")
        return cls(signer, name_of(certificate))

    def signer(self) -> Any:
        return self._signer


def name_of(certificate: Any) -> str:
    """The common name a certificate is issued to, else its whole subject."""
    subject = certificate.subject.native
    return str(subject.get("common_name") or certificate.subject.human_friendly)


def sign_pdf(pdf: bytes, by: SignerProvider, *, field: str, reason: str, place: str) -> bytes:
    """The PDF with one more signature, added behind what is there, so that earlier signatures stay valid.

    Raises Refused when a signature of that field exists already or the PDF cannot be added to.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign import fields, signers
    from pyhanko.sign.general import SigningError

    meta = signers.PdfSignatureMetadata(
        field_name=field,
        reason=reason,
        location=place,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
    )
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        signer = signers.PdfSigner(meta, signer=by.signer())
        done = apart(lambda: signer.sign_pdf(writer, existing_fields_only=False, bytes_reserved=_SPACE))
    except (SigningError, PdfError, ValueError) as fault:
        message = "không ký thêm được vào tệp này."
        raise _refused("signing.failed", message, "Tải lại bản giao ước rồi ký lại.") from fault
    return bytes(done.getvalue())


def _refused(code: str, message: str, cure: str) -> Refused:
    return Refused(Issue(code, message[:1].upper() + message[1:], cure))
