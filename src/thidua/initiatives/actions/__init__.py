"""Writes of initiatives."""

from __future__ import annotations

from thidua.initiatives.actions.applications import (
    ApplicationRecord,
    Recognition,
    mark_application,
    move_application,
    recognise,
    refuse_application,
    write_application,
)
from thidua.initiatives.actions.entering import enter_initiatives
from thidua.initiatives.actions.recognised import correct_initiative, find_scope, set_up_initiative_council

__all__ = [
    "ApplicationRecord",
    "Recognition",
    "correct_initiative",
    "enter_initiatives",
    "find_scope",
    "mark_application",
    "move_application",
    "recognise",
    "refuse_application",
    "set_up_initiative_council",
    "write_application",
]
