"""Sentences whose figures know where they come from, so that a change of one is noticed after printing."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter


@dataclass(frozen=True)
class Figure:
    """A figure of a season as it is written; `key` says which, the same today and a year later."""

    key: str
    shown: str

    def __str__(self) -> str:
        return self.shown


Part = str | Figure


@dataclass(frozen=True)
class Sentence:
    """Words and figures in their order; as text they read as one."""

    parts: tuple[Part, ...]

    def __str__(self) -> str:
        return "".join(map(str, self.parts))

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(part for part in self.parts if isinstance(part, Figure))


def told(pattern: str, **given: Part | Sentence) -> Sentence:
    """The pattern with what is given in place of its `{names}`."""
    parts: list[Part] = []
    for words, name, _, _ in Formatter().parse(pattern):
        parts += [words] if words else []
        if name is not None:
            one = given[name]
            parts += one.parts if isinstance(one, Sentence) else [one]
    return Sentence(tuple(parts))


def listed(found: list[Sentence]) -> Sentence:
    """`a, b và c`."""
    parts: list[Part] = []
    for place, one in enumerate(found):
        if place:
            parts.append(" và " if place == len(found) - 1 else ", ")
        parts += one.parts
    return Sentence(tuple(parts))
