"""The four answers of the law."""

from __future__ import annotations

from django.db import models


class Outcome(models.TextChoices):
    MET = "met", "Đủ điều kiện"
    NOT_MET = "not_met", "Không đủ điều kiện"
    DEFERRED = "deferred", "Tạm dừng xét"
    TO_ATTEST = "to_attest", "Cần xác nhận"
