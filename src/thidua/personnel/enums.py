"""Closed lists of this room."""

from __future__ import annotations

from django.db import models


class PairAnswer(models.TextChoices):
    """What a person found of two records that look alike; none yet while it is blank."""

    SAME = "same", "Cùng một người"
    DIFFERENT = "different", "Không phải một người"


class TransferState(models.TextChoices):
    PROPOSED = "proposed", "Chờ nơi nhận trả lời"
    ACCEPTED = "accepted", "Đã tiếp nhận"
    REFUSED = "refused", "Không tiếp nhận"
    WITHDRAWN = "withdrawn", "Đã rút"
