"""History below the actions: triggers keep every version of a row, bulk updates included."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import pghistory
from django.db import models

ModelClass = TypeVar("ModelClass", bound=type[models.Model])


def tracked(*, exclude: tuple[str, ...] = ()) -> Callable[[ModelClass], ModelClass]:
    """Keep each insert, update and delete of the model; `exclude` names fields that must not be kept."""
    # No context column: who acted stands in the audit log, and looking for a context that is not set costs a
    # failed subtransaction a row (measured: 450 µs a row instead of 20).
    options: dict[str, Any] = {"context_field": None}
    if exclude:
        options["exclude"] = list(exclude)
    events = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
    decorate: Callable[[ModelClass], ModelClass] = pghistory.track(*events, **options)
    return decorate
