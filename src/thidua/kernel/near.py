"""Words a letter apart: one left out, one too many, one wrong, two neighbours exchanged."""

from __future__ import annotations

from functools import lru_cache

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@lru_cache(maxsize=4096)
def edits(word: str) -> frozenset[str]:
    """Every other word one letter apart from a folded word."""
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    left_out = {a + b[1:] for a, b in parts if b}
    exchanged = {a + b[1] + b[0] + b[2:] for a, b in parts if len(b) > 1}
    wrong = {a + letter + b[1:] for a, b in parts if b for letter in _LETTERS}
    added = {a + letter + b for a, b in parts for letter in _LETTERS}
    return frozenset(left_out | exchanged | wrong | added) - {word, ""}


def is_near(one: str, other: str) -> bool:
    """Whether two folded words are the same or one letter apart."""
    return one == other or (abs(len(one) - len(other)) <= 1 and other in edits(one))
