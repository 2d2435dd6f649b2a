"""Background jobs as the people who wait for them see them; the queue itself is procrastinate's."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from thidua.flow.enums import JobState
from thidua.registry.models import OrgUnit


class Job(models.Model):
    """One piece of work somebody asked for. `actor` is a user name, `done` of `total` is its progress.

    `arguments` and `result` hold keys and numbers, never personal data.
    """

    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    actor = models.CharField(max_length=150)
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, null=True, related_name="jobs")
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=20, choices=JobState.choices, default=JobState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.TextField(blank=True)
    result = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Job]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="job_progress_within_total", condition=Q(done__lte=F("total"))),
            models.CheckConstraint(
                name="ended_job_has_its_moment",
                condition=Q(state__in=[JobState.DONE, JobState.FAILED], finished_at__isnull=False)
                | Q(state__in=[JobState.WAITING, JobState.RUNNING], finished_at__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["actor", "-id"])]

    def __str__(self) -> str:
        return f"{self.title}: {JobState(self.state).label}"
