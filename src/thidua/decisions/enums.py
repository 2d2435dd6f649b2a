"""Where a decision comes from."""

from __future__ import annotations

from django.db import models


class Origin(models.TextChoices):
    ISSUED = "issued", "Cơ quan ban hành"
    RECORDED = "recorded", "Ghi nhận của cấp trên"
