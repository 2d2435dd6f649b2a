"""Replay: which open nominations another version of the law would change."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from thidua.lawbook import LawBook, NotInForce, Verdict
from thidua.movements.models import Season
from thidua.nominations.enums import State
from thidua.nominations.models import Nomination
from thidua.nominations.queries.judging import judge, nominee, subject

# What is decided or given back stays as it was decided; everything before that may still change.
OPEN_STATES = (State.RECEIVED, State.ELIGIBLE, State.TO_ATTEST, State.DEFERRED, State.APPROVED, State.REFUSED)


@dataclass(frozen=True)
class Change:
    """One nomination whose answer changes: the outcome kept with it, and what the other law says today."""

    nomination: Nomination
    kept: str
    now: Verdict


def replay(book: LawBook, season: Season) -> list[Change]:
    """Judge every open, judged nomination of the season again by `book`; those with another outcome, in order.

    Facts are those of today, so that with the law unchanged the list shows what facts have changed since.
    Nothing is written. An honour the other law no longer judges on that day is passed over.
    """
    rows = (
        season.nominations.filter(state__in=OPEN_STATES, verdict__isnull=False)
        .select_related("person", "collective", "verdict", "submitting_unit", "line")
        .prefetch_related("person__posts")
        .order_by("honour", "id")
    )
    groups: dict[tuple[str, str], list[Nomination]] = defaultdict(list)
    for one in rows:
        groups[one.honour, subject(one)].append(one)
    return [change for (honour, _), of in groups.items() for change in _changes(book, season, honour, of)]


def _changes(book: LawBook, season: Season, honour: str, rows: list[Nomination]) -> list[Change]:
    try:
        judged = judge(book, season, honour, rows)
    except (NotInForce, KeyError):
        return []
    return [
        Change(one, one.verdict.outcome, judged[nominee(one)])
        for one in rows
        if one.verdict is not None and judged[nominee(one)].outcome != one.verdict.outcome
    ]
