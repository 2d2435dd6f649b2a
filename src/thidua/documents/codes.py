"""Codes printed on certificates: what a citizen types or scans to check one."""

from __future__ import annotations

import secrets
import struct
import zlib

# No 0/O, 1/I/L, U/V confusion when read aloud or typed from paper.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 28  # 28 letters of 30: 137 bits, above the 128 a code must have not to be guessed

# Any of the eight masks reads alike; choosing the prettiest costs four fifths of the time of a code.
MASK = 4
DOTS = 2  # pixels a module: readers keep its edges sharp
QUIET = 2  # white modules around; the white paper beyond makes up the four the standard asks for


def new_code() -> str:
    """A fresh code, url-safe, unguessable, from a cryptographic source."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def grouped(code: str) -> str:
    """The code in fours, as it is printed: `ABCD-EFGH-…`."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def as_typed(text: str) -> str:
    """The code in what a person typed or scanned: any case, spaces and strokes between groups left out.

    Never longer than a code and one letter, so that a text which is no code finds nothing and costs nothing.
    """
    return "".join(letter for letter in text[:200].upper() if letter in ALPHABET)[: LENGTH + 1]


def modules(content: str) -> tuple[bytes, ...]:
    """Rows of the QR symbol for `content`, one byte a module (1 dark), error correction M."""
    import segno

    symbol = segno.make_qr(content, error="m", mask=MASK, boost_error=False)
    return tuple(bytes(row) for row in symbol.matrix)


def qr_png(content: str) -> bytes:
    """The symbol as a small black-and-white PNG, `DOTS` pixels a module.

    A picture this small costs the PDF half a kilobyte and next to no memory; thousands of vector symbols cost
    two hundred megabytes.
    """
    rows = modules(content)
    side = len(rows) + 2 * QUIET
    width = side * DOTS
    light = bytes(len(rows))
    repeat = (b"\2" + bytes((width + 7) // 8)) * (DOTS - 1)  # PNG filter 2: the same as the row above
    lines = (_line(row) + repeat for row in (*[light] * QUIET, *rows, *[light] * QUIET))
    head = struct.pack(">IIBBBBB", width, width, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(lines))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def as_letters(content: bytes) -> str:
    """Bytes as letters from U+0100 on, which JSON and NFC leave alone: a list of numbers takes typst thirty
    times the memory."""
    return "".join(chr(0x100 + byte) for byte in content)


def _line(row: bytes) -> bytes:
    """One row of pixels, eight a byte, 1 white; filter 0."""
    edge = "1" * (QUIET * DOTS)
    bits = edge + "".join("0" * DOTS if dark else "1" * DOTS for dark in row) + edge
    bits += "0" * (-len(bits) % 8)
    return b"\0" + int(bits, 2).to_bytes(len(bits) // 8, "big")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
