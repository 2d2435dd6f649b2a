"""Codes of the second step: RFC 6238 over SHA-1, six digits, thirty seconds, as every authenticator reads them."""

from __future__ import annotations

import base64
import hmac
import secrets
import struct
from urllib.parse import quote, urlencode

STEP_SECONDS, DIGITS = 30, 6
# A telephone's clock may be a step off either way.
_DRIFT = 1
_SECRET_BYTES = 20  # as long as the hash, which RFC 4226 recommends


def new_secret() -> str:
    """A random secret in base32, the form a person can type."""
    return base64.b32encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def code_at(secret: str, step: int, digits: int = DIGITS) -> str:
    """The code of one step (RFC 4226 section 5.3)."""
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", step), "sha1")
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return str(number % 10**digits).zfill(digits)


def step_of(seconds: float) -> int:
    """The step of a moment, in seconds since 1970."""
    return int(seconds) // STEP_SECONDS


def matching_step(secret: str, code: str, seconds: float, *, after: int) -> int | None:
    """The step whose code this is, around the moment and after the last one used; none for a wrong code."""
    now = step_of(seconds)
    steps = range(max(now - _DRIFT, after + 1), now + _DRIFT + 1)
    return next((s for s in steps if hmac.compare_digest(code_at(secret, s).encode(), code.encode())), None)


def address(secret: str, username: str, issuer: str) -> str:
    """What the QR code says to an authenticator."""
    label = quote(f"{issuer}:{username}")
    return f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': issuer})}"
