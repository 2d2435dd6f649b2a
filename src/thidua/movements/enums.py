"""Closed lists of the year's frame."""

from __future__ import annotations

from django.db import models


class MovementKind(models.TextChoices):
    REGULAR = "regular", "Thi đua thường xuyên"
    THEMATIC = "thematic", "Thi đua theo chuyên đề"
    CAMPAIGN = "campaign", "Thi đua theo đợt"


class ClusterKind(models.TextChoices):
    CUM = "cum", "Cụm thi đua"
    KHOI = "khoi", "Khối thi đua"
