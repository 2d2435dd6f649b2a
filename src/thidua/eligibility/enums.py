"""The four answers of the law; why a nominee is on hold."""

from __future__ import annotations

from django.db import models


class Outcome(models.TextChoices):
    MET = "met", "Đủ điều kiện"
    NOT_MET = "not_met", "Không đủ điều kiện"
    DEFERRED = "deferred", "Tạm dừng xét"
    TO_ATTEST = "to_attest", "Cần xác nhận"


class HoldKind(models.TextChoices):
    """Open processes that stop the consideration (Decree 152/2025 article 4 clause 4)."""

    DISCIPLINE = "discipline", "Đang xem xét kỷ luật"
    INSPECTION = "inspection", "Thanh tra, kiểm tra có dấu hiệu vi phạm"
    DENUNCIATION = "denunciation", "Khiếu nại, tố cáo đang xác minh"
    PROSECUTION = "prosecution", "Đang điều tra, truy tố, xét xử"
