"""Tables point down: a room's table may refer to its own room and the rooms below it, and deletes nothing."""

from __future__ import annotations

from django.apps import apps
from django.db.models import PROTECT, Field, ForeignKey

from tests.architecture.sources import rooms


def room(module: str) -> str:
    """`registry` for thidua.registry.models; empty for tables of libraries."""
    parts = module.split(".")
    return parts[1] if parts[0] == "thidua" else ""


def keys() -> list[Field]:
    """Every key that a table of the product holds, tables of history apart (they only mirror)."""
    return [
        field
        for model in apps.get_models(include_auto_created=True)
        if room(model.__module__) and not hasattr(model, "pgh_tracked_model")
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey)
    ]


def upward(from_room: str, to_room: str) -> bool:
    order = rooms()
    return bool(to_room) and order.index(to_room) > order.index(from_room)


def test_upward_knows_the_order() -> None:
    seen = (upward("honours", "decisions"), upward("decisions", "honours"), upward("honours", "honours"))
    assert seen == (True, False, False)


def test_keys_point_down() -> None:
    found = keys()
    assert len(found) > 30
    assert [
        f"{f.model.__name__}.{f.name} -> {f.related_model.__name__}"
        for f in found
        if upward(room(f.model.__module__), room(f.related_model.__module__))
    ] == []


def test_no_key_deletes_what_refers_to_it() -> None:
    """Removing a row that others rest on is refused by the database's own rule."""
    loose = [f"{f.model.__name__}.{f.name}" for f in keys() if f.remote_field.on_delete is not PROTECT]
    assert loose == []
