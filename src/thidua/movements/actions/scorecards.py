"""A scorecard's way: sent by its unit, checked by the office, approved; returned with a reason."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from thidua.access.models import User
from thidua.audit.actions import record
from thidua.flow.actions import move
from thidua.kernel.issues import Issue, Refused
from thidua.movements.actions.naming import permit
from thidua.movements.enums import CardState, RoundState
from thidua.movements.models import Scorecard
from thidua.movements.workflow import SCORECARD

# Steps that must say why.
_EXPLAINED = ("return", "send_back", "take_unsent")
_OPEN = (RoundState.SELF, RoundState.CROSS, RoundState.CHECK)


@transaction.atomic
def step_card(*, actor: User, card: Scorecard, step: str, reason: str = "") -> None:
    """Take a card one step of its way.

    Raises Refused without the right, a reason where one is asked for, with every criterion that is missing, and
    when the round is over or, for checking, when cross scores still come in.
    """
    held = (
        Scorecard.objects.select_for_update()
        .select_related("round__table__authority", "unit")
        .get(pk=card.pk)
    )
    row = SCORECARD.transition(step)
    if held.round.state not in _OPEN or (
        step in ("check", "approve") and held.round.state != RoundState.CHECK
    ):
        message = (
            f"Đợt chấm ở bước “{held.round.get_state_display()}” nên chưa hoặc không “{row.label}” được."
        )
        raise Refused(Issue("card.round", message, "Xem lịch của đợt chấm."))
    if step in _EXPLAINED and not reason:
        raise Refused(Issue("card.reason", f"Chưa ghi lý do “{row.label}”.", "Ghi lý do rồi làm lại."))
    unit = held.unit if row.capability == "score.self" else held.round.table.authority
    move(SCORECARD, [held], step, actor=actor, unit=unit)
    Scorecard.objects.filter(pk=held.pk).update(reason=reason)
    card.refresh_from_db(fields=["state", "reason"])
    record(
        actor=actor, verb="card.stepped", subject=f"movements.Scorecard:{held.pk}", step=step, reason=reason
    )


@transaction.atomic
def take_proposed(*, actor: User, card: Scorecard) -> int:
    """Take over the unit's own score where no figure was checked yet. Returns how many cells.

    Raises Refused without the right and outside checking. What the unit has not scored stays open.
    """
    held = Scorecard.objects.select_for_update().select_related("round__table__authority").get(pk=card.pk)
    permit(actor, "score.check", held.round.table.authority)
    if held.round.state != RoundState.CHECK or held.state != CardState.SENT:
        message = "Chỉ thẩm định phiếu đã gửi, sau khi khóa chấm chéo."
        raise Refused(Issue("cell.closed", message, "Tải lại trang để xem bước hiện tại."))
    open_ = held.cells.filter(office_points=None, self_points__isnull=False)
    taken = open_.update(office_points=F("self_points"), office_version=F("office_version") + 1)
    record(actor=actor, verb="card.taken_over", subject=f"movements.Scorecard:{held.pk}", cells=taken)
    return taken
