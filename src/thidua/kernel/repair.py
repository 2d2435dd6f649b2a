"""Repair of text typed in the tables before Unicode: TCVN3 (ABC, .VnTime) and VNI (VNI-Times).

Which table a text is in is never guessed from one good-looking name: `decide` weighs every marked word of a
whole sheet, and `repair_texts` touches single cells of a mixed sheet only where they cannot be Vietnamese as
they stand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from enum import Enum

from thidua.kernel.syllables import has_unicode_letters, is_syllable, marked_words

# TCVN 5712:1993 VN3, read as Windows-1252; toned capitals exist only as lower case in a capital font.
_TCVN3_FROM = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦"
_TCVN3_TO = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
_TCVN3 = str.maketrans(_TCVN3_FROM, _TCVN3_TO)

# VNI writes a letter and then one sign for its shape and tone; a few letters stand alone.
_VNI_SIGNS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303",
    "ä": "\u0302\u0323", "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309",
    "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_ALONE = dict(zip("ñÑôÔöÖæÆóÓòÒîÎ", "đĐơƠưƯỉỈĩĨịỊỵỴ", strict=True))
_SIGNS = "".join(_VNI_SIGNS) + "".join(_VNI_SIGNS).upper()
_VNI_LETTER = re.compile(f"([aeouyAEOUYôÔöÖ])([{_SIGNS}])|([{''.join(_VNI_ALONE)}])")

_OLD_TONES = {
    unicodedata.normalize("NFC", pair[0] + tone + pair[1]): unicodedata.normalize("NFC", pair + tone)
    for lower in ("oa", "oe", "uy")
    for pair in (lower, lower.upper(), lower.capitalize())
    for tone in "\u0300\u0301\u0303\u0309\u0323"
}
_NEW_TO_OLD = {new: old for old, new in _OLD_TONES.items()}
_NEW_TONE = re.compile(rf"(?<![Qq])(?:{'|'.join(_NEW_TO_OLD)})(?!\w)")
_OLD_TONE = re.compile(rf"(?<![Qq])(?:{'|'.join(_OLD_TONES)})(?!\w)")

_UPPER, _LOWER = re.compile("[A-Z]"), re.compile("[a-z]")

_ENOUGH = 3  # fewer marked words prove nothing
_WRONG, _RIGHT = 0.6, 0.8  # share of marked words that are syllables: below, not Vietnamese; from, Vietnamese


class Table(Enum):
    """The character tables in which clerks' files come; the value is what people call it."""

    UNICODE = "Unicode"
    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI"


def from_tcvn3(text: str) -> str:
    """TCVN3 text as Unicode. A word typed with a capital font comes out in capitals: `THñ` gives `THỦ`."""
    capital_line = any(map(_typed_in_capitals, text.split(" "))) and not _LOWER.search(text)
    words = (
        (new.upper() if capital_line or _typed_in_capitals(old) else new)
        for old, new in ((word, word.translate(_TCVN3)) for word in text.split(" "))
    )
    return " ".join(words)


def _typed_in_capitals(word: str) -> bool:
    """At least two ASCII letters and no small one among them."""
    return len(_UPPER.findall(word)) > 1 and not _LOWER.search(word)


def from_vni(text: str) -> str:
    """VNI text as Unicode, NFC: `Nguyeãn Vaên` gives `Nguyễn Văn`."""

    def letter(found: re.Match[str]) -> str:
        if found[3]:
            return _VNI_ALONE[found[3]]
        return _VNI_ALONE.get(found[1], found[1]) + _VNI_SIGNS[found[2].lower()]

    return unicodedata.normalize("NFC", _VNI_LETTER.sub(letter, text))


_READERS: dict[Table, Callable[[str], str]] = {
    Table.UNICODE: str,
    Table.TCVN3: from_tcvn3,
    Table.VNI: from_vni,
}


def share_of_syllables(texts: Sequence[str], table: Table = Table.UNICODE) -> tuple[float, int]:
    """Share of the marked words that are Vietnamese syllables when read in `table`, and their number."""
    read = _READERS[table]
    words = [word for text in texts for word in marked_words(text)]
    good = sum(is_syllable(read(word)) for word in words)
    return (good / len(words) if words else 1.0), len(words)


def decide(texts: Sequence[str]) -> Table:
    """The table in which most of `texts` was typed; Unicode unless the evidence for another is plain."""
    as_it_stands, count = share_of_syllables(texts)
    if count < _ENOUGH or as_it_stands >= _WRONG:
        return Table.UNICODE
    found = max((Table.TCVN3, Table.VNI), key=lambda table: share_of_syllables(texts, table)[0])
    return found if share_of_syllables(texts, found)[0] >= _RIGHT else Table.UNICODE


def repair_texts(texts: Sequence[str]) -> tuple[list[str], Table]:
    """`texts` (the cells of one sheet) in Unicode, and the old table they were typed in, if any.

    A sheet wholly in one table is converted whole. In a mixed sheet (some cells in an old font) a cell is
    converted only if it holds no Unicode letter, is no Vietnamese as it stands and is wholly Vietnamese in
    the old table, and only when at least three cells of the sheet are so.
    """
    plain = [text for text in texts if not has_unicode_letters(text)]
    table = decide(plain)
    if table is Table.UNICODE:
        return list(texts), table
    read = _READERS[table]
    if len(plain) == len(texts):
        return [read(text) for text in texts], table
    clear = {text for text in plain if _is_clear(text, table)}
    if len(clear) < _ENOUGH:
        return list(texts), Table.UNICODE
    return [read(text) if text in clear else text for text in texts], table


def _is_clear(text: str, table: Table) -> bool:
    words = marked_words(text)
    read = _READERS[table]
    return not all(map(is_syllable, words)) and all(is_syllable(read(word)) for word in words)


def modern_tones(text: str) -> str:
    """Tones over the second vowel of open oa, oe, uy: `hòa` gives `hoà`, `thủy` gives `thuỷ`; `quý` stays."""
    return _OLD_TONE.sub(lambda found: _OLD_TONES[found[0]], text)


def classic_tones(text: str) -> str:
    """The other way, as in most registers: `hoà` gives `hòa`, `thuỷ` gives `thủy`; `quý` stays."""
    return _NEW_TONE.sub(lambda found: _NEW_TO_OLD[found[0]], text)
