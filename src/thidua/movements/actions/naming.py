"""What every act here asks first: the right, and the units that are named by their codes."""

from __future__ import annotations

from collections.abc import Sequence

from thidua.access.models import User
from thidua.access.queries import can
from thidua.kernel.issues import InputFault, Issue, Place, Refused
from thidua.registry.models import OrgUnit


def permit(actor: User, capability: str, unit: OrgUnit) -> None:
    """Raises Refused when the actor has not the capability on the unit."""
    if not (answer := can(actor, capability, unit=unit)):
        raise Refused(Issue("movements.right", answer.reason))


def units_named(codes: Sequence[str], places: Sequence[Place] = ()) -> dict[str, OrgUnit]:
    """Units by code. Raises InputFault for each code nobody carries, with its place where it is known."""
    units = {u.code: u for u in OrgUnit.objects.filter(code__in=codes)}
    issues = [
        Issue("movements.unit", f"không có đơn vị mang mã “{code}”.", "Sửa mã đơn vị.", place)
        for code, place in zip(codes, places or [Place()] * len(codes), strict=True)
        if code not in units
    ]
    if issues:
        raise InputFault(*dict.fromkeys(issues))
    return units
