"""Closed lists of initiatives."""

from __future__ import annotations

from django.db import models


class Scope(models.TextChoices):
    """How far an initiative's effect and use reach."""

    GRASSROOTS = "grassroots", "Cấp cơ sở"
    PROVINCIAL = "provincial", "Cấp bộ, tỉnh"
    NATIONAL = "national", "Toàn quốc"


class InitiativeKind(models.TextChoices):
    INITIATIVE = "initiative", "Sáng kiến"
    SCIENCE = "science", "Đề tài, công trình khoa học"
    COMBAT = "combat", "Mưu trí, sáng tạo trong chiến đấu"


class ApplicationState(models.TextChoices):
    DRAFT = "draft", "Đang soạn"
    SENT = "sent", "Đã nộp"
    RETURNED = "returned", "Trả lại để bổ sung"
    MARKING = "marking", "Hội đồng đang chấm"
    MARKED = "marked", "Đã chấm"
    RECOGNISED = "recognised", "Được công nhận"
    REFUSED = "refused", "Không được công nhận"
    WITHDRAWN = "withdrawn", "Đã rút"
