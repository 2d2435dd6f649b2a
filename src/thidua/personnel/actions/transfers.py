"""A person moves to another unit: one proposes, the other answers; the post changes by the answer alone."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.timezone import localdate

from thidua.access.models import User
from thidua.access.queries import can
from thidua.audit.actions import record
from thidua.flow.actions import move
from thidua.kernel.days import after_working_days
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.numbers import day
from thidua.kernel.text import tidy
from thidua.personnel.enums import TransferState
from thidua.personnel.models import Transfer
from thidua.personnel.workflow import ANSWER_WORKING_DAYS, TRANSFER
from thidua.registry.models import OrgUnit, Person, Post
from thidua.registry.queries.people import unit_of_record


@transaction.atomic
def propose_transfer(
    *, actor: User, person: Person, to_unit: OrgUnit, from_on: date, paper: str, title: str = ""
) -> Transfer:
    """Propose that a person goes to another unit from a day on; nothing of the person changes by it.

    Who has `transfer.propose` on the unit of record may. Raises Refused when the right is missing, the unit is
    the same or has ended, no paper is named, the day lies before the post began, or a proposal is open.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    unit = unit_of_record(person)
    if unit is None or not (answer := can(actor, "transfer.propose", unit=unit)):
        reason = answer.reason if unit else "Người này chưa có đơn vị công tác."
        raise Refused(Issue("transfer.right", reason))
    _check(person, unit, to_unit, from_on, paper)
    made = Transfer.objects.create(
        person=person,
        from_unit=unit,
        to_unit=to_unit,
        title=tidy(title),
        from_on=from_on,
        paper=tidy(paper),
        proposed_by=actor.username,
        answer_until=after_working_days(localdate(), ANSWER_WORKING_DAYS),
    )
    record(
        actor=actor,
        verb="transfer.proposed",
        subject=f"personnel.Transfer:{made.pk}",
        person=person.code,
        to=to_unit.code,
    )
    return made


@transaction.atomic
def accept_transfer(*, actor: User, transfer: Transfer) -> Transfer:
    """The receiving unit takes the person: the post so far ends the day before, the new one begins.

    Who has `transfer.answer` on the receiving unit may. Raises Refused when the right is missing, the proposal is
    no longer open, the day has not come, or the person is no longer where the proposal says.
    """
    move(TRANSFER, [transfer], "accept", actor=actor, unit=transfer.to_unit)
    if transfer.from_on > localdate():
        raise Refused(
            Issue("transfer.ahead", f"Ngày chuyển {day(transfer.from_on)} chưa đến.", "Tiếp nhận từ ngày đó.")
        )
    _change_post(transfer)
    _answered(transfer, actor, "")
    record(actor=actor, verb="transfer.accepted", subject=f"personnel.Transfer:{transfer.pk}")
    return transfer


@transaction.atomic
def refuse_transfer(*, actor: User, transfer: Transfer, reason: str) -> Transfer:
    """The receiving unit does not take the person, and says why; the post stays.

    Who has `transfer.answer` on the receiving unit may. Raises Refused when the right or the reason is missing, or
    the proposal is no longer open.
    """
    transfer.reason = tidy(reason)
    _write_reason(transfer)
    move(TRANSFER, [transfer], "refuse", actor=actor, unit=transfer.to_unit)
    _answered(transfer, actor, transfer.reason)
    record(actor=actor, verb="transfer.refused", subject=f"personnel.Transfer:{transfer.pk}")
    return transfer


@transaction.atomic
def withdraw_transfer(*, actor: User, transfer: Transfer) -> Transfer:
    """The sending unit takes its proposal back. Who has `transfer.propose` on it may. Raises Refused when the
    right is missing or the proposal is no longer open."""
    move(TRANSFER, [transfer], "withdraw", actor=actor, unit=transfer.from_unit)
    _answered(transfer, actor, "")
    record(actor=actor, verb="transfer.withdrawn", subject=f"personnel.Transfer:{transfer.pk}")
    return transfer


def _check(person: Person, unit: OrgUnit, to_unit: OrgUnit, from_on: date, paper: str) -> None:
    if to_unit.pk == unit.pk:
        raise Refused(Issue("transfer.same", "Nơi nhận là đơn vị hiện tại.", "Chọn đơn vị khác."))
    if to_unit.until_on is not None:
        raise Refused(
            Issue("transfer.ended", f"{to_unit.name} đã kết thúc hoạt động.", "Chọn đơn vị đang hoạt động.")
        )
    if not paper.strip():
        raise Refused(Issue("transfer.paper", "Chưa ghi quyết định điều động.", "Ghi số, ngày quyết định."))
    post = person.posts.filter(until_on__isnull=True).first()
    if post and post.from_on and from_on <= post.from_on:
        said = f"Ngày chuyển phải sau ngày bắt đầu chức vụ hiện tại ({day(post.from_on)})."
        raise Refused(Issue("transfer.days", said, "Sửa lại ngày."))
    if Transfer.objects.filter(person=person, state=TransferState.PROPOSED).exists():
        raise Refused(
            Issue("transfer.open", "Đã có đề nghị chuyển đang chờ trả lời.", "Rút đề nghị đó trước.")
        )


def _change_post(transfer: Transfer) -> None:
    gone = Refused(
        Issue(
            "transfer.moved",
            f"{transfer.person.full_name} không còn ở {transfer.from_unit.name}.",
            "Không tiếp nhận, và đề nghị nơi gửi lập lại.",
        )
    )
    post = transfer.person.posts.select_for_update().filter(until_on__isnull=True).first()
    if post is None or post.unit_id != transfer.from_unit_id:
        raise gone
    if post.from_on and post.from_on >= transfer.from_on:
        raise gone
    post.until_on = transfer.from_on - timedelta(days=1)
    post.save(update_fields=["until_on"])
    try:
        with transaction.atomic():
            Post.objects.create(
                person=transfer.person, unit=transfer.to_unit, title=transfer.title, from_on=transfer.from_on
            )
    except IntegrityError as fault:
        raise gone from fault


def _write_reason(transfer: Transfer) -> None:
    Transfer.objects.filter(pk=transfer.pk).update(reason=transfer.reason)


def _answered(transfer: Transfer, actor: User, reason: str) -> None:
    transfer.answered_by, transfer.answered_at, transfer.reason = actor.username, timezone.now(), reason
    transfer.save(update_fields=["answered_by", "answered_at", "reason"])
