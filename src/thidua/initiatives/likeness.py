"""Texts held against one another by every three words in a row, without accents, marks or the order of sentences.

Plain Python: an overlap of word shingles (Broder 1997), hashed to 32 bits.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from zlib import crc32

from thidua.kernel.text import fold

WIDTH = 3
_WORD = re.compile(r"\w+", re.UNICODE)


@dataclass(frozen=True)
class Part:
    """A run of a text; `shared` when the other text has it, too."""

    text: str
    shared: bool


def shingles_of(text: str) -> set[int]:
    """Hashes of every three folded words in a row, as PostgreSQL's integers; of a shorter text the whole."""
    words = [fold(word) for word in _WORD.findall(text)]
    return {_hash(words[at : at + WIDTH]) for at in range(max(1, len(words) - WIDTH + 1))} if words else set()


def _hash(words: list[str]) -> int:
    found = crc32(" ".join(words).encode())
    return found - (1 << 32) if found >= 1 << 31 else found


def share_of(own: Collection[int], other: Collection[int]) -> int:
    """Whole percent of the own shingles that the other has, rounded down; 0 for an empty text."""
    held = set(other)
    return 100 * sum(one in held for one in set(own)) // len(set(own)) if own else 0


def parts_of(text: str, other: Collection[int]) -> list[Part]:
    """The text in runs: shared with the other (a shingle of the run is in it) or its own."""
    found = list(_WORD.finditer(text))
    words = [fold(match[0]) for match in found]
    held, covered = set(other), [False] * len(words)
    for at in range(len(words) - WIDTH + 1):
        if _hash(words[at : at + WIDTH]) in held:
            covered[at : at + WIDTH] = [True] * WIDTH
    parts: list[Part] = []
    begin = 0
    for at, match in enumerate(found):
        last = at + 1 == len(found)
        if last or covered[at] != covered[at + 1]:
            # What stands between two runs belongs to the one that is not shared.
            stop = len(text) if last and not covered[at] else match.end()
            if not last and not covered[at]:
                stop = found[at + 1].start()
            parts.append(Part(text[begin:stop], covered[at]))
            begin = stop
    if begin < len(text):
        parts.append(Part(text[begin:], False))
    return parts
