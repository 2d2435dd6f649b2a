"""Whether a list may still be sent, and which lists somebody may see."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from thidua.access.models import User
from thidua.access.queries import Answer, can, units_with
from thidua.movements.models import Season
from thidua.nominations.enums import State
from thidua.nominations.models import UploadedList
from thidua.registry.models import OrgUnit


def may_send(user: User, season: Season, unit: OrgUnit | None) -> Answer:
    """Units send until the season's first decision is issued; the office takes lists in at any time.

    The closing day of the season is no bar by itself: whether a late list is still considered is for the
    office to say, as long as nothing is decided.
    """
    answer = can(user, "sheet.submit", unit=unit)
    if not answer or can(user, "nomination.appraise", unit=season.authority):
        return answer
    if season.nominations.filter(state=State.AWARDED).exists():
        return Answer(
            False,
            f"Đợt xét năm {season.review_year} đã có quyết định khen thưởng nên không nhận thêm danh sách. "
            "Liên hệ thường trực thi đua, khen thưởng nếu còn hồ sơ cần xét.",
        )
    return answer


def uploads_for(user: User) -> QuerySet[UploadedList]:
    """Lists of the units on which the user may read lists, and the user's own; never their contents."""
    units = units_with(user, "sheet.read")
    return UploadedList.objects.filter(Q(uploader=user) | Q(unit_id__in=units)).defer("sealed")
