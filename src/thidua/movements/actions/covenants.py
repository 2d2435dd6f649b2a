"""Covenants: the template, the draft of a unit, agreeing, and the result at the year's end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from django.db import IntegrityError, transaction

from thidua.access.models import User
from thidua.audit.actions import record
from thidua.flow.actions import move
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.numbers import decimal
from thidua.movements.actions.naming import permit, units_named
from thidua.movements.enums import CovenantResult, CovenantState, GoalKind
from thidua.movements.models import Covenant, CovenantIndicator, CovenantTarget, EmulationMovement
from thidua.movements.queries.covenants import proposed_result, standings, with_readings
from thidua.movements.queries.movements import UNDER_WAY
from thidua.movements.records import IndicatorRecord, TargetRecord
from thidua.movements.workflow import COVENANT
from thidua.registry.models import OrgUnit


def about(covenant: Covenant) -> str:
    """How the log names a covenant."""
    return f"movements.Covenant:{covenant.pk}"


def record_signed(movement: EmulationMovement, targets: Sequence[TargetRecord], *, actor: User) -> int:
    """Covenants of a launch that was held, as its file has them, signed on the day of the launch; their indicators are
    the movement's template. Part of the act of the launch. Returns how many."""
    units = units_named([t.unit_code for t in targets])
    by_unit = groupby(sorted(targets, key=lambda t: t.unit_code), key=lambda t: t.unit_code)
    made = []
    for code, own in by_unit:
        covenant = Covenant.objects.create(
            movement=movement, unit=units[code], signed_on=movement.launched_on
        )
        CovenantTarget.objects.bulk_create(
            CovenantTarget(covenant=covenant, position=i, name=t.name, measure=t.measure, goal=t.goal)
            for i, t in enumerate(own, 1)
        )
        made.append(covenant)
    names = dict.fromkeys((t.name, t.measure) for t in targets)
    CovenantIndicator.objects.bulk_create(
        CovenantIndicator(movement=movement, position=i, name=name, measure=measure)
        for i, (name, measure) in enumerate(names, 1)
    )
    move(COVENANT, made, "record", actor=actor, unit=movement.authority)
    return len(made)


@transaction.atomic
def set_indicators(*, actor: User, movement: EmulationMovement, rows: Sequence[IndicatorRecord]) -> int:
    """The template of the movement's covenants is this. How a target counts is the template's matter: targets of the
    same name follow in covenants that are not judged; what units have set as their goal stays. Returns how many lines.

    Raises Refused when the actor may not, and for a line without or with a second name.
    """
    permit(actor, "covenant.agree", movement.authority)
    names = [row.name for row in rows]
    if not all(names) or len(set(names)) != len(names):
        message = "Mỗi dòng của mẫu cần một tên chỉ tiêu riêng."
        raise Refused(Issue("covenant.indicator", message, "Sửa tên trống hoặc trùng."))
    movement.covenant_indicators.all().delete()
    CovenantIndicator.objects.bulk_create(
        CovenantIndicator(
            movement=movement, position=i, name=row.name, measure=row.measure, kind=row.kind,
            cumulative=row.cumulative, goal=row.goal,
        )
        for i, row in enumerate(rows, 1)
    )  # fmt: skip
    for row in rows:
        CovenantTarget.objects.filter(covenant__movement=movement, name=row.name).exclude(
            covenant__state=CovenantState.JUDGED
        ).update(kind=row.kind, cumulative=row.cumulative)
    record(
        actor=actor,
        verb="covenant.template_set",
        subject=f"movements.EmulationMovement:{movement.pk}",
        indicators=len(rows),
    )
    return len(rows)


@transaction.atomic
def open_covenant(
    *, actor: User, movement: EmulationMovement, unit: OrgUnit, head_post: str = ""
) -> Covenant:
    """Begin a unit's covenant from the template. Raises Refused when the actor may not, for a movement that is not
    under way, and where the unit has one."""
    permit(actor, "covenant.write", unit)
    if movement.state not in UNDER_WAY:
        raise Refused(Issue("covenant.movement", "Phong trào không còn trong thời gian thực hiện."))
    try:
        with transaction.atomic():
            made = Covenant.objects.create(movement=movement, unit=unit, head_post=head_post)
    except IntegrityError as fault:
        message = f"{unit.name} đã có giao ước của phong trào này."
        raise Refused(Issue("covenant.twice", message, "Mở giao ước đã có.")) from fault
    CovenantTarget.objects.bulk_create(
        CovenantTarget(
            covenant=made, position=i.position, name=i.name, measure=i.measure, kind=i.kind,
            cumulative=i.cumulative, goal=i.goal,
        )
        for i in movement.covenant_indicators.all()
    )  # fmt: skip
    record(actor=actor, verb="covenant.opened", subject=about(made))
    return made


@transaction.atomic
def set_targets(
    *, actor: User, covenant: Covenant, head_post: str, rows: Sequence[IndicatorRecord]
) -> list[str]:
    """The targets of a draft are these. Returns a sentence for each goal that falls short of the template, which the
    office sees when it agrees.

    Raises Refused when the actor may not, once it is sent, without the post of the head, and for a target without name.
    """
    permit(actor, "covenant.write", covenant.unit)
    held = Covenant.objects.select_for_update().get(pk=covenant.pk)
    if held.state != CovenantState.DRAFT:
        message = f"Giao ước ở bước “{held.get_state_display()}” nên không sửa được."
        raise Refused(Issue("covenant.fixed", message, "Đề nghị cơ quan thường trực trả lại để sửa."))
    if not head_post or not all(row.name for row in rows):
        message = "Chưa ghi chức vụ người ký hoặc tên chỉ tiêu."
        raise Refused(Issue("covenant.fields", message, "Ghi đủ rồi lưu lại."))
    held.targets.all().delete()
    CovenantTarget.objects.bulk_create(
        CovenantTarget(
            covenant=held, position=i, name=row.name, measure=row.measure, kind=row.kind,
            cumulative=row.cumulative, goal=row.goal,
        )
        for i, row in enumerate(rows, 1)
    )  # fmt: skip
    held.head_post = covenant.head_post = head_post
    held.save(update_fields=["head_post"])
    record(actor=actor, verb="covenant.targets_set", subject=about(held), targets=len(rows))
    return short_of_template(held)


def short_of_template(covenant: Covenant) -> list[str]:
    """A sentence for each goal of the covenant that asks less than the template."""
    asked = {one.name: one for one in covenant.movement.covenant_indicators.all() if one.goal is not None}
    said = []
    for target in covenant.targets.all():
        template = asked.get(target.name)
        if template is None or template.goal is None:
            continue
        more = target.goal is None or (
            target.goal > template.goal if template.kind == GoalKind.AT_MOST else target.goal < template.goal
        )
        if more:
            own = decimal(target.goal) or "không ghi"
            said.append(f"“{target.name}”: mẫu {decimal(template.goal)} {template.measure}, đơn vị {own}.")
    return said


@transaction.atomic
def move_covenant(*, actor: User, covenant: Covenant, step: str, reason: str = "") -> None:
    """Send a draft, agree to it, or return it with a reason. Raises Refused when the actor may not, when the state does
    not allow it, without targets, and for a return without a reason."""
    if step not in ("send", "agree", "return"):
        raise KeyError(step)
    if step == "return" and not reason:
        raise Refused(Issue("covenant.why", "Chưa ghi lý do trả lại.", "Ghi lý do rồi làm lại."))
    unit = covenant.unit if step == "send" else covenant.movement.authority
    move(COVENANT, [covenant], step, actor=actor, unit=unit)
    Covenant.objects.filter(pk=covenant.pk).update(returned=reason if step == "return" else "")
    record(actor=actor, verb="covenant.moved", subject=about(covenant), step=step)


@transaction.atomic
def judge_covenant(*, actor: User, covenant: Covenant, result: str, on: date, finding: str = "") -> None:
    """State the result at the year's end. Where the figures say something else, or nothing yet, the finding says why.

    Raises Refused when the actor may not, when it is not signed or is judged, and without a finding where one is asked.
    """
    whole = with_readings(Covenant.objects.filter(pk=covenant.pk)).get()
    if CovenantResult(result) != proposed_result(standings(whole)) and not finding:
        message = "Kết luận khác số liệu đã báo, hoặc còn chỉ tiêu chưa có số liệu."
        raise Refused(Issue("covenant.finding", message, "Ghi nhận xét, lý do rồi kết luận."))
    Covenant.objects.filter(pk=covenant.pk).update(result=result, judged_on=on, finding=finding)
    move(COVENANT, [covenant], "judge", actor=actor, unit=covenant.movement.authority)
    record(actor=actor, verb="covenant.judged", subject=about(covenant), result=str(result))
