"""Is this word spelled as Vietnamese can be? The evidence by which a wrong character table is found."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_CHECKED_TONES = "\u0301\u0323"  # a syllable that ends in c, ch, p, t bears only these two
_ONSET = "ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx]"
_NUCLEUS = (
    "iêu|yêu|uôi|ươi|ươu|oai|oay|oeo|uây|uyê|uya|uyu|uêu|"
    "ia|iê|iu|yê|ua|uô|ưa|ươ|ai|ao|au|ay|âu|ây|eo|êu|oa|oă|oe|oi|ôi|ơi|oo|uâ|uê|ui|uy|uơ|ưi|ưu|uă|"
    "[aăâeêioôơuưy]"
)


def _bare(pattern: str) -> str:
    marked = unicodedata.normalize("NFD", pattern).replace("đ", "d")
    return "".join(sign for sign in marked if not unicodedata.combining(sign))


_SYLLABLE = re.compile(f"(?:{_ONSET})?(?:{_NUCLEUS})(ng|nh|ch|[cmnpt])?")
# The same without any mark: what a folded word can be.
_BARE_SYLLABLE = re.compile(f"(?:{_bare(_ONSET)})?(?:{_bare(_NUCLEUS)})(?:ng|nh|ch|[cmnpt])?")
# A run of letters, in which the signs that old tables use for letters (µ ¸ ­ × …) count as letters.
_WORD = re.compile("[A-Za-z\u00a1-\u024f\u0300-\u036f\u1ea0-\u1ef9]+")
# Letters that only Unicode Vietnamese has: no text in an 8-bit table contains them.
_UNICODE_ONLY = re.compile("[ăĂđĐĩĨũŨơƠưƯ\u1ea0-\u1ef9]")


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """True when `word` (one word, any case) can be a Vietnamese syllable with at most one tone."""
    marks = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in marks if mark in _TONES]
    bare = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    found = _SYLLABLE.fullmatch(bare)
    if found is None or len(tones) > 1:
        return False
    return not (tones and found[1] in ("c", "ch", "p", "t") and tones[0] not in _CHECKED_TONES)


@lru_cache(maxsize=20_000)
def is_bare_syllable(word: str) -> bool:
    """True when a folded word can be a Vietnamese syllable that lost its marks."""
    return _BARE_SYLLABLE.fullmatch(word) is not None


def marked_words(text: str) -> list[str]:
    """Words with a letter outside ASCII: those that tell one character table from another."""
    return [] if text.isascii() else [word for word in _WORD.findall(text) if not word.isascii()]


def has_unicode_letters(text: str) -> bool:
    """True when `text` has a letter such as ư, đ, ạ that only Unicode Vietnamese can hold."""
    return _UNICODE_ONLY.search(text) is not None
