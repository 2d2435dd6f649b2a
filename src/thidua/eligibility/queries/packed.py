"""Facts of very many persons for one review year, packed by PostgreSQL and read by numpy.

One statement a table and chunk of people: each row becomes one or two 64-bit numbers, all rows one byte string.
What stands here must say the same as `queries.persons`; `tests/eligibility/test_packed_facts.py` holds both together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import psycopg
from django.db import connection, transaction

from thidua.eligibility.queries.persons import facts_on_record, grades_are_kept, registered_units
from thidua.lawbook.cohort import Cohort, Works
from thidua.lawbook.facts import GRADES, GROUPS, SubjectFacts
from thidua.lawbook.years import OLDEST, Bool, Int8, Int16, Int32, Years
from thidua.registry.models import LeadingPost, Person

Ids = npt.NDArray[np.int64]
Cursor = psycopg.Cursor[Any]
_Words = npt.NDArray[np.int64]

_MOST_CODES = 0xFF
_YEAR, _LOW = 0xFFFF, 0xFFFFFFFF
_DAY, _PLACE = 0x3FFFFF, 0xF
# Days travel as days since the first one of our era; the last one stands for an end that is not on record.
_FIRST_DAY = np.datetime64("0001-01-01", "D")
_LAST_DAY = date.max.toordinal() - 1

# PostgreSQL gives | and << one rank, hence the parentheses.
# A day fits 22 bits; the place of the group, counted from 1, stands above it.
_PERSONS = """
    SELECT string_agg(int8send(((id - %(low)s) << 32)
        | (CASE WHEN group_from > %(last)s THEN 0
            ELSE coalesce(array_position(%(groups)s::varchar[], "group"), 0) END::int8 << 24)
        | coalesce(started_on - date '0001-01-01', 0)), '')
    FROM registry_person WHERE id {who}
"""
_POSTS = """
    SELECT string_agg(int8send(((person_id - %(low)s) << 32) | unit_id), '')
    FROM registry_post WHERE person_id {who} AND until_on IS NULL
"""
# Years ahead and years long past are left out in the arrays: cheaper there than row by row.
_RATINGS = """
    SELECT string_agg(int8send(((person_id - %(low)s) << 24) | ((year::int4 << 8) | CASE grade
        WHEN 'good' THEN 2 WHEN 'excellent' THEN 3 WHEN 'completed' THEN 1 ELSE 0 END)), '')
    FROM registry_performancerating
    WHERE person_id {who}
"""
# Two numbers a line, side by side in two strings: whose, which honour and year, revoked, on merit; and years
# counted, day of the decision.
_AWARDS = """
    SELECT string_agg(
        int8send(((person_id - %(low)s) << 32) | (array_position(%(codes)s::varchar[], honour)::int8 << 24)
            | ((year::int4 << 8) | (revoked_on IS NOT NULL)::int4 | ((ground = 'merit')::int4 << 1))), ''),
        string_agg(int8send(CASE WHEN counted_from IS NULL OR counted_until IS NULL THEN 0
            ELSE (counted_from::int8 << 48) | (counted_until::int8 << 32) END
            | (decided_on - date '0001-01-01')), '')
    FROM honours_award
    WHERE person_id {who}
"""
_AUTHORS = """
    SELECT string_agg(int8send(person_id - %(low)s), ''), string_agg(int8send(initiative_id), '')
    FROM initiatives_initiativeauthor WHERE person_id {who}
"""
_WORKS = """
    SELECT string_agg(int8send(((id - %(low)s) << 24) | ((year::int4 << 8)
        | CASE scope WHEN 'grassroots' THEN 0 WHEN 'provincial' THEN 1 ELSE 2 END
        | (coalesce(recognised::int4 + 1, 0) << 2) | (coalesce(applied::int4 + 1, 0) << 4)
        | (coalesce(replicable::int4 + 1, 0) << 6))), '')
    FROM initiatives_initiative WHERE id {who}
"""
_DISCIPLINES = """
    SELECT string_agg(int8send(person_id - %(low)s), ''),
        string_agg(int8send(((from_on - date '0001-01-01')::int8 << 32)
            | (coalesce(until_on, date '9999-12-31') - date '0001-01-01')), '')
    FROM registry_discipline WHERE person_id {who}
"""
_HOLDS = """
    SELECT string_agg(int8send(((person_id - %(low)s) << 1) | (released_on IS NULL)::int4), '')
    FROM eligibility_hold WHERE person_id {who}
"""
# From one code to the next along the index: the ledger itself is not walked.
_CODES = """
    WITH RECURSIVE code(honour) AS (
        SELECT min(honour) FROM honours_award
        UNION ALL
        SELECT (SELECT min(a.honour) FROM honours_award a WHERE a.honour > code.honour)
        FROM code WHERE code.honour IS NOT NULL
    )
    SELECT honour FROM code WHERE honour IS NOT NULL
"""


@contextmanager
def packing() -> Iterator[Cursor]:
    """A cursor for statements of this page, in a transaction of its own or the caller's.

    They run along indexes in the order of persons. The planner, taking every page for a seek of a disk's arm,
    would walk whole tables for each chunk (measured: 0.34 s of a core instead of 0.05), and would start helpers
    on the cores that judge.
    """
    # Django's own cursors get their answers as text: bytes twice as long, to be written and read digit by digit.
    with transaction.atomic(), connection.cursor(), psycopg.Cursor(connection.connection) as cursor:
        cursor.execute("SET LOCAL random_page_cost = 1.1")
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")
        yield cursor


def person_ids(cursor: Cursor, units: Collection[int] | None = None) -> Ids:
    """Ids of everybody, or of those whose post now is in one of the units; in order."""
    if units is None:
        everybody = "SELECT string_agg(int8send(id), '') FROM registry_person WHERE merged_into_id IS NULL"
        return np.sort(_words(cursor, everybody)[0])
    sql = "SELECT string_agg(int8send(person_id), '') FROM registry_post"
    return np.unique(_words(cursor, sql + " WHERE until_on IS NULL AND unit_id = ANY(%s)", [list(units)])[0])


class PersonPacker:
    """Packs chunks of people for one review year. What does not change between chunks is read once.

    `ranked` are the codes of honours the law knows, the most frequent first: they are looked for in this order.
    """

    def __init__(self, cursor: Cursor, year: int, ranked: Sequence[str]) -> None:
        self.year = year
        self.kept = grades_are_kept(year)
        self.registered = np.array(sorted(registered_units(year)), np.int64)
        cursor.execute(_CODES)
        held = {code for (code,) in cursor.fetchall()}
        self.codes = [code for code in ranked if code in held] + sorted(held.difference(ranked))
        if len(self.codes) > _MOST_CODES:
            raise ValueError(f"the ledger holds {len(self.codes)} honours, {_MOST_CODES} fit the packing")

    def cohort(self, cursor: Cursor, ids: Ids) -> Cohort:
        """The cohort of these people (ids in order, none twice), row by row."""
        known: dict[str, Any] = {
            "grades_kept": np.full(len(ids), self.kept, np.bool_),
            "honours_known": np.ones(len(ids), np.bool_),
            "works_known": np.ones(len(ids), np.bool_),
        }
        if len(ids):
            chunk = _Chunk(self, cursor, ids)
            known |= chunk.work() | chunk.honours() | {"works": chunk.works()} | chunk.disciplines()
            known["pending"] = chunk.pending()
            known |= chunk.grades() if self.kept else {}
            known["subjects"] = self._leaders(ids)
        return Cohort.packed(self.year, "person", len(ids), **known)

    def _leaders(self, ids: Ids) -> tuple[SubjectFacts, ...]:
        """Facts nominee by nominee where somebody held a leading post: the law on devotion is judged so. Of the
        others, nearly everybody, one empty page of facts stands for all."""
        leading = LeadingPost.objects.filter(person_id__gte=int(ids[0]), person_id__lte=int(ids[-1]))
        held = np.array(sorted(set(leading.values_list("person_id", flat=True))), np.int64)
        wanted = held[np.isin(held, ids)].tolist()
        if not wanted:
            return ()
        persons = list(Person.objects.filter(id__in=wanted).order_by("id").prefetch_related("posts"))
        told: list[SubjectFacts] = [SubjectFacts(kind="person")] * len(ids)
        for row, facts in zip(np.searchsorted(ids, wanted), facts_on_record(self.year, persons), strict=True):
            told[row] = facts
        return tuple(told)


class _Keys:
    """Keys in order, and how a statement asks for their rows: a range, or each one where few lie in the range."""

    def __init__(self, keys: Ids) -> None:
        self.keys, self.low = keys, int(keys[0])
        self.span = int(keys[-1]) - self.low + 1
        self.dense = self.span <= 4 * len(keys)

    def read(self, cursor: Cursor, sql: str, **more: Any) -> list[_Words]:
        who = "BETWEEN %(low)s AND %(high)s" if self.dense else "= ANY(%(keys)s)"
        keys = [] if self.dense else self.keys.tolist()
        params = {"low": self.low, "high": self.low + self.span - 1, "keys": keys, **more}
        return _words(cursor, sql.format(who=who), params)

    def places(self, offsets: _Words) -> tuple[Int32, Bool]:
        """Places of keys (counted from the first one) among the keys, and which of them are there."""
        if self.span == len(self.keys):
            return offsets.astype(np.int32), np.ones(len(offsets), np.bool_)
        places = np.searchsorted(self.keys, offsets + self.low)
        return places.astype(np.int32), self.keys[places] == offsets + self.low


class _Chunk:
    """The people of one chunk; each method reads one table, works two."""

    def __init__(self, packer: PersonPacker, cursor: Cursor, ids: Ids) -> None:
        self.packer, self.cursor, self.n, self.year = packer, cursor, len(ids), packer.year
        self.keys = _Keys(ids)

    def _read(self, sql: str, shift: int, **more: Any) -> tuple[Int32, list[_Words]]:
        """Rows of the cohort and the columns of a statement; the key stands above `shift` in the first one."""
        columns = self.keys.read(self.cursor, sql, **more)
        row, mine = self.keys.places(columns[0] >> shift)
        return (row, columns) if mine.all() else (row[mine], [column[mine] for column in columns])

    def work(self) -> dict[str, Any]:
        """Months at work in the year, recruitment, and whether the unit registered."""
        started, registered = np.zeros(self.n, np.int64), np.full(self.n, -1, np.int8)
        group = np.full(self.n, -1, np.int8)
        row, (words,) = self._read(_PERSONS, 32, last=date(self.year, 12, 31), groups=list(GROUPS))
        started[row] = words & _DAY
        group[row] = (words >> 24 & _PLACE) - 1
        row, (words,) = self._read(_POSTS, 32)
        registered[row[np.isin(words & _LOW, self.packer.registered)]] = 1
        day = _FIRST_DAY + started
        month = day.astype("datetime64[M]")
        begun = month.astype(np.int64) + 12 * 1970
        whole = (self.year + 1) * 12 - begun - (day > month)
        known = started > 0
        return {
            "group": group,
            "months": np.where(known, np.clip(whole, 0, 12), -1).astype(np.int32),
            "recruit": np.where(known, begun // 12 == self.year, -1).astype(np.int8),
            "registered": registered,
        }

    def grades(self) -> dict[str, Any]:
        row, (words,) = self._read(_RATINGS, 24)
        age = self.year - (words >> 8 & _YEAR)
        seen = (age >= 0) & (age < OLDEST)
        bits = np.where(seen, np.left_shift(np.uint32(1), (age & 31).astype(np.uint32)), np.uint32(0))
        place = (words & 3).astype(np.int8)

        def years(least: int) -> Years:
            made, taken = np.zeros(self.n, np.uint32), place >= least
            np.bitwise_or.at(made, row[taken], bits[taken])
            return made

        at_least = {grade: years(least) for least, grade in enumerate(GRADES) if least}
        return {"graded": years(0), "at_least": at_least}

    def honours(self) -> dict[str, Any]:
        codes = self.packer.codes
        row, (given, counted) = self._read(_AWARDS, 32, codes=codes)
        known = (given >> 8 & _YEAR) <= self.year
        if not known.all():
            row, given, counted = row[known], given[known], counted[known]
        return _Ledger(self.year, codes, self.n, row, given, counted).arrays()

    def works(self) -> Works:
        """Initiatives by their authors; an initiative of several authors is read once."""
        row, (_, initiatives) = self._read(_AUTHORS, 0)
        if not len(row):
            return Works.none()
        said = self._said_of(initiatives)

        def answer(shift: int) -> Int8:
            return ((said >> shift & 3) - 1).astype(np.int8)

        return Works(
            row=row,
            year=(said >> 8).astype(np.int16),
            scope=(said & 3).astype(np.int8),
            recognised=answer(2),
            applied=answer(4),
            replicable=answer(6),
        )

    def _said_of(self, initiatives: _Words) -> _Words:
        """Year, scope and answers of each initiative; neighbours are found by their number, others by search."""
        low, span = int(initiatives.min()), int(np.ptp(initiatives)) + 1
        neighbours = span <= 4 * len(initiatives)
        keys = _Keys(np.arange(low, low + span) if neighbours else np.unique(initiatives))
        (found,) = keys.read(self.cursor, _WORKS)
        place, mine = keys.places(found >> 24)
        said = np.zeros(len(keys.keys), np.int64)
        said[place[mine]] = found[mine] & 0xFFFFFF
        return said[initiatives - low if neighbours else np.searchsorted(keys.keys, initiatives)]

    def pending(self) -> Int8:
        made = np.full(self.n, -1, np.int8)
        row, (words,) = self._read(_HOLDS, 1)
        np.maximum.at(made, row, (words & 1).astype(np.int8))
        return made

    def disciplines(self) -> dict[str, Any]:
        row, (_, days) = self._read(_DISCIPLINES, 0)
        start, until = days >> 32, days & _LOW
        first, last = _days(self.year, 1, 1), _days(self.year, 12, 31)
        ever, state = np.zeros(self.n, np.bool_), np.zeros(self.n, np.int8)
        ever[row] = True
        inside = (start <= last) & (until >= first)
        np.maximum.at(state, row[inside], np.where(until[inside] >= last, 2, 1).astype(np.int8))
        begun = start <= last
        made: dict[str, Any] = {"ever_disciplined": ever, "discipline": state}
        for name, years in zip(("discipline_closed", "discipline_partly"), _until(until), strict=True):
            made[name] = np.zeros(self.n, np.int16)
            np.maximum.at(made[name], row[begun], years[begun])
        return made


class _Ledger:
    """Lines of the ledger → arrays by honour; `given` and `counted` as `_AWARDS` packs them."""

    def __init__(
        self, year: int, codes: Sequence[str], n: int, row: Int32, given: _Words, counted: _Words
    ) -> None:
        self.n, self.codes, self.review = n, codes, year
        self.year = given >> 8 & _YEAR
        self.key = ((given >> 24 & 0xFF) - 1) * n + row
        self.in_force, self.merit = (given & 1) == 0, (given & 2) > 0
        self.counted_from, self.counted_until = counted >> 48 & _YEAR, counted >> 32 & _YEAR
        self.decided = counted & _LOW

    def arrays(self) -> dict[str, Any]:
        age = np.minimum(self.review - self.year, OLDEST).astype(np.uint32)
        bits = np.left_shift(np.uint32(1), age)
        given = self.in_force & self.merit
        closed, partly = _until(self.decided)
        named = self.counted_until > 0
        used = np.where(named, self.counted_until, closed).astype(np.int16)
        partly = np.where(named, 0, partly).astype(np.int16)
        # Of an honour given twice the latest line speaks: the latest year, then the latest years counted.
        decided_year = _calendar()[self.decided].astype(np.int64)
        latest = self._widest(
            np.int64, self.in_force, self.year << 32 | self.counted_from << 16 | decided_year
        )
        return {
            "titles": self._either(self.in_force, bits),
            "revoked": self._either(~self.in_force, bits),
            "merit": {c: b > 0 for c, b in self._either(given, np.ones_like(bits)).items()},
            "closed": self._widest(np.int16, given, used),
            "partly": self._widest(np.int16, given, partly),
            "since": {c: (v >> 16 & _YEAR).astype(np.int16) for c, v in latest.items()},
            "decided": {c: (v & _YEAR).astype(np.int16) for c, v in latest.items()},
        }

    def _either(self, taken: Bool, bits: npt.NDArray[np.uint32]) -> dict[str, Any]:
        made = np.zeros(len(self.codes) * self.n, np.uint32)
        np.bitwise_or.at(made, self.key[taken], bits[taken])
        return dict(zip(self.codes, made.reshape(-1, self.n), strict=True))

    def _widest(self, kind: type[np.integer[Any]], taken: Bool, values: Any) -> dict[str, Any]:
        made: npt.NDArray[Any] = np.zeros(len(self.codes) * self.n, kind)
        np.maximum.at(made, self.key[taken], values[taken])
        return dict(zip(self.codes, made.reshape(-1, self.n), strict=True))


def _words(cursor: Cursor, sql: str, params: Any = None) -> list[_Words]:
    """The columns of a statement whose one row holds packed numbers; all columns are of one length."""
    found = cursor.execute(sql, params, binary=True, prepare=False).fetchone()
    return [np.frombuffer(packed or b"", ">i8").astype(np.int64) for packed in found or ()]


def _days(year: int, month: int, day: int) -> int:
    return date(year, month, day).toordinal() - 1


@lru_cache(maxsize=1)
def _calendar() -> Int16:
    """The year of every day: looking one up is ten times as fast as reckoning it."""
    years = np.arange(1, date.max.year + 1, dtype=np.int16)
    leap = (years % 4 == 0) & ((years % 100 != 0) | (years % 400 == 0))
    return np.repeat(years, 365 + leap)


def _until(days: _Words) -> tuple[Int16, Int16]:
    """As `lawbook.packing`: the last whole year of a period that ends on the day, the year it covers in part."""
    year = _calendar()[days]
    whole = _calendar()[np.minimum(days + 1, _LAST_DAY)] > year
    whole |= days == _LAST_DAY
    return np.where(whole, year, year - 1).astype(np.int16), np.where(whole, 0, year).astype(np.int16)
