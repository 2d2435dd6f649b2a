"""Tasks of a launched movement: given to somebody, read, started, done, given up or opened again."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from thidua.access.models import User
from thidua.access.queries import can
from thidua.audit.actions import record
from thidua.documents.models import Attachment
from thidua.flow.actions import move
from thidua.kernel.issues import Issue, Refused
from thidua.movements.actions.naming import permit, units_named
from thidua.movements.models import EmulationMovement, MovementTask, TaskReading
from thidua.movements.queries.movements import UNDER_WAY
from thidua.movements.records import ReadingRecord, TaskRecord
from thidua.movements.workflow import TASK
from thidua.registry.models import OrgUnit

_WITH_REASON = ("miss", "reopen")


@transaction.atomic
def add_task(*, actor: User, movement: EmulationMovement, row: TaskRecord, reason: str) -> MovementTask:
    """Add a task to a movement under way, at the end of its table.

    Raises Refused when the actor may not, without content or reason, and for a movement that is not under way;
    InputFault for an owner nobody carries the code of.
    """
    permit(actor, "movement.launch", movement.authority)
    held = EmulationMovement.objects.select_for_update().get(pk=movement.pk)
    _demand_under_way(held)
    if not row.content or not reason:
        message = "Chưa ghi nội dung nhiệm vụ hoặc lý do bổ sung."
        raise Refused(Issue("task.empty", message, "Ghi cả nội dung và lý do."))
    last = held.tasks.aggregate(last=Max("position"))["last"] or 0
    made = MovementTask.objects.create(
        movement=held,
        position=last + 1,
        content=row.content,
        owner=_owner(row.owner_code),
        indicator=row.indicator,
        measure=row.measure,
        goal=row.goal,
        due_on=row.due_on,
    )
    record(actor=actor, verb="task.added", subject=f"movements.MovementTask:{made.pk}", reason=reason)
    return made


@transaction.atomic
def assign_task(*, actor: User, task: MovementTask, row: TaskRecord) -> None:
    """Say who answers for a task of a movement under way, by what it is measured and until when; its content stays.

    Raises Refused when the actor may not and for a movement that is not under way; InputFault for an unknown owner.
    """
    permit(actor, "movement.review", task.movement.authority)
    _demand_under_way(task.movement)
    before = {"owner": task.owner.code if task.owner else "", "indicator": task.indicator}
    task.owner = _owner(row.owner_code)
    task.indicator, task.measure, task.goal, task.due_on = row.indicator, row.measure, row.goal, row.due_on
    task.save(update_fields=["owner", "indicator", "measure", "goal", "due_on"])
    record(actor=actor, verb="task.assigned", subject=f"movements.MovementTask:{task.pk}", before=before)


@transaction.atomic
def read_task(
    *,
    actor: User,
    task: MovementTask,
    reading: ReadingRecord,
    corrects: TaskReading | None = None,
    reason: str = "",
    file: Attachment | None = None,
) -> TaskReading:
    """Note what was found of a task on a day, with its source; one that corrects an earlier reading says why.

    Raises Refused when the actor may not report for the task, without figure and words, without source, for a day
    before the launch, and for a reading that is corrected already.
    """
    unit = reporting_unit(actor, task)
    _demand_under_way(task.movement)
    _check_reading(task, reading)
    if corrects is not None:
        _check_correction(task, corrects, reason)
    made = TaskReading.objects.create(
        task=task,
        on=reading.on,
        value=reading.value,
        words=reading.words,
        source=reading.source,
        file=file,
        corrects=corrects,
        reason=reason if corrects else "",
        by=actor.username,
    )
    if task.state == TASK.initial:
        move(TASK, [task], "start", actor=actor, unit=unit)
    record(
        actor=actor,
        verb="task.read",
        subject=f"movements.MovementTask:{task.pk}",
        reading=made.pk,
        corrects=corrects.pk if corrects else None,
    )
    return made


@transaction.atomic
def move_task(*, actor: User, task: MovementTask, step: str, outcome: str = "") -> None:
    """Take a step of a task (start, finish, miss, reopen); giving up and opening again say why.

    Raises Refused when the actor may not, when the state does not allow it, when nothing was read of a task that is to
    be done, and without a reason where one is asked.
    """
    if step in _WITH_REASON and not outcome:
        raise Refused(Issue("task.why", "Chưa ghi lý do.", "Ghi lý do rồi làm lại."))
    by_owner = TASK.transition(step).capability == "task.report"
    unit = reporting_unit(actor, task) if by_owner else task.movement.authority
    _demand_under_way(task.movement)
    MovementTask.objects.filter(pk=task.pk).update(outcome=outcome)
    task.outcome = outcome
    move(TASK, [task], step, actor=actor, unit=unit)
    record(
        actor=actor,
        verb="task.moved",
        subject=f"movements.MovementTask:{task.pk}",
        step=step,
        outcome=outcome,
    )


def reporting_unit(actor: User, task: MovementTask) -> OrgUnit:
    """The unit the actor may report for: the owner of the task, else the authority. Raises Refused for neither."""
    if task.owner is not None and can(actor, "task.report", unit=task.owner):
        return task.owner
    permit(actor, "task.report", task.movement.authority)
    return task.movement.authority


def _owner(code: str) -> OrgUnit | None:
    return units_named([code])[code] if code else None


def _demand_under_way(movement: EmulationMovement) -> None:
    if movement.state not in UNDER_WAY:
        message = f"Phong trào ở bước “{movement.get_state_display()}” nên không ghi thêm được."
        raise Refused(Issue("task.closed", message))


def _check_reading(task: MovementTask, reading: ReadingRecord) -> None:
    if reading.value is None and not reading.words:
        raise Refused(Issue("reading.empty", "Chưa ghi số liệu hoặc kết quả.", "Ghi ít nhất một trong hai."))
    if not reading.source:
        raise Refused(Issue("reading.source", "Chưa ghi nguồn số liệu.", "Ghi báo cáo, văn bản làm nguồn."))
    launched = task.movement.launched_on
    if launched and reading.on < launched:
        message = f"Ngày số liệu trước ngày phát động {launched:%d/%m/%Y}."
        raise Refused(Issue("reading.early", message, "Sửa lại ngày."))


def _check_correction(task: MovementTask, corrects: TaskReading, reason: str) -> None:
    if not reason:
        raise Refused(Issue("reading.why", "Chưa ghi lý do đính chính.", "Ghi lý do rồi làm lại."))
    if corrects.task_id != task.pk or TaskReading.objects.filter(corrects=corrects).exists():
        message = "Số liệu này đã được đính chính."
        raise Refused(Issue("reading.corrected", message, "Tải lại trang, đính chính số liệu mới nhất."))
