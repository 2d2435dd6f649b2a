"""Many rows changed in one statement. The ORM's own bulk update spells out a CASE for every row and field:
2,200 nominations took 4 s that way, 0.1 s this way (measured on two cores)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import Model


def store_fields(rows: Sequence[Model], fields: Sequence[str]) -> int:
    """Write the named fields of the rows, all of one model, inside the caller's transaction.

    Returns how many rows were changed. Fields are plain columns, foreign keys or arrays of text.
    """
    if not rows:
        return 0
    model = type(rows[0])
    columns: list[Any] = [model._meta.get_field(name) for name in ("id", *fields)]
    names = [str(c.column) for c in columns]
    held = [dict(zip(names, (getattr(r, c.attname) for c in columns), strict=True)) for r in rows]
    quoted = [connection.ops.quote_name(n) for n in names]
    kinds = [c.rel_db_type(connection) if c.is_relation else c.db_type(connection) for c in columns]
    typed = ", ".join(f"{name} {kind}" for name, kind in zip(quoted, kinds, strict=True))
    changes = ", ".join(f"{q} = r.{q}" for q in quoted[1:])
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} AS t SET {changes} FROM jsonb_to_recordset(%s::jsonb) AS r({typed}) WHERE t.id = r.id",
            [json.dumps(held, cls=DjangoJSONEncoder, ensure_ascii=False)],
        )
        return int(cursor.rowcount)
