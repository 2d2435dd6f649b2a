"""May this user do that here? Always an answer with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from thidua.access.capabilities import CAPABILITIES
from thidua.access.enums import Role
from thidua.access.models import Grant, User
from thidua.kernel.numbers import day as written
from thidua.registry.models import OrgUnit
from thidua.registry.queries.tree import ancestor_ids, descendant_ids


@dataclass(frozen=True)
class Answer:
    """Allowed or not, and why in a Vietnamese sentence. `acts_for`: user names of those who passed the right on, where
    the user holds it by delegation alone."""

    allowed: bool
    reason: str = ""
    acts_for: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.allowed


def in_force(grants: QuerySet[Grant], *, on: date | None = None) -> QuerySet[Grant]:
    """Those of the grants that hold on the day (today); a delegated one only while its source does."""
    day = on or localdate()

    def holds(path: str) -> Q:
        begun = Q(**{f"{path}from_on__lte": day, f"{path}is_revoked": False})
        return begun & (Q(**{f"{path}until_on__isnull": True}) | Q(**{f"{path}until_on__gte": day}))

    source_holds = Q(source__isnull=True) | (holds("source__") & Q(source__user__is_active=True))
    return grants.filter(holds(""), source_holds)


def can(user: User, capability: str, *, unit: OrgUnit | None, on: date | None = None) -> Answer:
    """Whether a grant in force on the day (today) gives the capability on the unit.

    A grant reaches its unit and all below it. Raises KeyError for a capability the table does not know.
    """
    roles = CAPABILITIES[capability]
    if not user.is_active:
        return Answer(False, "Tài khoản đã ngừng hoạt động. Liên hệ quản trị hệ thống để mở lại.")
    day = on or localdate()
    given = user.grants.filter(role__in=roles)
    held = in_force(given, on=day)
    if not held.exists():
        return Answer(False, _not_held(given, roles, day))
    reached = held if unit is None else held.filter(unit_id__in=ancestor_ids(unit))
    holders = set(reached.values_list("source__user__username", flat=True))
    if unit is not None and not holders:
        return Answer(False, f"Quyền của bạn không gồm đơn vị {unit.name}.")
    # The log names both: `audit.record` reads for whom the user acts by the last right that was asked.
    user.acts_for = () if None in holders else tuple(sorted(holders))
    return Answer(True, acts_for=user.acts_for)


def _not_held(given: QuerySet[Grant], roles: frozenset[Role], day: date) -> str:
    """Why none of the grants holds: not begun, ended, its source ended, or none there."""
    if revoked := given.filter(is_revoked=True).first():
        return f"Quyền {_named(revoked)} đã bị thu hồi."
    later = given.filter(from_on__gt=day).order_by("from_on").first()
    if later is not None:
        return f"Quyền {_named(later)} có từ ngày {written(later.from_on)}."
    ended = given.filter(until_on__lt=day).order_by("-until_on").first()
    if ended is not None and ended.until_on is not None:
        return f"Quyền {_named(ended)} đã hết từ sau ngày {written(ended.until_on)}."
    passed_on = given.filter(source__isnull=False).first()
    if passed_on is not None:
        return f"Quyền {_named(passed_on)} được ủy quyền; quyền của người ủy quyền đã hết."
    names = ", ".join(sorted(Role(role).label for role in roles))
    return f"Việc này dành cho: {names}."


def _named(grant: Grant) -> str:
    return f"“{grant.get_role_display()}” tại {grant.unit.name}"


def roles_of(user: User, *, on: date | None = None) -> frozenset[Role]:
    """Roles the user holds on any unit on the day (today)."""
    return frozenset(Role(role) for role in in_force(user.grants.all(), on=on).values_list("role", flat=True))


def units_with(user: User, capability: str, *, on: date | None = None) -> set[int]:
    """Ids of all units on which the user has the capability on the day: those granted and all below."""
    return descendant_ids(granted_units(user, capability, on=on))


def granted_units(user: User, capability: str, *, on: date | None = None) -> frozenset[int]:
    """Ids of the units whose grants give the user the capability on the day, without what is below them."""
    held = in_force(user.grants.filter(role__in=CAPABILITIES[capability]), on=on)
    return frozenset(held.values_list("unit_id", flat=True))
