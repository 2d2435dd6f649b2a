"""Tables of transitions of the year's frame."""

from __future__ import annotations

from thidua.movements.workflow.movements import MOVEMENT, REGISTRATION, TASK

__all__ = ["MOVEMENT", "REGISTRATION", "TASK"]
