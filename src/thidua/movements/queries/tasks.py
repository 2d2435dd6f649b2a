"""Tasks with what was read of them last, and which are late."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db.models import OuterRef, Q, QuerySet, Subquery

from thidua.access.models import User
from thidua.access.queries import units_with
from thidua.movements.enums import TaskState
from thidua.movements.models import MovementTask, TaskReading
from thidua.movements.queries.movements import STANDING

UNDONE = (TaskState.OPEN, TaskState.RUNNING)


def tasks_of(user: User) -> QuerySet[MovementTask]:
    """Tasks of launched movements of the user's units, and those that movements of other authorities give them. Units
    below an authority read what its movement asks, not what is reported to it."""
    own = units_with(user, "movement.read")
    read = Q(movement__authority_id__in=own) | Q(owner_id__in=own)
    return with_newest(MovementTask.objects.filter(read, movement__state__in=STANDING))


def with_newest(tasks: QuerySet[MovementTask]) -> QuerySet[MovementTask]:
    """Each task with day, figure and words of its newest reading that stands."""
    newest = TaskReading.objects.filter(task=OuterRef("pk"), corrected_by__isnull=True).order_by("-on", "-id")
    return tasks.select_related("owner", "movement__authority").annotate(
        read_on=Subquery(newest.values("on")[:1]),
        read_value=Subquery(newest.values("value")[:1]),
        read_words=Subquery(newest.values("words")[:1]),
    )


def late(on: date) -> Q:
    """Tasks not done whose day has passed; the day itself is in time."""
    return Q(state__in=UNDONE, due_on__lt=on)


def progress(value: Decimal | None, goal: Decimal | None) -> int | None:
    """Whole percent of the goal, rounded down; none without a figure or a goal above zero."""
    if value is None or goal is None or goal <= 0:
        return None
    return int(value * 100 / goal)
