"""Which rows a write made, changed or removed: compared inside PostgreSQL, and put back the same way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection

from thidua.intake.models import Intake
from thidua.kernel.issues import Issue, Place, Refused

_BEFORE = "CREATE TEMPORARY TABLE IF NOT EXISTS intake_before (tab text, id int8, was jsonb) ON COMMIT DROP"
_COMPARE = """
    INSERT INTO intake_writtenrow (intake_id, "table", row, was, mark)
    SELECT %s, %s, coalesce(a.id, b.id), b.was, coalesce(md5(to_jsonb(a)::text), '')
    FROM (SELECT * FROM {table} WHERE {where}) a
    FULL JOIN (SELECT id, was FROM intake_before WHERE tab = %s) b ON b.id = a.id
    WHERE b.id IS NULL OR a.id IS NULL OR b.was <> to_jsonb(a)
"""


@dataclass(frozen=True)
class Watched:
    """Rows of a table that a write can touch: an SQL condition with its values."""

    table: str
    where: str
    values: tuple[Any, ...]


@contextmanager
def watched(intake: Intake, tables: Sequence[Watched]) -> Iterator[None]:
    """Keep what the block does to these rows."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(_BEFORE)
        cursor.execute("DELETE FROM intake_before")
        for one in tables:
            cursor.execute(
                f"INSERT INTO intake_before SELECT %s, t.id, to_jsonb(t) FROM {quote(one.table)} t WHERE {one.where}",
                [one.table, *one.values],
            )
    yield
    keep(intake, tables)


def keep(intake: Intake, tables: Sequence[Watched], *, before: bool = True) -> None:
    """Write down which of these rows differ from before; without `before` all of them are new."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        if not before:
            cursor.execute(_BEFORE)
            cursor.execute("DELETE FROM intake_before")
        for one in tables:
            cursor.execute(
                _COMPARE.format(table=quote(one.table), where=one.where),
                [intake.pk, one.table, *one.values, one.table],
            )


def put_back(intake: Intake) -> int:
    """Bring every row the intake touched back to what it was. Returns how many; Refused when one is gone."""
    held = set(intake.written.order_by().values_list("table", flat=True).distinct())
    # Rows that refer to others go before those they refer to, and come back after them.
    order = [t for model in apps.get_models() if (t := model._meta.db_table) in held]
    done = sum(_delete(intake, table) for table in reversed(order))
    done += sum(_restore(intake, table) + _bring_back(intake, table) for table in order)
    if done != intake.written.count():
        raise Refused(
            Issue("intake.changed", "dữ liệu vừa được người khác sửa.", "Tải lại trang.", Place(intake.file))
        )
    return done


_OURS = 'w.intake_id = %s AND w."table" = %s'


def _delete(intake: Intake, table: str) -> int:
    quote = connection.ops.quote_name
    return _run(
        f"DELETE FROM {quote(table)} t USING intake_writtenrow w WHERE w.row = t.id AND {_OURS} AND w.was IS NULL",
        [intake.pk, table],
    )


def _restore(intake: Intake, table: str) -> int:
    quote = connection.ops.quote_name
    model = next(m for m in apps.get_models() if m._meta.db_table == table)
    columns = [quote(str(f.column)) for f in model._meta.local_concrete_fields if not f.primary_key]
    changes = ", ".join(f"{name} = r.{name}" for name in columns)
    return _run(
        f"UPDATE {quote(table)} t SET {changes} FROM intake_writtenrow w, "
        f"LATERAL jsonb_populate_record(NULL::{quote(table)}, w.was) r "
        f"WHERE w.row = t.id AND {_OURS} AND w.was IS NOT NULL AND w.mark <> ''",
        [intake.pk, table],
    )


def _bring_back(intake: Intake, table: str) -> int:
    quote = connection.ops.quote_name
    return _run(
        f"INSERT INTO {quote(table)} SELECT r.* FROM intake_writtenrow w, "
        f"LATERAL jsonb_populate_record(NULL::{quote(table)}, w.was) r WHERE {_OURS} AND w.mark = ''",
        [intake.pk, table],
    )


def _run(statement: str, values: list[Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)
