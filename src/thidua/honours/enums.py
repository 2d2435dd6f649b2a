"""Where a line of the ledger comes from, and for what it was given."""

from __future__ import annotations

from django.db import models


class Source(models.TextChoices):
    IMPORTED = "imported", "Sổ khen thưởng cũ"
    RECORDED = "recorded", "Quyết định của cấp trên"
    DECIDED = "decided", "Quyết định của cơ quan"


class Ground(models.TextChoices):
    """What an honour was given for. Only merit over years counts towards the next form of the merit chains."""

    MERIT = "merit", "Công trạng"
    MOVEMENT = "movement", "Phong trào thi đua, chuyên đề"
    UNEXPECTED = "unexpected", "Đột xuất"
