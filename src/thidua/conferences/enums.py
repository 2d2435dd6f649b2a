"""Closed lists of a conference."""

from __future__ import annotations

from django.db import models


class ConferenceState(models.TextChoices):
    PLANNED = "planned", "Đang chuẩn bị"
    RUNNING = "running", "Đang diễn ra"
    DONE = "done", "Đã họp, còn trao nốt"
    CLOSED = "closed", "Đã xong"
    DROPPED = "dropped", "Đã hủy"


class HandoverState(models.TextChoices):
    WAITING = "waiting", "Chờ trao"
    PRESENTED = "presented", "Đã nhận tại hội nghị"
    ABSENT = "absent", "Vắng mặt"
    HANDED = "handed", "Đã nhận sau"
