"""Whether a list may still be sent or taken back, which lists somebody may see, what is being done with one."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from thidua.access.models import User
from thidua.access.queries import Answer, can, units_with
from thidua.flow.models import Job
from thidua.kernel.issues import Issue, Place
from thidua.movements.models import Season
from thidua.nominations.enums import State, UploadState
from thidua.nominations.models import Nomination, UploadedList
from thidua.nominations.workflow import NOMINATION
from thidua.registry.models import OrgUnit

_BEFORE_COUNCIL = NOMINATION.transition("withdraw").sources


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


def why_not_undone(upload: UploadedList) -> Issue | None:
    """What bars taking a received list back: the council's vote, a decision, or another list's lost rows.

    Rows of another list refused as duplicates of this one would be lost with nobody saying so.
    """
    place = Place(upload.file)
    rows = list(Nomination.objects.filter(line__nomination_sheet=upload.nomination_sheet_id))
    if bound := sum(one.state not in _BEFORE_COUNCIL for one in rows):
        message = f"{bound} hồ sơ đã qua hội đồng hoặc đã có quyết định nên không hoàn tác được."
        return Issue("upload.decided", message, "Liên hệ thường trực thi đua, khen thưởng.", place)
    kept = [one for one in rows if one.state != State.REFUSED]
    others = Nomination.objects.filter(
        Q(person_id__in=[o.person_id for o in kept if o.person_id])
        | Q(collective_id__in=[o.collective_id for o in kept if o.collective_id]),
        season=upload.season_id,
        state=State.REFUSED,
        reasons__contains=["duplicate_nomination"],
    ).exclude(line__nomination_sheet=upload.nomination_sheet_id)
    if n := others.count():
        message = f"{n} dòng của danh sách khác đã bị trả lại vì trùng với danh sách này."
        cure = "Đề nghị thường trực thi đua, khen thưởng xử lý các dòng đó trước."
        return Issue("upload.rivals", message, cure, place)
    return None


def job_of(upload: UploadedList) -> Job | None:
    """The latest job the list waits for: its reading while it is a draft, then the appraisal of its rows."""
    if upload.state == UploadState.DRAFT:
        read = Job.objects.filter(kind="upload.read", actor=upload.uploader.username)
        return read.filter(arguments__upload=upload.pk).order_by("-id").first()
    judged = Job.objects.filter(kind="season.appraise", unit=upload.unit_id)
    return judged.filter(arguments__season=upload.season_id).order_by("-id").first()
