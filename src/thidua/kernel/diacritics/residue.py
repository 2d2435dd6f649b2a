"""What is left when a typing tool was off: Telex (`tooi`), VNI (`to6i`), VIQR (`to^i`), read back as the word meant."""

from __future__ import annotations

import re
import unicodedata

from thidua.kernel.syllables import is_syllable

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_VOWELS = "aeiouy"
_TELEX_TONES = {"s": _ACUTE, "f": _GRAVE, "r": _HOOK, "x": _TILDE, "j": _DOT}
_VNI = {
    "1": _ACUTE, "2": _GRAVE, "3": _HOOK, "4": _TILDE, "5": _DOT, "6": _CIRCUMFLEX, "7": _HORN, "8": _BREVE,
}  # fmt: skip
_VIQR = {
    "'": _ACUTE, "`": _GRAVE, "?": _HOOK, "~": _TILDE, ".": _DOT, "^": _CIRCUMFLEX, "+": _HORN, "*": _HORN, "(": _BREVE,
}  # fmt: skip
_SHAPES = {_CIRCUMFLEX: "aeo", _BREVE: "a", _HORN: "uo"}
_VNI_WORD = re.compile(r"[a-zđ]+(?:[a-z]*[1-9])+[a-z]*")
_VIQR_WORD = re.compile(r"[a-zđ]+[a-z'`?~.^+*(]*")


def telex(word: str) -> str:
    """The word that was meant by a word of small letters; the same word when it holds no code that leads to a
    syllable."""
    letters = word.replace("dd", "đ", 1) if word.startswith("dd") else word
    tone = ""
    for place in range(len(letters) - 1, 0, -1):
        if letters[place] in _TELEX_TONES and any(c in _VOWELS for c in letters[:place]):
            tone, letters = _TELEX_TONES[letters[place]], letters[:place] + letters[place + 1 :]
            break
    for twice, shape in (("aa", "â"), ("ee", "ê"), ("oo", "ô"), ("uow", "ươ"), ("uwow", "ươ"), ("uwo", "ươ")):
        letters = letters.replace(twice, shape, 1)
    for pair, shape in (("aw", "ă"), ("ow", "ơ"), ("uw", "ư")):
        letters = letters.replace(pair, shape, 1)
    if letters.endswith("w"):  # the horn typed at the end of the word: `nguoiw`
        letters = letters[:-1].replace("uo", "ươ", 1) if "uo" in letters else letters
    meant = with_tone(letters, tone)
    return meant if meant != word and is_syllable(meant) else word


def vni(word: str) -> str:
    """The word meant by letters and digits; the same when they lead to no syllable."""
    return _by_signs(word, _VNI, "d9") if _VNI_WORD.fullmatch(word) else word


def viqr(word: str) -> str:
    """The word meant by letters and signs behind them; the same when they lead to no syllable. A point, a question mark
    or a quotation mark at the end of an otherwise plain word ends a sentence."""
    held = word if any(sign in word for sign in "^+*(`~") else word.rstrip(".?'")
    if not _VIQR_WORD.fullmatch(held) or not any(sign in held for sign in _VIQR):
        return word
    meant = _by_signs(held, _VIQR, "dd")
    return word if meant == held else meant


def _by_signs(word: str, signs: dict[str, str], stroke: str) -> str:
    letters, tone = [], ""
    for sign in word.replace(stroke, "đ", 1):
        if sign not in signs:
            letters.append(sign)
            continue
        mark = signs[sign]
        if shaped := _SHAPES.get(mark):
            _shape(letters, mark, shaped)
        else:
            tone = mark
    meant = with_tone(unicodedata.normalize("NFC", "".join(letters)), tone)
    return meant if meant != word and is_syllable(meant) else word


def _shape(letters: list[str], mark: str, takes: str) -> None:
    """Put a mark on the last letter that takes it; of `uo` both get the horn."""
    for place in range(len(letters) - 1, -1, -1):
        if letters[place] in takes:
            letters[place] += mark
            if mark == _HORN and letters[place][0] == "o" and letters[place - 1 : place] == ["u"]:
                letters[place - 1] += mark
            return


def with_tone(letters: str, tone: str) -> str:
    """A tone on the last vowel with a shape, else on the last but one of three, else on the first of the vowels; enough
    to tell whether a syllable comes out, not how it is spelled best."""
    if not tone:
        return letters
    vowels = [place for place, c in enumerate(letters) if c in "aăâeêioôơuưy"]
    if not vowels:
        return letters
    shaped = [place for place in vowels if letters[place] in "ăâêôơư"]
    place = shaped[-1] if shaped else vowels[-1]
    return unicodedata.normalize("NFC", letters[: place + 1] + tone + letters[place + 1 :])
