"""Closed lists of this room."""

from __future__ import annotations

from django.db import models


class PairAnswer(models.TextChoices):
    """What a person found of two records that look alike; none yet while it is blank."""

    SAME = "same", "Cùng một người"
    DIFFERENT = "different", "Không phải một người"


class ClaimState(models.TextChoices):
    PROPOSED = "proposed", "Chờ xác nhận"
    ACCEPTED = "accepted", "Đã xác nhận"
    REFUSED = "refused", "Không xác nhận"


class FaultState(models.TextChoices):
    REPORTED = "reported", "Chờ trả lời"
    MENDED = "mended", "Đã sửa"
    KEPT = "kept", "Không sửa"


class FaultAbout(models.TextChoices):
    """What of a record its person says is wrong."""

    PERSON = "person", "Họ tên, ngày sinh, thông tin chung"
    POST = "post", "Đơn vị, chức vụ"
    RATING = "rating", "Xếp loại hằng năm"
    AWARD = "award", "Khen thưởng"
    OTHER = "other", "Nội dung khác"


class TransferState(models.TextChoices):
    PROPOSED = "proposed", "Chờ nơi nhận trả lời"
    ACCEPTED = "accepted", "Đã tiếp nhận"
    REFUSED = "refused", "Không tiếp nhận"
    WITHDRAWN = "withdrawn", "Đã rút"
