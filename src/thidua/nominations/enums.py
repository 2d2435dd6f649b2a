"""States of a nomination and what a row may ask of a person."""

from __future__ import annotations

from django.db import models


class NomineeKind(models.TextChoices):
    PERSON = "person", "Cá nhân"
    COLLECTIVE = "collective", "Tập thể"


class State(models.TextChoices):
    """Where a nomination stands. Live states hold the nominee's one place for the honour."""

    LISTED = "listed", "Có tên trong danh sách"
    ASKED = "asked", "Chờ trả lời"
    RECEIVED = "received", "Đã tiếp nhận"
    ELIGIBLE = "eligible", "Đủ điều kiện"
    TO_ATTEST = "to_attest", "Cần xác nhận"
    DEFERRED = "deferred", "Tạm dừng xét"
    APPROVED = "approved", "Hội đồng thông qua"
    REJECTED = "rejected", "Hội đồng không thông qua"
    AWARDED = "awarded", "Đã quyết định"
    REFUSED = "refused", "Không đủ điều kiện"
    ABSORBED = "absorbed", "Đã có danh hiệu cao hơn"
    WITHDRAWN = "withdrawn", "Đơn vị đã rút"


LIVE_STATES = (
    State.RECEIVED,
    State.ELIGIBLE,
    State.TO_ATTEST,
    State.DEFERRED,
    State.APPROVED,
    State.AWARDED,
)


class Question(models.TextChoices):
    """Why a row asks for a person: nothing is guessed."""

    SAME_NAME = "same_name", "Nhiều người trùng họ tên"
    ID_MISMATCH = "id_mismatch", "Số định danh không khớp họ tên"
    NEAR_NAME = "near_name", "Họ tên gần giống, chưa chắc chắn"
    OTHER_UNIT = "other_unit", "Người thuộc đơn vị khác"
    HONOUR_UNCLEAR = "honour_unclear", "Chưa rõ danh hiệu đề nghị"
    PRIORITY = "priority", "Vượt chỉ tiêu, chưa có thứ tự ưu tiên"
    TO_ATTEST = "to_attest", "Thiếu xác nhận"
    DEFERRED = "deferred", "Đang tạm dừng xét"


class UploadState(models.TextChoices):
    """Where a list sent on screen stands. Only a received one has nominations."""

    DRAFT = "draft", "Xem trước, chưa nhận"
    RECEIVED = "received", "Đã nhận"
    WITHDRAWN = "withdrawn", "Đã hoàn tác"
    DROPPED = "dropped", "Đã bỏ"
