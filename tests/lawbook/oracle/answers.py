"""An answer and how answers join: all must hold, or one is enough."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

GRADES = ["not_completed", "completed", "good", "excellent"]


class Answer(NamedTuple):
    """Outcome and, when it refuses or holds, the keys of what does so."""

    outcome: str
    unmet: frozenset[str] = frozenset()


MET = Answer("met")
OPEN = Answer("to_attest")


def fails(key: str) -> Answer:
    return Answer("not_met", frozenset({key}))


def waits(key: str) -> Answer:
    return Answer("deferred", frozenset({key}))


def holds(known: bool | None, key: str) -> Answer:
    """Unknown is never a refusal."""
    if known is None:
        return OPEN
    return MET if known else fails(key)


def _joined(answers: tuple[Answer, ...], order: tuple[str, ...]) -> Answer:
    outcome = next(one for one in order if any(answer.outcome == one for answer in answers))
    speaking = {"not_met": ("not_met", "deferred"), "deferred": ("deferred",)}.get(outcome, ())
    keys: frozenset[str] = frozenset()
    for answer in answers:
        if answer.outcome in speaking:
            keys |= answer.unmet
    return Answer(outcome, keys)


def every(*answers: Answer) -> Answer:
    """All must hold: the worst answer decides."""
    return _joined((MET, *answers), ("not_met", "deferred", "to_attest", "met"))


def any_of(*answers: Answer) -> Answer:
    """One is enough; while none is met, one that waits is told before one that is open."""
    return _joined(answers, ("met", "deferred", "to_attest", "not_met"))


def found(attested: Mapping[str, bool], criterion: str) -> Answer:
    """What a competent person has found."""
    return holds(attested.get(criterion), criterion)


def paper(attested: Mapping[str, bool], criterion: str) -> Answer:
    """A notice or an opinion: while it is missing the dossier waits."""
    answer = found(attested, criterion)
    return waits(criterion) if answer.outcome == "not_met" else answer
