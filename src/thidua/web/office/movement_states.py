"""How the year's frame is dressed, and units named in its forms."""

from __future__ import annotations

from thidua.movements.enums import MovementState, RegistrationState, TaskState
from thidua.web.shell.fields import living_unit

MOVEMENT_BADGE: dict[str, str] = {
    MovementState.DRAFT: "asked",
    MovementState.LAUNCHED: "met",
    MovementState.MIDTERM: "met",
    MovementState.FINAL: "met",
    MovementState.CLOSED: "none",
    MovementState.DROPPED: "none",
}
TASK_BADGE: dict[str, str] = {
    TaskState.OPEN: "none",
    TaskState.RUNNING: "asked",
    TaskState.DONE: "met",
    TaskState.MISSED: "refused",
}
REGISTRATION_BADGE: dict[str, str] = {
    RegistrationState.DRAFT: "none",
    RegistrationState.SENT: "asked",
    RegistrationState.ACCEPTED: "met",
    RegistrationState.RETURNED: "refused",
}


def unit_code(typed: str) -> str:
    """The code of the living unit of this code or name; empty for nothing. Raises Refused for none and for many."""
    return living_unit(typed).code if typed else ""
