"""Everybody by every honour: who could be proposed, by what can be computed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np
from django.db import connection

from thidua.eligibility.queries.law import law_book
from thidua.eligibility.queries.packed import Ids, PersonPacker, packing
from thidua.lawbook import Cohort, LawBook
from thidua.lawbook.years import Int8

CHUNK = 100_000
NOT_MET, TO_ATTEST, MET, DEFERRED = range(4)


@dataclass(frozen=True)
class Screened:
    """Some people in the order of their ids and, by honour, what can be computed of each: 2 may be proposed, 1 a
    fact is missing, 0 cannot, 3 waits for an open process to end."""

    ids: Ids
    outcomes: dict[str, Int8]


def computed_honours(on: date) -> list[str]:
    """Codes of the honours of persons of which something is computed on the day, the highest rank first."""
    book = law_book()
    return [h.code for h in book.honours() if book.computable(h.code, "person", on)]


def screened(year: int, on: date, ids: Ids, *, hands: int = 1, chunk: int = CHUNK) -> Iterator[Screened]:
    """Judge people for a review year under the law of a day, chunk by chunk: only outcomes are kept.

    With one hand everything is read on the caller's connection. More hands read and judge chunks side by side,
    each on a connection of its own: they see what is committed.
    """
    ranked = [honour.code for honour in reversed(law_book().honours())]
    with packing() as cursor:
        packer = PersonPacker(cursor, year, ranked)
    parts = [ids[start : start + chunk] for start in range(0, len(ids), chunk)]
    work = partial(_part, packer, computed_honours(on), on)
    if hands == 1:
        yield from map(work, parts)
        return
    with ThreadPoolExecutor(hands) as pool:
        yield from pool.map(partial(_alone, work), parts)


def outcomes(book: LawBook, honours: Sequence[str], cohort: Cohort, on: date) -> dict[str, Int8]:
    """By honour the outcome of each nominee; a hold defers whoever has not failed."""
    found = {}
    for code in honours:
        judged = book.screen(code, cohort, on)
        held = judged.held & (judged.outcome != NOT_MET)
        found[code] = np.where(held, DEFERRED, judged.outcome).astype(np.int8)
    return found


def _part(packer: PersonPacker, honours: Sequence[str], on: date, ids: Ids) -> Screened:
    with packing() as cursor:
        cohort = packer.cohort(cursor, ids)
    return Screened(ids, outcomes(law_book(), honours, cohort, on))


def _alone(work: partial[Screened], ids: Ids) -> Screened:
    try:
        return work(ids)
    finally:
        connection.close()
