"""Whether two folded names are likely one name written in two ways. What is alike is asked about, never taken."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from thidua.kernel.near import is_near
from thidua.kernel.syllables import is_bare_syllable

# A name is near another when this share of its folded letters agree, or its words are among the other's.
NEAR = 0.84
_TYPED = re.compile(r"w|(?<=a)a|(?<=e)e|(?<=o)o|(?<=d)d")  # letters of Telex that make a shape, not a sound


def near(one: str, other: str) -> bool:
    """A letter off, or a middle name left out: close enough for the holder of the line's id and birth date."""
    a, b = one.split(), other.split()
    if len(a) != len(b) and min(len(a), len(b)) >= 2:
        short, long = sorted((a, b), key=len)
        if short[0] == long[0] and short[-1] == long[-1] and set(short) <= set(long):
            return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= NEAR


def alike(written: str, known: str) -> bool:
    """Near, or written as clerks do: initials, words in another order, a letter off in a short name, something
    before or behind the name, the signs of Telex left in."""
    if near(written, known):
        return True
    a, b = written.split(), known.split()
    return (
        _initials(a, b)
        or (len(a) >= 2 and sorted(a) == sorted(b))
        or _letters_off(a, b)
        or _within(a, b)
        or _letters_off([_plain(word) for word in a], b)
    )


def _initials(a: list[str], b: list[str]) -> bool:
    """`n v an` for `nguyen van an`: the given name whole, at least one word by its first letter."""
    if len(a) != len(b) or a[-1:] != b[-1:]:
        return False
    short = [len(one) == 1 < len(other) for one, other in zip(a, b, strict=True)]
    fits = (one == other or (s and other[0] == one) for one, other, s in zip(a, b, short, strict=True))
    return any(short) and all(fits)


def _letters_off(a: list[str], b: list[str]) -> bool:
    """As many words, at most two of them a letter off."""
    return (
        len(a) == len(b)
        and all(map(is_near, a, b))
        and sum(one != other for one, other in zip(a, b, strict=True)) <= 2
    )


def _within(a: list[str], b: list[str]) -> bool:
    """A whole name of two words or more among other words: a post behind it, a title before it."""
    return len(b) >= 2 and any(a[start : start + len(b)] == b for start in range(len(a) - len(b) + 1))


def _plain(word: str) -> str:
    """A word without the signs of Telex: `nguyeenx` gives `nguyen`. A syllable stays as it is."""
    if is_bare_syllable(word):
        return word
    bare = _TYPED.sub("", word)
    return bare[:-1] if bare[-1:] in tuple("sfrxj") and bare[:-1] else bare
