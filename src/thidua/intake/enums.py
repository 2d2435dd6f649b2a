"""What a file brings, and where it stands."""

from __future__ import annotations

from django.db import models


class IntakeKind(models.TextChoices):
    """What the rows of a file are about."""

    AWARDS = "awards", "Sổ, danh sách khen thưởng cũ"
    UNITS = "units", "Danh bạ đơn vị"
    PEOPLE = "people", "Danh bạ cán bộ"
    POSITIONS = "positions", "Chức vụ lãnh đạo đã giữ"
    RATINGS = "ratings", "Xếp loại hằng năm"
    DISCIPLINES = "disciplines", "Kỷ luật"


class IntakeState(models.TextChoices):
    """Only of an accepted file is anything in the registers."""

    DRAFT = "draft", "Chưa ghi"
    ACCEPTED = "accepted", "Đã ghi"
    UNDONE = "undone", "Đã hoàn tác"
    DROPPED = "dropped", "Đã bỏ"
