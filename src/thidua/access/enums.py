"""Roles people hold, and kinds of links handed to them."""

from __future__ import annotations

from django.db import models


class Role(models.TextChoices):
    UNIT_CLERK = "unit_clerk", "Cán bộ lập danh sách của đơn vị"
    UNIT_HEAD = "unit_head", "Thủ trưởng đơn vị"
    OFFICE = "office", "Thường trực thi đua, khen thưởng"
    SECRETARY = "secretary", "Thư ký hội đồng"
    COUNCIL_MEMBER = "council_member", "Ủy viên hội đồng"
    RECORDS_CLERK = "records_clerk", "Văn thư"
    SIGNER = "signer", "Người ký quyết định"
    EDITOR = "editor", "Biên tập viên"
    AUDITOR = "auditor", "Kiểm tra, giám sát"
    INTAKE = "intake", "Tiếp nhận tự động"
    ADMINISTRATOR = "administrator", "Quản trị hệ thống"


class LinkKind(models.TextChoices):
    INVITATION = "invitation", "Lời mời"
    RESET = "reset", "Đặt lại mật khẩu"
