"""Which movements a person may read, and which wait for an answer of a unit."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from thidua.access.models import User
from thidua.access.queries import granted_units, units_with
from thidua.movements.enums import MovementState
from thidua.movements.models import EmulationMovement, MovementCriterion, MovementTask
from thidua.registry.queries.tree import with_above

UNDER_WAY = (MovementState.LAUNCHED, MovementState.MIDTERM, MovementState.FINAL)
STANDING = (*UNDER_WAY, MovementState.CLOSED)


def movements_of(user: User) -> QuerySet[EmulationMovement]:
    """Those of the units the user may read, drafts too, and launched ones of every unit above them."""
    own = units_with(user, "movement.read")
    above = with_above(granted_units(user, "movement.read"))
    mine = Q(authority_id__in=own) | Q(authority_id__in=above, state__in=STANDING)
    return EmulationMovement.objects.filter(mine).select_related("authority", "parent__authority")


def launched_above(units: Collection[int]) -> QuerySet[EmulationMovement]:
    """Movements under way of the authorities above any of the units."""
    return EmulationMovement.objects.filter(authority_id__in=with_above(units), state__in=UNDER_WAY)


def public_movements() -> QuerySet[EmulationMovement]:
    """What anybody may read: launched movements that answer no higher one."""
    return EmulationMovement.objects.filter(state__in=STANDING, parent__isnull=True).select_related(
        "authority"
    )


def whole(movement: EmulationMovement) -> EmulationMovement:
    """The movement again, its tasks with owner and newest day of a reading, its criteria in order."""
    tasks = MovementTask.objects.select_related("owner", "origin").annotate(
        read_on=Max("readings__on"), times=Count("readings")
    )
    return (
        EmulationMovement.objects.select_related("authority", "parent__authority", "plan_file")
        .prefetch_related(
            Prefetch("tasks", tasks.order_by("position")),
            Prefetch("criteria", MovementCriterion.objects.select_related("origin").order_by("position")),
            "reviews",
            "extensions",
        )
        .get(pk=movement.pk)
    )


# What a plan says beside its title; where a launch was recorded from files that lack it, it may be added later.
PLAN_FIELDS = (
    "theme", "objective", "subjects", "basis", "plan_number", "plan_on", "from_on", "until_on", "cascade_until",
    "midterm_on", "final_on",
)  # fmt: skip


def missing_of(movement: EmulationMovement) -> list[str]:
    """Names of the fields of the plan that say nothing."""
    return [name for name in PLAN_FIELDS if not getattr(movement, name)]
