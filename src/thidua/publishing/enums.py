"""Closed lists of what the public reads."""

from __future__ import annotations

from django.db import models


class ArticleState(models.TextChoices):
    """Where the newest text of an article stands; what the public reads is the revision that was approved."""

    DRAFT = "draft", "Đang soạn"
    REVIEW = "review", "Chờ duyệt"
    APPROVED = "approved", "Đã duyệt"
    WITHDRAWN = "withdrawn", "Đã gỡ"


class VisitKind(models.TextChoices):
    """What a visitor without an account may send."""

    COMMENT = "comment", "Bình luận"
    LETTER = "letter", "Thư"


class QuoteKind(models.TextChoices):
    """What the board of figures tells."""

    GOLD = "gold", "Vàng"
    CURRENCY = "currency", "Ngoại tệ"
    WEATHER = "weather", "Thời tiết"


class Freshness(models.TextChoices):
    """How far a figure may be relied on: a sign and a word go with it on the page."""

    FRESH = "fresh", "mới"
    STALE = "stale", "số liệu cũ"
    NONE = "none", "chưa có số liệu"
