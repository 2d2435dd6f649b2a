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


class ClusterDuty(models.TextChoices):
    HEAD = "head", "Trưởng cụm, khối"
    DEPUTY = "deputy", "Phó trưởng cụm, khối"


class CriterionKind(models.TextChoices):
    POINTS = "points", "Điểm chuẩn"
    BONUS = "bonus", "Điểm thưởng"
    DEDUCTION = "deduction", "Điểm trừ"


class ScoreRule(models.TextChoices):
    """How self, cross and office figures make the result."""

    OFFICE = "office", "Lấy điểm thẩm định"
    WEIGHTED = "weighted", "Tính theo tỷ trọng"


class RoundState(models.TextChoices):
    PLANNED = "planned", "Chưa mở"
    SELF = "self", "Đang tự chấm"
    CROSS = "cross", "Đang chấm chéo"
    CHECK = "check", "Đang thẩm định"
    PUBLISHED = "published", "Đã công bố"


class CardState(models.TextChoices):
    DRAFT = "draft", "Đang tự chấm"
    SENT = "sent", "Đã gửi"
    RETURNED = "returned", "Trả lại"
    CHECKED = "checked", "Đã thẩm định"
    APPROVED = "approved", "Đã duyệt"


class GoalKind(models.TextChoices):
    AT_LEAST = "at_least", "Không thấp hơn"
    AT_MOST = "at_most", "Không cao hơn"


class CovenantState(models.TextChoices):
    DRAFT = "draft", "Đang soạn"
    SENT = "sent", "Chờ thống nhất"
    AGREED = "agreed", "Chờ ký"
    SIGNED = "signed", "Đã ký"
    JUDGED = "judged", "Đã kết luận"


class CovenantResult(models.TextChoices):
    REACHED = "reached", "Hoàn thành giao ước"
    PARTLY = "partly", "Hoàn thành một phần"
    MISSED = "missed", "Không hoàn thành"


class SignedBy(models.TextChoices):
    HEAD = "head", "Người ký giao ước"
    WITNESS = "witness", "Người chứng kiến"
