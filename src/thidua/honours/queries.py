"""Which lines the ledger does not have yet, what its public roll shows, and the law book it is read by."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import BooleanField, F, Func, Q, QuerySet, Value

from thidua.honours.models import ON_ROLL, Award
from thidua.honours.records import AwardRecord
from thidua.kernel.text import fold
from thidua.lawbook import LawBook, load
from thidua.lawbook.wordings import HonourReader

_ROLL = "revoked_on IS NULL AND NOT (roll_words = '')"  # ON_ROLL as its indexes have it


@lru_cache(maxsize=1)
def law_book() -> LawBook:
    """The law, read once a process. Raises LawFault when a file is broken."""
    return load(settings.LAW_DIR)


@lru_cache(maxsize=1)
def honour_reader() -> HonourReader:
    """Reads wordings of honours as the law book names them; made once a process."""
    return law_book().honour_reader()


def new_lines(records: Sequence[AwardRecord]) -> list[AwardRecord]:
    """The records whose line is not in the ledger, each line once, in the order given."""
    people = {r.person_id for r in records if r.person_id}
    units = {r.unit_id for r in records if r.unit_id}
    lines = Award.objects.filter(Q(person_id__in=people) | Q(unit_id__in=units))
    held = set(lines.values_list("person_id", "unit_id", "honour", "year", "decision_number"))
    new: dict[tuple[object, ...], AwardRecord] = {}
    for r in records:
        if r.key not in held:
            new.setdefault(r.key, r)
    return list(new.values())


def on_roll() -> QuerySet[Award]:
    """Lines that a decision of record carries and that stand."""
    return Award.objects.filter(ON_ROLL)


def worded(rows: QuerySet[Award], text: str) -> QuerySet[Award]:
    """Lines of the roll whose name, or whose unit, has the words in this order, accents and case aside; the last may be
    unfinished, others may stand between. What has no letter and no digit finds nothing."""
    words = fold(text).split()
    if not words:
        return rows.none()
    for word in words[:-1]:
        rows = rows.filter(roll_words__contains=f" {word} ")
    rows = rows.filter(roll_words__contains=f" {words[-1]}")
    if len(words) == 1:
        return rows
    side_by_side = Q(
        roll_words__contains=f" {' '.join(words)}"
    )  # most are, and that is told ten times as fast
    return rows.filter(side_by_side | _like("".join([" ", "( [^/]*)? ".join(words)])))


def written_of_unit(rows: QuerySet[Award], text: str) -> QuerySet[Award]:
    """Lines of people whose unit as written has these words, and of collectives that have them in their name."""
    words = fold(text)
    own, place = _like(f"^[^/]* {words}"), _like(f"/.* {words}")
    return rows.filter(
        Q(unit__isnull=True) & place | Q(unit__isnull=False) & own, roll_words__contains=f" {words}"
    )


def _like(pattern: str) -> Q:
    """As a function, which no index serves: the words beside it alone say how many lines there are."""
    return Q(Func(F("roll_words"), Value(pattern), function="regexp_like", output_field=BooleanField()))


def years_on_roll() -> list[int]:
    """The years the roll holds, the latest first."""
    return [int(year) for year in reversed(held_along_index("honours_award", "year", _ROLL))]


def honours_on_roll() -> set[str]:
    return set(held_along_index("honours_award", "honour", _ROLL))


def held_along_index(table: str, column: str, condition: str = "true") -> list[Any]:
    """Every value of an indexed column, the least first, from one to the next along its index: few probes, no row
    read."""
    statement = f"""
        WITH RECURSIVE held(value) AS (
            SELECT min({column}) FROM {table} WHERE {condition}
            UNION ALL
            SELECT (SELECT min({column}) FROM {table} WHERE {condition} AND {column} > held.value)
            FROM held WHERE held.value IS NOT NULL
        )
        SELECT value FROM held WHERE value IS NOT NULL
    """
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [row[0] for row in cursor.fetchall()]
