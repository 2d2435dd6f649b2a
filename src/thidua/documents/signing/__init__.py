"""Signing papers as PDF (PAdES) and checking who signed what."""

from __future__ import annotations

from thidua.documents.signing.checking import Signed, signatures_of
from thidua.documents.signing.pades import Pkcs12Signer, SignerProvider, sign_pdf

__all__ = ["Pkcs12Signer", "Signed", "SignerProvider", "sign_pdf", "signatures_of"]
