"""Movements: the list, and the page of one with its acts."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from thidua.access.queries import granted_units, units_with
from thidua.documents.models import Attachment
from thidua.kernel.text import fold
from thidua.movements.actions import (
    add_task,
    close_movement,
    drop_movement,
    extend_movement,
    launch_movement,
    review_movement,
)
from thidua.movements.enums import MovementKind, MovementState, ReviewKind
from thidua.movements.models import EmulationMovement
from thidua.movements.queries.cascade import board, counted
from thidua.movements.queries.deviations import deviations
from thidua.movements.queries.movements import (
    STANDING,
    UNDER_WAY,
    missing_of,
    movements_of,
    whole,
)
from thidua.movements.queries.tasks import tasks_of
from thidua.movements.records import TaskRecord
from thidua.movements.workflow.readiness import readiness
from thidua.registry.models import OrgUnit
from thidua.registry.queries.tree import lying_below
from thidua.web.office.movement_states import MOVEMENT_BADGE, TASK_BADGE, unit_code
from thidua.web.shell.fields import choice_of, day_of, decimal_of, offered, text_of, wanted_day
from thidua.web.shell.files import as_download, sent_file
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, may, needs


def _period(one: EmulationMovement) -> str:
    if not one.from_on:
        return "chưa ghi"
    return f"{one.from_on:%d/%m/%Y} – {f'{one.until_on:%d/%m/%Y}' if one.until_on else ''}"


def _search(rows: QuerySet[EmulationMovement], words: str) -> QuerySet[EmulationMovement]:
    folded = fold(words)
    return rows.filter(Q(folded_title__contains=folded) | Q(authority__folded_name__contains=folded))


def _spec(years: list[int]) -> ListSpec:
    return ListSpec(
        title="Phong trào thi đua",
        noun="phong trào",
        columns=(
            Column(
                "ten",
                "Phong trào",
                lambda one: one.title,
                "title",
                url=lambda one: reverse("movement", args=[one.pk]),
                width=52,
            ),
            Column("nam", "Năm", lambda one: str(one.year), "year", width=8),
            Column(
                "don_vi", "Nơi phát động", lambda one: one.authority.name, "authority__sort_key", width=34
            ),
            Column("hinh_thuc", "Hình thức", lambda one: one.get_kind_display(), "kind", width=22),
            Column("thoi_gian", "Thời gian", _period, "from_on", width=26),
            Column("phat_dong", "Ngày phát động", lambda one: one.launched_on, "launched_on", width=14),
            Column(
                "tinh_trang",
                "Tình trạng",
                lambda one: one.get_state_display(),
                "state",
                badge=lambda one: MOVEMENT_BADGE.get(one.state, "none"),
            ),
        ),
        order=("-year", "authority__sort_key", "id"),
        search=_search,
        filters=(
            Filter("nam", "Năm", tuple((str(y), str(y)) for y in years), lambda rows, v: rows.filter(year=v)),
            Filter(
                "hinh_thuc", "Hình thức", tuple(MovementKind.choices), lambda rows, v: rows.filter(kind=v)
            ),
            Filter(
                "tinh_trang", "Tình trạng", tuple(MovementState.choices), lambda rows, v: rows.filter(state=v)
            ),
            Filter(
                "cap",
                "Nguồn",
                (("tren", "Do cấp này đề ra"), ("huong_ung", "Hưởng ứng cấp trên")),
                lambda rows, v: rows.filter(parent__isnull=v == "tren"),
            ),
        ),
        empty="Chưa có phong trào nào. Lập kế hoạch rồi phát động; đơn vị cấp dưới thấy ngay khi phát động.",
        file="phong-trao",
    )


@needs("movement.read")
def movements(request: HttpRequest) -> HttpResponse:
    """Movements of the user's units and of the authorities above them; what waits for an answer stands on top."""
    rows = movements_of(actor_of(request))
    years = sorted(set(rows.order_by().values_list("year", flat=True)), reverse=True)
    context = {"may_plan": may(request, "movement.plan", None), "waiting": _waiting(request)}
    return show_list(request, _spec(years), rows, template="office/movements.html", context=context)


def _waiting(request: HttpRequest) -> list[EmulationMovement]:
    """Movements under way that a unit of the user was reminded to answer and has not launched yet."""
    units = units_with(actor_of(request), "movement.plan")
    reminded = EmulationMovement.objects.filter(state__in=UNDER_WAY, reminders__unit_id__in=units)
    answered = EmulationMovement.objects.filter(
        parent__isnull=False, state__in=STANDING, authority_id__in=units
    )
    return list(reminded.exclude(pk__in=answered.values("parent_id")).distinct().select_related("authority"))


def readable(request: HttpRequest, pk: int) -> EmulationMovement:
    """The movement, where the user may read it; else nothing is there."""
    return get_object_or_404(movements_of(actor_of(request)), pk=pk)


@needs("movement.read")
@require_http_methods(["GET", "POST"])
def movement(request: HttpRequest, pk: int) -> HttpResponse:
    """One movement: its plan, tasks, criteria, reviews, and what may be done with it now."""
    one = whole(readable(request, pk))
    if request.method == "POST":
        if said := attempt(request, lambda: _act(request, one)):
            messages.success(request, said)
        return redirect("movement", pk)
    return render(request, "office/movement.html", _shown(request, one))


def _shown(request: HttpRequest, one: EmulationMovement) -> dict[str, object]:
    is_draft = one.state == MovementState.DRAFT
    return {
        "one": one,
        "badge": MOVEMENT_BADGE.get(one.state, "none"),
        "tasks": [(task, TASK_BADGE.get(task.state, "none")) for task in one.tasks.all()],
        "open_tasks": set(tasks_of(actor_of(request)).filter(movement=one).values_list("pk", flat=True)),
        "points": sum(c.max_points for c in one.criteria.all()),
        "deviations": deviations(one.parent, [one])[one.authority_id] if one.parent else [],
        "checks": readiness(one) if is_draft else [],
        "under_way": one.state in UNDER_WAY,
        "is_draft": is_draft,
        "may_plan": may(request, "movement.plan", one.authority),
        "may_launch": may(request, "movement.launch", one.authority),
        "may_review": may(request, "movement.review", one.authority),
        "covenants": one.covenants.count(),
        "missing": [] if is_draft else missing_of(one),
        "units": offered(OrgUnit.objects.all()),
        **_below(request, one),
    }


def _below(request: HttpRequest, one: EmulationMovement) -> dict[str, object]:
    """How units below answer, and what the user's own unit has answered or may still answer with."""
    seen = one.state != MovementState.DRAFT and may(request, "movement.read", one.authority)
    rows = board(one, on=localdate()) if seen else []
    answered = one.derived.exclude(state=MovementState.DROPPED).select_related("authority")
    mine = granted_units(actor_of(request), "movement.plan")
    return {
        "sees_below": seen,
        "below": counted(rows),
        "below_total": len(rows),
        "own": answered.filter(authority_id__in=mine),
        "answering": _answering(request, one),
    }


def _answering(request: HttpRequest, one: EmulationMovement) -> QuerySet[OrgUnit]:
    """Units the user plans for that lie below and have no answer to the movement yet."""
    if one.state not in UNDER_WAY:
        return OrgUnit.objects.none()
    mine = granted_units(actor_of(request), "movement.plan")
    done = one.derived.exclude(state=MovementState.DROPPED).values("authority_id")
    below = lying_below(mine, [one.authority_id]) - {one.authority_id}
    return OrgUnit.objects.filter(pk__in=below).exclude(pk__in=done)[:1]


@transaction.atomic
def _act(request: HttpRequest, one: EmulationMovement) -> str:
    acts: dict[str, Callable[[HttpRequest, EmulationMovement], str]] = {
        "phat-dong": _launch,
        "bo": _drop,
        "gia-han": _extend,
        "so-tong-ket": _review,
        "ket-thuc": _close,
        "them-nhiem-vu": _add,
    }
    wanted = text_of(request, "viec")
    if wanted not in acts:
        raise Http404
    return acts[wanted](request, one)


def _launch(request: HttpRequest, one: EmulationMovement) -> str:
    launch_movement(actor=actor_of(request), movement=one, on=wanted_day(request, "on", "Ngày phát động"))
    return "Đã phát động; các đơn vị cấp dưới thấy phong trào này từ bây giờ."


def _drop(request: HttpRequest, one: EmulationMovement) -> str:
    drop_movement(actor=actor_of(request), movement=one)
    return "Đã bỏ dự thảo."


def _extend(request: HttpRequest, one: EmulationMovement) -> str:
    made = extend_movement(
        actor=actor_of(request),
        movement=one,
        until_on=wanted_day(request, "until_on", "Ngày kết thúc mới"),
        paper=text_of(request, "paper"),
        reason=text_of(request, "reason"),
    )
    return f"Đã gia hạn đến ngày {made.until_on:%d/%m/%Y}."


def _review(request: HttpRequest, one: EmulationMovement) -> str:
    actor = actor_of(request)
    made = review_movement(
        actor=actor,
        movement=one,
        kind=choice_of(request, "kind", "Loại", ReviewKind.values),
        held_on=wanted_day(request, "held_on", "Ngày họp"),
        paper=text_of(request, "paper"),
        findings=text_of(request, "findings"),
        file=sent_file(request, "file", actor),
    )
    return f"Đã ghi {made.get_kind_display().lower()} ngày {made.held_on:%d/%m/%Y}."


def _close(request: HttpRequest, one: EmulationMovement) -> str:
    close_movement(actor=actor_of(request), movement=one)
    return "Đã kết thúc phong trào."


def _add(request: HttpRequest, one: EmulationMovement) -> str:
    row = TaskRecord(
        content=text_of(request, "content"),
        owner_code=unit_code(text_of(request, "owner")),
        indicator=text_of(request, "indicator"),
        measure=text_of(request, "measure"),
        goal=decimal_of(request, "goal", "Mục tiêu"),
        due_on=day_of(request, "due_on", "Hạn"),
    )
    made = add_task(actor=actor_of(request), movement=one, row=row, reason=text_of(request, "reason"))
    return f"Đã bổ sung nhiệm vụ {made.position}."


@needs("movement.read")
def movement_file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """A file that hangs on the movement: its plan, a review; a reading for those who may read the task."""
    movement_id = pk if movements_of(actor_of(request)).filter(pk=pk).exists() else 0
    tasks = tasks_of(actor_of(request)).filter(movement_id=pk)
    of_it = Q(plans=movement_id) | Q(reviews__movement=movement_id) | Q(task_readings__task__in=tasks)
    return as_download(get_object_or_404(Attachment.objects.filter(of_it).distinct(), pk=file))
