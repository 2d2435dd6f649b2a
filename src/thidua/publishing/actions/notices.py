"""A planned stop of the system: announced at least seven working days before, or urgent with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from thidua.access.models import User
from thidua.audit.actions import record
from thidua.flow.actions import move
from thidua.kernel.days import after_working_days
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.numbers import day
from thidua.publishing.actions.rights import permit
from thidua.publishing.models import SuspensionNotice
from thidua.publishing.workflow.notices import NOTICE
from thidua.registry.models import OrgUnit

AHEAD_WORKING_DAYS = 7  # Decree 224/2026 article 13


@dataclass(frozen=True)
class NoticeRecord:
    """From when until when what cannot be used; `urgent_reason` where it could not be announced in time."""

    from_at: datetime
    until_at: datetime
    what: str
    urgent_reason: str = ""


@transaction.atomic
def announce_suspension(
    *, actor: User, authority: OrgUnit, notice: NoticeRecord, on: date | None = None
) -> SuspensionNotice:
    """Announce a stop (on the day given, today), on every page from now until it is over.

    Raises Refused without the right, without words, for an end before the beginning, a beginning in the past, and for
    less than seven working days between the announcement and the stop without a reason (Decree 224/2026 article 13).
    """
    permit(actor, "notice.write", authority)
    announced_on = on or localdate()
    _check(notice, announced_on)
    made = SuspensionNotice.objects.create(
        authority=authority,
        from_at=notice.from_at,
        until_at=notice.until_at,
        what=notice.what,
        urgent_reason=notice.urgent_reason,
        announced_on=announced_on,
        announced_by=actor.username,
    )
    record(actor=actor, verb="notice.announced", subject=_about(made), urgent=bool(notice.urgent_reason))
    return made


def _check(notice: NoticeRecord, announced_on: date) -> None:
    if not notice.what:
        message = "Chưa ghi dịch vụ, chức năng nào tạm dừng."
        raise Refused(Issue("notice.empty", message, "Ghi rồi gửi lại."))
    if notice.until_at <= notice.from_at:
        message = "Giờ hoạt động trở lại không sau giờ bắt đầu dừng."
        raise Refused(Issue("notice.order", message, "Sửa lại ngày, giờ."))
    begins = localdate(notice.from_at)
    if begins < announced_on:
        message = f"Ngày bắt đầu dừng {day(begins)} đã qua."
        raise Refused(Issue("notice.past", message, "Sửa lại ngày."))
    first = after_working_days(announced_on, AHEAD_WORKING_DAYS)
    if begins < first and not notice.urgent_reason:
        message = (
            f"Phải thông báo trước ít nhất {AHEAD_WORKING_DAYS} ngày làm việc (Điều 13 Nghị định 224/2026/NĐ-CP):"
            f" sớm nhất dừng từ ngày {day(first)}."
        )
        raise Refused(Issue("notice.late", message, "Chọn ngày khác; nếu cấp bách, ghi lý do cấp bách."))


@transaction.atomic
def cancel_suspension(*, actor: User, notice: SuspensionNotice, reason: str) -> None:
    """Cancel a notice; it leaves every page. Raises Refused without the right or a reason, and for one cancelled
    before."""
    notice.cancel_reason = reason
    with transaction.atomic():
        notice.save(update_fields=["cancel_reason"])
        move(NOTICE, [notice], "cancel", actor=actor, unit=notice.authority)
    record(actor=actor, verb="notice.cancelled", subject=_about(notice))


def _about(notice: SuspensionNotice) -> str:
    return f"publishing.SuspensionNotice:{notice.pk}"
