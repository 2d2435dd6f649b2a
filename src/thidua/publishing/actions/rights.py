"""Asking for a right on the unit a thing belongs to."""

from __future__ import annotations

from thidua.access.models import User
from thidua.access.queries import can
from thidua.kernel.issues import Issue, Refused
from thidua.registry.models import OrgUnit


def permit(actor: User, capability: str, unit: OrgUnit | None) -> None:
    """Raises Refused when the actor may not; none for a unit asks for the right anywhere."""
    if not (answer := can(actor, capability, unit=unit)):
        raise Refused(Issue(f"{capability.partition('.')[0]}.right", answer.reason))
