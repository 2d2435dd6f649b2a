"""A movement from its plan to its end: planned, launched, extended, reviewed, closed; and a launch read from files."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from thidua.access.models import User
from thidua.audit.actions import record
from thidua.documents.models import Attachment
from thidua.flow.actions import move
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.text import fold
from thidua.movements.actions.clusters import place_in_clusters
from thidua.movements.actions.covenants import record_signed
from thidua.movements.actions.inheriting import inherit
from thidua.movements.actions.naming import permit
from thidua.movements.enums import MovementLevel, MovementState, ReviewKind
from thidua.movements.models import (
    EmulationMovement,
    MovementCriterion,
    MovementExtension,
    MovementReview,
    MovementTask,
)
from thidua.movements.queries.movements import UNDER_WAY, missing_of
from thidua.movements.records import LaunchRecord, PlanRecord
from thidua.movements.workflow import MOVEMENT
from thidua.registry.models import OrgUnit
from thidua.registry.queries.tree import ancestor_ids


@transaction.atomic
def plan_movement(
    *, actor: User, authority: OrgUnit, plan: PlanRecord, parent: EmulationMovement | None = None
) -> EmulationMovement:
    """Begin a plan; one that answers a higher movement takes over its tasks and criteria.

    Raises Refused when the actor may not plan for the authority, when the higher movement is not under way above it or
    is answered already, and for a second movement of one title in a year.
    """
    permit(actor, "movement.plan", authority)
    if parent is not None:
        _check_parent(parent, authority)
    try:
        with transaction.atomic():
            made = EmulationMovement.objects.create(authority=authority, parent=parent, **_values(plan))
    except IntegrityError as fault:
        raise _twice(authority, plan, parent) from fault
    if parent is not None:
        inherit(parent, made)
    record(
        actor=actor,
        verb="movement.planned",
        subject=f"movements.EmulationMovement:{made.pk}",
        parent=parent.pk if parent else None,
    )
    return made


def _check_parent(parent: EmulationMovement, authority: OrgUnit) -> None:
    if parent.state not in UNDER_WAY or parent.authority_id not in ancestor_ids(authority)[1:]:
        message = "Phong trào này không phải của cấp trên đang phát động."
        raise Refused(Issue("movement.parent", message, "Chọn một phong trào cấp trên đang thực hiện."))


def _twice(authority: OrgUnit, plan: PlanRecord, parent: EmulationMovement | None) -> Refused:
    if parent is not None and parent.derived.filter(authority=authority).exclude(state=MovementState.DROPPED):
        message = f"{authority.name} đã có phong trào hưởng ứng phong trào này."
        return Refused(Issue("movement.answered", message, "Mở phong trào đã có để sửa tiếp."))
    message = f"Năm {plan.year} đã có phong trào “{plan.title}”."
    return Refused(Issue("movement.title", message, "Đặt tên khác, hoặc mở phong trào đã có."))


def _values(plan: PlanRecord) -> dict[str, Any]:
    """Columns of a plan. Raises Refused without a title, and for a period that ends before it begins."""
    if not plan.title:
        raise Refused(Issue("movement.untitled", "Chưa ghi tên phong trào.", "Ghi tên rồi lưu lại."))
    days = plan.days
    if days.from_on and days.until_on and days.until_on < days.from_on:
        message = "Ngày kết thúc trước ngày bắt đầu."
        raise Refused(Issue("movement.period", message, "Sửa lại thời gian thực hiện."))
    values = {key: value for key, value in asdict(plan).items() if key != "days"}
    return {**values, **asdict(days), "folded_title": fold(plan.title)}


@transaction.atomic
def change_plan(*, actor: User, movement: EmulationMovement, plan: PlanRecord) -> None:
    """Change a draft. Raises Refused when the actor may not, and once it is launched."""
    permit(actor, "movement.plan", movement.authority)
    demand_draft(movement)
    for name, value in _values(plan).items():
        setattr(movement, name, value)
    try:
        with transaction.atomic():
            movement.save()
    except IntegrityError as fault:
        raise _twice(movement.authority, plan, None) from fault
    record(actor=actor, verb="movement.changed", subject=f"movements.EmulationMovement:{movement.pk}")


@transaction.atomic
def complete_plan(*, actor: User, movement: EmulationMovement, plan: PlanRecord) -> list[str]:
    """Add what the plan of a launched movement does not say yet; what it says stays. Returns the fields filled.

    Raises Refused when the actor may not, for a movement that is not under way, and for days out of order.
    """
    permit(actor, "movement.review", movement.authority)
    held = EmulationMovement.objects.select_for_update().get(pk=movement.pk)
    if held.state not in UNDER_WAY:
        message = f"Phong trào ở bước “{held.get_state_display()}” nên không bổ sung được."
        raise Refused(Issue("movement.complete", message))
    given = {**asdict(plan), **asdict(plan.days)}
    filled = [name for name in missing_of(held) if given[name]]
    for name in filled:
        setattr(held, name, given[name])
    if held.from_on and held.until_on and held.until_on < held.from_on:
        message = "Ngày kết thúc trước ngày bắt đầu."
        raise Refused(Issue("movement.period", message, "Sửa lại thời gian thực hiện."))
    held.save(update_fields=filled or ["theme"])
    record(
        actor=actor,
        verb="movement.completed",
        subject=f"movements.EmulationMovement:{held.pk}",
        fields=filled,
    )
    return filled


def demand_draft(movement: EmulationMovement) -> None:
    """Locks the movement. Raises Refused once it is no draft any more."""
    state = EmulationMovement.objects.select_for_update().values_list("state", flat=True).get(pk=movement.pk)
    if state != MovementState.DRAFT:
        message = f"Phong trào ở bước “{MovementState(state).label}” nên kế hoạch không sửa được."
        cure = "Thêm nhiệm vụ, giao chủ trì hoặc gia hạn ở trang phong trào."
        raise Refused(Issue("movement.fixed", message, cure))


@transaction.atomic
def drop_movement(*, actor: User, movement: EmulationMovement) -> None:
    """Give up a draft; it stays on record. Raises Refused when the actor may not, and once it is launched."""
    move(MOVEMENT, [movement], "drop", actor=actor, unit=movement.authority)
    record(actor=actor, verb="movement.dropped", subject=f"movements.EmulationMovement:{movement.pk}")


@transaction.atomic
def launch_movement(*, actor: User, movement: EmulationMovement, on: date) -> None:
    """Launch a draft that is ready (Law 06/2022/QH15 art 17, 18); it then appears at every unit below.

    Raises Refused when the actor may not, and with every item of the readiness list that is missing.
    """
    move(MOVEMENT, [movement], "launch", actor=actor, unit=movement.authority)
    EmulationMovement.objects.filter(pk=movement.pk).update(launched_on=on)
    movement.launched_on = on
    record(
        actor=actor,
        verb="movement.launched",
        subject=f"movements.EmulationMovement:{movement.pk}",
        on=on.isoformat(),
    )


@transaction.atomic
def launch(*, actor: User, authority: OrgUnit, plan: LaunchRecord) -> EmulationMovement:
    """Record a launch that was held, from its files: plan, criteria, clusters, covenants; a second time is none.

    What the plan does not say (who answers for a task, by what it is measured) stays open and is asked for. Raises
    Refused when the actor may not, InputFault when a covenant names an unknown unit.
    """
    permit(actor, "movement.launch", authority)
    movement, created = EmulationMovement.objects.exclude(state=MovementState.DROPPED).get_or_create(
        authority=authority,
        year=plan.year,
        title=plan.title,
        defaults={
            "theme": plan.theme,
            "folded_title": fold(plan.title),
            "level": MovementLevel.LOCALITY,
            **asdict(plan.days),
        },
    )
    if not created:
        return movement
    MovementTask.objects.bulk_create(
        MovementTask(movement=movement, position=i, content=content)
        for i, content in enumerate(plan.tasks, 1)
    )
    MovementCriterion.objects.bulk_create(
        MovementCriterion(movement=movement, position=i, content=content, max_points=points)
        for i, (content, points) in enumerate(plan.criteria, 1)
    )
    place_in_clusters(actor=actor, authority=authority, year=plan.year, places=plan.clusters)
    move(MOVEMENT, [movement], "record", actor=actor, unit=authority)
    EmulationMovement.objects.filter(pk=movement.pk).update(launched_on=plan.days.from_on)
    movement.launched_on = plan.days.from_on
    signed = record_signed(movement, plan.targets, actor=actor)
    record(
        actor=actor,
        verb="movement.launched",
        subject=f"movements.EmulationMovement:{movement.pk}",
        covenants=signed,
        criteria=len(plan.criteria),
        tasks=len(plan.tasks),
    )
    return movement


@transaction.atomic
def extend_movement(
    *, actor: User, movement: EmulationMovement, until_on: date, paper: str, reason: str
) -> MovementExtension:
    """Move the end of a movement under way to a later day; the earlier one stays readable.

    Raises Refused when the actor may not, without paper or reason, for a day that is not later, and for a movement
    that is not under way.
    """
    permit(actor, "movement.launch", movement.authority)
    held = EmulationMovement.objects.select_for_update().get(pk=movement.pk)
    if held.state not in UNDER_WAY or held.until_on is None:
        message = "Chỉ gia hạn được phong trào đang thực hiện và có ngày kết thúc."
        raise Refused(Issue("movement.extend", message))
    if until_on <= held.until_on:
        message = f"Ngày kết thúc mới phải sau ngày {held.until_on:%d/%m/%Y}."
        raise Refused(Issue("movement.later", message, "Chọn ngày muộn hơn."))
    if not paper or not reason:
        raise Refused(Issue("movement.extend_why", "Chưa ghi văn bản hoặc lý do gia hạn.", "Ghi cả hai."))
    made = MovementExtension.objects.create(
        movement=held,
        before_on=held.until_on,
        until_on=until_on,
        paper=paper,
        reason=reason,
        by=actor.username,
    )
    held.until_on = movement.until_on = until_on
    held.save(update_fields=["until_on"])
    record(
        actor=actor,
        verb="movement.extended",
        subject=f"movements.EmulationMovement:{held.pk}",
        until=until_on.isoformat(),
    )
    return made


@transaction.atomic
def review_movement(
    *,
    actor: User,
    movement: EmulationMovement,
    kind: str,
    held_on: date,
    paper: str,
    findings: str,
    file: Attachment | None = None,
) -> MovementReview:
    """Record a mid-term or final review that was held (Law 06/2022/QH15 art 17).

    Raises Refused when the actor may not, without paper or findings, for a day before the launch, and when the movement
    is past that review.
    """
    if not paper or not findings:
        message = "Chưa ghi văn bản hoặc kết quả."
        raise Refused(Issue("movement.review_empty", message, "Ghi số, ngày báo cáo và kết quả chính."))
    if movement.launched_on and held_on < movement.launched_on:
        message = f"Ngày họp trước ngày phát động {movement.launched_on:%d/%m/%Y}."
        raise Refused(Issue("movement.review_early", message, "Sửa lại ngày."))
    move(MOVEMENT, [movement], f"review_{ReviewKind(kind)}", actor=actor, unit=movement.authority)
    made = MovementReview.objects.create(
        movement=movement,
        kind=kind,
        held_on=held_on,
        paper=paper,
        findings=findings,
        file=file,
        by=actor.username,
    )
    record(
        actor=actor,
        verb="movement.reviewed",
        subject=f"movements.EmulationMovement:{movement.pk}",
        kind=str(kind),
    )
    return made


@transaction.atomic
def close_movement(*, actor: User, movement: EmulationMovement) -> None:
    """End a movement that had its final review. Raises Refused when the actor may not, before that review, and while a
    task has neither been done nor been given up with a reason."""
    undone = movement.tasks.filter(state__in=("open", "running")).count()
    if undone:
        message = f"Còn {undone} nhiệm vụ chưa có kết luận."
        raise Refused(Issue("movement.undone", message, "Ghi hoàn thành hoặc không hoàn thành kèm lý do."))
    move(MOVEMENT, [movement], "close", actor=actor, unit=movement.authority)
    record(actor=actor, verb="movement.closed", subject=f"movements.EmulationMovement:{movement.pk}")
