"""Where a line of the ledger comes from."""

from __future__ import annotations

from django.db import models


class Source(models.TextChoices):
    IMPORTED = "imported", "Sổ khen thưởng cũ"
    RECORDED = "recorded", "Quyết định của cấp trên"
    DECIDED = "decided", "Quyết định của cơ quan"
