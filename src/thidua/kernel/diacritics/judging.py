"""The verdict: how unlikely the words of a comment are to stand without marks when their writer sets marks.

For every word without a mark the table says how often its letters stand legitimately bare: “cua” hardly ever, “trong”
always. The logarithms add up; a writer who sets marks does not come below the limit with four words and more.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from importlib.resources import files
from math import log
from unicodedata import combining, normalize

from thidua.kernel.diacritics.residue import telex, viqr, vni
from thidua.kernel.diacritics.words import (
    Word,
    as_word,
    bare_of,
    count_words,
    is_vietnamese,
    telling_words,
    without_links,
)

# Measured on comments written by readers (tests/kernel/comments/): see docs/adr/0020.
_FEWEST = 4  # words from which somebody is asked to write again
_LIMIT = -6.0  # sum of logarithms: the text would be bare by chance once in four hundred
_KNOWN = 0.5  # share of words that can be Vietnamese at all
_MARKED_REWRITE, _MARKED_HINT = 0.2, 0.75
_RARE = -1.6  # a word that is bare in less than a fifth of its uses counts as one without its marks
_RESIDUE = 3, 0.3  # words of a typing tool's codes: at least, and their share
_TWICE, _MOST = 2, 0.6  # of them, in Telex, with two codes in one word; one will do when most words are coded


class Verdict(StrEnum):
    OK = "ok"
    HINT = "hint"
    REWRITE = "rewrite"


@cache
def weights() -> dict[str, float]:
    """Letters of a syllable → the logarithm of how often they stand bare in text that is written with marks."""
    table = files("thidua.kernel.diacritics").joinpath("syllables.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines()[1:])
    return {base: log((int(bare) + 0.5) / (int(total) + 1)) for base, total, bare in rows}


def judge(text: str) -> Verdict:
    """`rewrite`: without marks (or in the codes of a typing tool), four words or more; `hint`: partly so, or too short
    to be sure; `ok`: anything else. Names, foreign words and links never count."""
    if _is_residue(text):
        return Verdict.REWRITE
    words = telling_words(text)
    known = [word for word in words if word.marked or word.bare in weights()]
    if not words or len(known) < _KNOWN * len(words):
        return Verdict.OK
    marked = sum(word.marked and is_vietnamese(word) for word in known)
    rare = [word for word in known if not word.marked and weights()[word.bare] < _RARE]
    total = sum(weights()[word.bare] for word in known if not word.marked)
    share = marked / (marked + len(rare)) if rare else 1.0
    if total >= _LIMIT or share > _MARKED_HINT or _is_foreign(words):
        return Verdict.OK
    if share <= _MARKED_REWRITE and count_words(text) >= _FEWEST:
        return Verdict.REWRITE
    return Verdict.HINT


def _is_foreign(words: list[Word]) -> bool:
    """Words that no Vietnamese syllable spells, marks or not, are more than a third."""
    strange = sum(not is_vietnamese(word) for word in words)
    return strange * 3 > len(words)


_PIECE = re.compile(r"\S+")
_SIGNS = '"“”,!;:.?()…'


def _is_residue(text: str) -> bool:
    pieces = [piece.strip('"“”,!;:…') for piece in _PIECE.findall(without_links(text))]
    # A capital inside a piece makes it a code or a formula: H2SO4, 30A1.
    words = [p.lower() for p in pieces if any(map(str.isalpha, p)) and not any(map(str.isupper, p[1:]))]
    if not words:
        return False
    if _many(words, _from_vni) or _many(words, _from_viqr):
        return True
    # English has words that read as Telex (`this`, `seen`); hardly one has both a shape and a tone.
    twice = sum(map(_twice_coded, words))
    most = twice and sum(map(_from_telex, words)) >= _MOST * len(words)
    return (twice >= _TWICE or bool(most)) and _many(words, _from_telex)


def _many(words: list[str], read: Callable[[str], bool]) -> bool:
    fewest, share = _RESIDUE
    found = [read(word) for word in words]
    strange = sum(
        not was and not is_vietnamese(as_word(word.strip(_SIGNS)))
        for word, was in zip(words, found, strict=True)
    )
    return sum(found) >= fewest and sum(found) >= share * len(words) and strange * 4 <= len(words)


def _from_vni(word: str) -> bool:
    held = word.rstrip(".?)")
    return len(held) > 2 and vni(held) != held


def _from_viqr(word: str) -> bool:
    return any(sign in word[1:] for sign in "^+*(`~'") and viqr(word) != word


def _from_telex(word: str) -> bool:
    """Letters that spell nothing as they stand and a syllable when read as Telex."""
    held = word.strip(".?!)(")
    return held.isascii() and held.isalpha() and bare_of(held) not in weights() and telex(held) != held


def _twice_coded(word: str) -> bool:
    """Two marks and more in one word: `raats`, `nuowcs`, `dduwowcj`."""
    held = word.strip(_SIGNS)
    if not _from_telex(word):
        return False
    marks = [sign for sign in normalize("NFD", telex(held)) if combining(sign) or sign == "đ"]
    return len(marks) > 1
