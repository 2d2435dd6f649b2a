"""Vietnamese text: one spelling for storing, one folded form for comparing, one key for sorting."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[^0-9a-z]+")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")
# Codes of machines that end no line: no page can show them, and the database refuses the zero byte.
_CODES = re.compile("[\x00-\x08\x0e-\x1b\x7f]")

# Order of the letters and of the tones in Vietnamese dictionaries: a à ả ã á ạ, then ă, then â.
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_SHAPES = {"\u0306", "\u0302", "\u031b"}


def tidy(text: str) -> str:
    """NFC, no invisible characters, single spaces, none at the ends."""
    text = unicodedata.normalize("NFC", text)
    return _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip()


def typed_text(text: str) -> str:
    """What somebody typed or pasted into a page: tidy, and without codes of machines. In a file of ours such a code may
    stand for a letter of an old font, so only here it is left out."""
    return tidy(_CODES.sub("", text))


def typed_lines(text: str) -> str:
    """Several paragraphs as somebody typed them: every line tidy, paragraphs parted by one empty line at most."""
    lines = [typed_text(line) for line in text.splitlines()]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(kept).strip()


def excerpt(text: str, most: int) -> str:
    """The beginning of a text on one line, up to a whole word."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + "…"


def capital(text: str) -> str:
    """The first letter large, names further on as they are."""
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Lower case without marks, đ as d, words parted by one space: the form two spellings share.

    `hoà` and `hòa`, `Đặng` and `DANG`, `Thi đua - Khen thưởng` and `thi dua khen thuong` fold alike.
    """
    bare = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", bare).strip()


def _split_letter(char: str) -> tuple[str, int]:
    """A lower-case letter without its tone, and the tone's place in the order of tones."""
    marks = unicodedata.normalize("NFD", char)
    shape = "".join(c for c in marks if c not in _TONES or c in _SHAPES)
    tone = next((_TONES.index(c) for c in marks if c in _TONES[1:]), 0)
    return unicodedata.normalize("NFC", shape), tone


def sort_key(text: str) -> str:
    """Key whose byte order is the Vietnamese dictionary order: letters first, tones break ties."""
    letters: list[str] = []
    tones: list[str] = []
    for char in tidy(text).lower():
        letter, tone = _split_letter(char)
        place = _LETTERS.find(letter)
        letters.append(chr(ord("A") + place) if place >= 0 else ("!" if char == " " else "~" + char))
        tones.append(str(tone))
    return "".join(letters) + " " + "".join(tones)


def name_key(full_name: str) -> str:
    """Key to sort persons as Vietnamese lists do: given name, then family name, then middle names."""
    words = tidy(full_name).split(" ")
    if len(words) < 2:
        return sort_key(full_name)
    return sort_key(words[-1]) + " " + sort_key(words[0]) + " " + sort_key(" ".join(words[1:-1]))
