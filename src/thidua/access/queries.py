"""May this user do that here? Always an answer with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.timezone import localdate

from thidua.access.capabilities import CAPABILITIES
from thidua.access.enums import Role
from thidua.access.models import User
from thidua.registry.models import OrgUnit
from thidua.registry.queries.tree import ancestor_ids, descendant_ids


@dataclass(frozen=True)
class Answer:
    """Allowed or not, and why in a Vietnamese sentence."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


def can(user: User, capability: str, *, unit: OrgUnit | None, on: date | None = None) -> Answer:
    """Whether a grant in force on the day (today) gives the capability on the unit.

    A grant reaches its unit and all below it. Raises KeyError for a capability the table does not know.
    """
    roles = CAPABILITIES[capability]
    if not user.is_active:
        return Answer(False, "Tài khoản đã ngừng hoạt động.")
    day = on or localdate()
    held = user.grants.filter(role__in=roles, from_on__lte=day).filter(
        Q(until_on__isnull=True) | Q(until_on__gte=day)
    )
    if not held.exists():
        names = ", ".join(sorted(Role(role).label for role in roles))
        return Answer(False, f"Việc này dành cho: {names}.")
    if unit is None or held.filter(unit_id__in=ancestor_ids(unit)).exists():
        return Answer(True)
    return Answer(False, f"Quyền của bạn không gồm đơn vị {unit.name}.")


def roles_of(user: User, *, on: date | None = None) -> frozenset[Role]:
    """Roles the user holds on any unit on the day (today)."""
    day = on or localdate()
    held = user.grants.filter(from_on__lte=day).filter(Q(until_on__isnull=True) | Q(until_on__gte=day))
    return frozenset(Role(role) for role in held.values_list("role", flat=True))


def units_with(user: User, capability: str, *, on: date | None = None) -> set[int]:
    """Ids of all units on which the user has the capability on the day: those granted and all below."""
    return descendant_ids(granted_units(user, capability, on=on))


def granted_units(user: User, capability: str, *, on: date | None = None) -> frozenset[int]:
    """Ids of the units whose grants give the user the capability on the day, without what is below them."""
    day = on or localdate()
    held = user.grants.filter(role__in=CAPABILITIES[capability], from_on__lte=day)
    held = held.filter(Q(until_on__isnull=True) | Q(until_on__gte=day))
    return frozenset(held.values_list("unit_id", flat=True))
