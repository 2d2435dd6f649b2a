"""A name with the words somebody looked for told apart, for a template to mark."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.kernel.near import is_near
from thidua.kernel.text import fold


@dataclass(frozen=True)
class Part:
    text: str
    hit: bool


def marked(name: str, text: str) -> list[Part]:
    """The words of a name; a hit begins with a word looked for, or is one a letter off."""
    wanted = fold(text).split()
    parts: list[Part] = []
    for word in name.split():
        folded = fold(word)
        parts.append(
            Part(word, any(one and (folded.startswith(one) or is_near(one, folded)) for one in wanted))
        )
    return parts
