"""Rows whose column is one of thousands of values: the values travel as one array, not as thousands of parameters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def among(rows: QuerySet[Row], column: str, values: Iterable[object]) -> QuerySet[Row]:
    """The rows whose own column is one of the values."""
    quote = connection.ops.quote_name
    where = f"{quote(rows.model._meta.db_table)}.{quote(column)} = ANY(%s)"
    return rows.extra(where=[where], params=[list(values)])
