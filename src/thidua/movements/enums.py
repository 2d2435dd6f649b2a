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


class MovementLevel(models.TextChoices):
    """How far a movement reaches (Law 06/2022/QH15 art 16)."""

    NATION = "nation", "Toàn quốc"
    PROVINCE = "province", "Bộ, ban, ngành, tỉnh"
    LOCALITY = "locality", "Địa phương cấp dưới tỉnh"
    CLUSTER = "cluster", "Cụm, khối thi đua"
    UNIT = "unit", "Cơ quan, tổ chức, đơn vị"


class MovementState(models.TextChoices):
    DRAFT = "draft", "Đang dự thảo"
    LAUNCHED = "launched", "Đã phát động"
    MIDTERM = "midterm", "Đã sơ kết"
    FINAL = "final", "Đã tổng kết"
    CLOSED = "closed", "Đã kết thúc"
    DROPPED = "dropped", "Đã bỏ"


class ReviewKind(models.TextChoices):
    MIDTERM = "midterm", "Sơ kết"
    FINAL = "final", "Tổng kết"


class TaskState(models.TextChoices):
    OPEN = "open", "Chưa bắt đầu"
    RUNNING = "running", "Đang thực hiện"
    DONE = "done", "Hoàn thành"
    MISSED = "missed", "Không hoàn thành"


class RegistrationState(models.TextChoices):
    DRAFT = "draft", "Đang lập"
    SENT = "sent", "Đã gửi"
    ACCEPTED = "accepted", "Đã tiếp nhận"
    RETURNED = "returned", "Trả lại"
