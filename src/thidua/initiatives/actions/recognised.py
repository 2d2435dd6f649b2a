"""What happens to a recognised initiative afterwards: wider effect found, corrections; and councils set up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from thidua.access.models import User
from thidua.audit.actions import record
from thidua.initiatives.actions.applications import WIDTH_OF, permit
from thidua.initiatives.enums import Scope
from thidua.initiatives.models import (
    CouncilCriterion,
    CouncilSeat,
    Initiative,
    InitiativeCouncil,
    RecognitionCorrection,
    ScopeFinding,
)
from thidua.kernel.issues import Issue, Refused
from thidua.registry.models import OrgUnit

_CORRECTED = ("recognised", "scope", "applied", "replicable")


@transaction.atomic
def find_scope(
    *, actor: User, initiative: Initiative, scope: str, body: str, paper: str, on: date
) -> ScopeFinding:
    """Note that a competent body found a wider effect, by its paper; earlier findings stay.

    Raises Refused when the actor may not, without body or paper, for an initiative that is not recognised, and for a
    scope that is not wider than the one on record.
    """
    held = _locked(actor, initiative)
    if not body or not paper:
        raise Refused(Issue("scope.paper", "Chưa ghi cơ quan hoặc văn bản công nhận.", "Ghi cả hai."))
    if not held.recognised or WIDTH_OF[Scope(scope)] <= WIDTH_OF[Scope(held.scope)]:
        message = f"Phạm vi đang ghi là “{held.get_scope_display()}”; chỉ ghi thêm phạm vi rộng hơn."
        raise Refused(Issue("scope.wider", message))
    made = ScopeFinding.objects.create(
        initiative=held, scope=scope, body=body, paper=paper, decided_on=on, by=actor.username
    )
    held.scope = initiative.scope = scope
    held.save(update_fields=["scope"])
    record(
        actor=actor, verb="initiative.scope_found", subject=f"initiatives.Initiative:{held.code}", scope=scope
    )
    return made


@transaction.atomic
def correct_initiative(
    *, actor: User, initiative: Initiative, changes: dict[str, Any], reason: str, paper: str
) -> RecognitionCorrection:
    """Set right what was recognised (result, scope, in use, replicable) by a paper; what stood before stays readable.

    Raises Refused when the actor may not, without reason or paper, and when nothing changes.
    """
    held = _locked(actor, initiative)
    if not reason or not paper:
        raise Refused(Issue("correction.why", "Chưa ghi lý do hoặc văn bản đính chính.", "Ghi cả hai."))
    after = {name: v for name, v in changes.items() if name in _CORRECTED and getattr(held, name) != v}
    if not after:
        raise Refused(Issue("correction.same", "Không có gì thay đổi.", "Chọn kết quả đúng rồi ghi lại."))
    before = {name: getattr(held, name) for name in after}
    for name, value in after.items():
        setattr(held, name, value)
    held.save(update_fields=list(after))
    made = RecognitionCorrection.objects.create(
        initiative=held, before=before, after=after, reason=reason, paper=paper, by=actor.username
    )
    record(
        actor=actor,
        verb="initiative.corrected",
        subject=f"initiatives.Initiative:{held.code}",
        fields=[*after],
    )
    return made


def _locked(actor: User, initiative: Initiative) -> Initiative:
    held = Initiative.objects.select_for_update().get(pk=initiative.pk)
    if held.unit is None:
        raise Refused(
            Issue("initiative.unit", "Sáng kiến này chưa ghi đơn vị.", "Sửa danh sách nhập rồi ghi lại.")
        )
    permit(actor, "initiative.receive", held.unit)
    return held


@transaction.atomic
def set_up_initiative_council(
    *,
    actor: User,
    unit: OrgUnit,
    name: str,
    pass_percent: int,
    quorum_percent: int,
    criteria: Sequence[tuple[str, Decimal]],
    members: Sequence[User],
    scope: str = Scope.GRASSROOTS,
) -> InitiativeCouncil:
    """Set up a council with its rule, criteria and members. Raises Refused when the actor may not, without name,
    criteria or members, for percents out of bounds, and for a second council of the name."""
    permit(actor, "initiative.receive", unit)
    if not name or not criteria or not members or any(points <= 0 for _, points in criteria):
        message = "Hội đồng cần tên, tiêu chí có điểm và ít nhất một ủy viên."
        raise Refused(Issue("council.empty", message, "Ghi đủ rồi lưu lại."))
    if not (0 <= pass_percent <= 100 and 1 <= quorum_percent <= 100):
        message = "Tỷ lệ đạt phải từ 0 đến 100, tỷ lệ ủy viên từ 1 đến 100."
        raise Refused(Issue("council.percent", message, "Sửa lại tỷ lệ."))
    try:
        with transaction.atomic():
            made = InitiativeCouncil.objects.create(
                unit=unit, name=name, pass_percent=pass_percent, quorum_percent=quorum_percent, scope=scope
            )
    except IntegrityError as fault:
        raise Refused(Issue("council.twice", f"Đã có hội đồng “{name}”.", "Đặt tên khác.")) from fault
    CouncilCriterion.objects.bulk_create(
        CouncilCriterion(council=made, position=i, name=words, max_points=points)
        for i, (words, points) in enumerate(criteria, 1)
    )
    CouncilSeat.objects.bulk_create(CouncilSeat(council=made, user=user) for user in dict.fromkeys(members))
    record(actor=actor, verb="initiative_council.set_up", subject=f"initiatives.InitiativeCouncil:{made.pk}")
    return made
