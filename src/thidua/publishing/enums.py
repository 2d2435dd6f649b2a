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


class CommentState(models.TextChoices):
    WAITING = "waiting", "Chờ duyệt"
    SHOWN = "shown", "Đã đăng"
    REFUSED = "refused", "Không đăng"


class CommentReason(models.TextChoices):
    """Why a comment is not shown; its writer finds these on the page of the rules."""

    OFF_TOPIC = "off_topic", "Không đúng nội dung bài"
    ABUSIVE = "abusive", "Lời lẽ xúc phạm, kích động"
    PRIVATE = "private", "Lộ thông tin cá nhân"
    ADVERT = "advert", "Quảng cáo"
    REPEATED = "repeated", "Trùng bình luận khác"
    UNREADABLE = "unreadable", "Viết không dấu, khó đọc"
    COMPLAINT = "complaint", "Thuộc về đơn thư, đã hướng dẫn gửi đúng nơi"


class CommentFlag(models.TextChoices):
    """What a moderator should look at; none of them hides a comment by itself."""

    LINK = "link", "có đường dẫn"
    LONG_NUMBER = "long_number", "có dãy số dài (điện thoại, số định danh?)"
    SHOUTED = "shouted", "viết hoa gần hết"
    BARE = "bare", "viết không dấu"
    HALF_BARE = "half_bare", "viết thiếu dấu"


class LetterKind(models.TextChoices):
    OPINION = "opinion", "Góp ý"
    FAULT = "fault", "Phản ánh sai sót"
    NOMINATION = "nomination", "Đề cử gương người tốt, việc tốt"


class LetterState(models.TextChoices):
    RECEIVED = "received", "Đã nhận"
    IN_HAND = "in_hand", "Đang xử lý"
    ANSWERED = "answered", "Đã trả lời"
    REFUSED = "refused", "Không xử lý"


class ExemplarSource(models.TextChoices):
    """Who named somebody as an example."""

    OFFICE = "office", "Cơ quan thường trực"
    UNIT = "unit", "Đơn vị đề xuất"
    CITIZEN = "citizen", "Người dân đề cử"
    DATA = "data", "Tìm từ sổ khen thưởng"


class ExemplarState(models.TextChoices):
    PROPOSED = "proposed", "Được đề xuất"
    ACCEPTED = "accepted", "Đã chọn, đang viết"
    PUBLISHED = "published", "Đang công bố"
    WITHDRAWN = "withdrawn", "Đã gỡ"
    REFUSED = "refused", "Không chọn"


class NoticeState(models.TextChoices):
    ANNOUNCED = "announced", "Đã thông báo"
    CANCELLED = "cancelled", "Đã hủy"
