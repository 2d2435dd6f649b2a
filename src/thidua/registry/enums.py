"""Closed lists of the registry."""

from __future__ import annotations

from django.db import models


class Sex(models.TextChoices):
    FEMALE = "female", "Nữ"
    MALE = "male", "Nam"


class UnitLevel(models.TextChoices):
    """Level in the state's build-up; which one a body has is data, not code."""

    PROVINCE = "province", "Tỉnh, thành phố"
    DISTRICT = "district", "Huyện"
    COMMUNE = "commune", "Xã, phường, thị trấn"
    BODY = "body", "Cơ quan, đơn vị"


class Grade(models.TextChoices):
    """Yearly grade of a person or a collective, best first."""

    EXCELLENT = "excellent", "Hoàn thành xuất sắc nhiệm vụ"
    GOOD = "good", "Hoàn thành tốt nhiệm vụ"
    COMPLETED = "completed", "Hoàn thành nhiệm vụ"
    NOT_COMPLETED = "not_completed", "Không hoàn thành nhiệm vụ"


class DisciplineKind(models.TextChoices):
    REPRIMAND = "reprimand", "Khiển trách"
    WARNING = "warning", "Cảnh cáo"
    DEMOTION = "demotion", "Giáng chức, cách chức"
    DISMISSAL = "dismissal", "Buộc thôi việc"


class UnitChange(models.TextChoices):
    """What an act does to units."""

    ESTABLISH = "establish", "Thành lập"
    RENAME = "rename", "Đổi tên"
    MOVE = "move", "Chuyển cơ quan cấp trên"
    MERGE = "merge", "Sáp nhập"
    SPLIT = "split", "Chia, tách"
    REARRANGE = "rearrange", "Sắp xếp nhiều đơn vị thành nhiều đơn vị"
    DISSOLVE = "dissolve", "Giải thể, kết thúc hoạt động"


class EffectKind(models.TextChoices):
    """What an act does to one unit."""

    BEGUN = "begun", "Bắt đầu"
    CHANGED = "changed", "Thay đổi"
    RECEIVED = "received", "Tiếp nhận"
    ENDED = "ended", "Kết thúc"


class LeadingPostKind(models.TextChoices):
    """Posts whose years count for long devotion, the highest first (Decree 152/2025 article 21)."""

    PROVINCIAL_CHAIR = "provincial_chair", "Phó Bí thư tỉnh ủy, Chủ tịch UBND tỉnh"
    PROVINCIAL_VICE_CHAIR = (
        "provincial_vice_chair",
        "Ủy viên Ban Thường vụ tỉnh ủy, Phó Chủ tịch UBND tỉnh",
    )
    DIRECTOR_OF_DEPARTMENT = "director_of_department", "Giám đốc sở"
    DISTRICT_SECRETARY = "district_secretary", "Bí thư huyện ủy"
    DEPUTY_DIRECTOR_OF_DEPARTMENT = "deputy_director_of_department", "Phó Giám đốc sở"


class Group(models.TextChoices):
    """Whom the law counts a person among; the codes are those of `lawbook.facts.GROUPS`."""

    OFFICIAL = "official", "Cán bộ, công chức"
    EMPLOYEE = "employee", "Viên chức, người lao động"
    WORKER_FARMER = "worker_farmer", "Công nhân, nông dân"
    ARMED_FORCES = "armed_forces", "Lực lượng vũ trang"
    LEADER = "leader", "Lãnh đạo, quản lý"
    FOREIGNER = "foreigner", "Người nước ngoài"


class IdKind(models.TextChoices):
    """What a personal number stands on. Told by its form: 12 digits, 9 digits, letters and digits."""

    CITIZEN = "cccd", "Căn cước công dân"
    OLD_CARD = "cmnd", "Chứng minh nhân dân cũ"
    PASSPORT = "passport", "Hộ chiếu"


class NameKind(models.TextChoices):
    EARLIER = "earlier", "Tên trước đây"
    SPELLING = "spelling", "Cách viết khác"
