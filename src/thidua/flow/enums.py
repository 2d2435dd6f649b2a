"""Where a background job stands."""

from __future__ import annotations

from django.db import models


class JobState(models.TextChoices):
    WAITING = "waiting", "Đang chờ"
    RUNNING = "running", "Đang làm"
    DONE = "done", "Đã xong"
    FAILED = "failed", "Không làm được"


OPEN_JOBS = (JobState.WAITING, JobState.RUNNING)
