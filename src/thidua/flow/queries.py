"""Jobs somebody may see."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from thidua.access.models import User
from thidua.access.queries import units_with
from thidua.flow.models import Job


def jobs_for(user: User) -> QuerySet[Job]:
    """The user's own jobs and those of the units on which the user may read jobs."""
    return Job.objects.filter(Q(actor=user.username) | Q(unit_id__in=units_with(user, "job.read")))
