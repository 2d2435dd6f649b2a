"""Rows of any table moved between two persons, taken out and brought back, by the statements PostgreSQL does whole."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from thidua.personnel.models import MergedRow, PersonMerge
from thidua.personnel.queries.keys import PersonKey


def move(merge: PersonMerge, key: PersonKey, staying: set[tuple[str, int]]) -> list[MergedRow]:
    """Re-point the merged record's rows of one column, those that stay apart."""
    table = key.model._meta.db_table
    ids = [pk for name, pk in staying if name == table]
    sql = "UPDATE {0} SET {1} = %s WHERE {1} = %s AND id <> ALL(%s) RETURNING id"
    moved = _run(sql, table, key.column, [merge.survivor_id, merge.merged_id, ids])
    return [MergedRow(merge=merge, table=table, column=key.column, row=pk) for (pk,) in sorted(moved)]


def take_out(merge: PersonMerge, rows: Iterable[tuple[PersonKey, Any]]) -> list[MergedRow]:
    """Delete rows and keep each whole, as PostgreSQL writes it."""
    taken = []
    for key, row in rows:
        table = key.model._meta.db_table
        for (was,) in _run("DELETE FROM {0} AS t WHERE id = %s RETURNING to_jsonb(t)", table, "", [row.pk]):
            held = json.loads(was) if isinstance(was, str) else was
            taken.append(MergedRow(merge=merge, table=table, column=key.column, row=row.pk, was=held))
    return taken


def move_back(merge: PersonMerge, rows: Sequence[MergedRow]) -> int:
    """Point moved rows at the merged record again; returns how many are no longer the survivor's."""
    tables: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in rows:
        tables[row.table, row.column].append(row.row)
    sql = "UPDATE {0} SET {1} = %s WHERE {1} = %s AND id = ANY(%s) RETURNING id"
    moved = [
        len(_run(sql, table, column, [merge.merged_id, merge.survivor_id, ids]))
        for (table, column), ids in tables.items()
    ]
    return len(rows) - sum(moved)


def bring_back(rows: Sequence[MergedRow]) -> None:
    """Put taken-out rows back as they were, number and moment included."""
    sql = "INSERT INTO {0} SELECT * FROM jsonb_populate_record(NULL::{0}, %s::jsonb) RETURNING id"
    for row in rows:
        _run(sql, row.table, "", [json.dumps(row.was)])


def _run(sql: str, table: str, column: str, values: list[Any]) -> list[tuple[Any, ...]]:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(sql.format(quote(table), quote(column) if column else ""), values)
        return list(cursor.fetchall())
