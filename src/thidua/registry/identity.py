"""Personal ids at rest: encrypted, found again by a keyed hash, shown by their last three digits."""

from __future__ import annotations

import base64
import hmac
import json
import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from thidua.kernel.sheets.fields import PASSPORT

SHOWN_DIGITS = 3


@lru_cache(maxsize=4)
def _keys(file: str) -> tuple[Fernet, bytes]:
    if not file:
        raise ImproperlyConfigured("THIDUA_KEYS names no key file: personal ids cannot be read or written")
    held = json.loads(Path(file).read_text(encoding="utf-8"))
    return Fernet(held["id_encryption"].encode()), base64.b64decode(held["id_lookup"])


def seal(id_number: str) -> bytes:
    """Ciphertext of an id (Fernet: AES-128-CBC with HMAC-SHA256)."""
    return _keys(settings.KEYS_FILE)[0].encrypt(id_number.encode())


def unseal(sealed: bytes) -> str:
    """The id of a ciphertext. Raises InvalidToken when the key is not the one that sealed it."""
    return _keys(settings.KEYS_FILE)[0].decrypt(bytes(sealed)).decode()


def lookup_hash(id_number: str) -> str:
    """HMAC-SHA256 under the look-up key: equal ids give equal hashes, nobody without the key can test one."""
    return hmac.new(_keys(settings.KEYS_FILE)[1], id_number.encode(), sha256).hexdigest()


def shown(id_number: str) -> str:
    return id_number[-SHOWN_DIGITS:]


def kind_of(number: str) -> str:
    """What a number stands on, by its form; empty for what is none of them."""
    if number.isascii() and number.isdigit():
        return {12: "cccd", 9: "cmnd"}.get(len(number), "")
    return "passport" if PASSPORT.fullmatch(number) else ""


def read_number(text: str) -> str:
    """A number as typed on a screen, without spaces, dots and hyphens, in capitals."""
    return re.sub(r"[\s.\-]", "", text).upper()
