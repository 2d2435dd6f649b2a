"""Tasks of launched movements: the list, the board by state, and the page of one with its readings."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from thidua.access.queries import can, granted_units
from thidua.kernel.numbers import decimal
from thidua.kernel.text import fold
from thidua.movements.actions import assign_task, move_task, read_task
from thidua.movements.enums import TaskState
from thidua.movements.models import MovementTask, TaskReading
from thidua.movements.queries.movements import UNDER_WAY
from thidua.movements.queries.tasks import UNDONE, late, progress, tasks_of
from thidua.movements.records import ReadingRecord, TaskRecord
from thidua.movements.workflow import TASK
from thidua.registry.models import OrgUnit
from thidua.registry.queries.tree import with_above
from thidua.web.office.movement_states import TASK_BADGE, unit_code
from thidua.web.shell.fields import choice_of, day_of, decimal_of, offered, text_of, wanted_day
from thidua.web.shell.files import sent_file
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, may, needs

_STEPS = {"bat-dau": "start", "xong": "finish", "khong-xong": "miss", "mo-lai": "reopen"}


def is_late(one: MovementTask, on: date) -> bool:
    return one.state in UNDONE and one.due_on is not None and one.due_on < on


def _newest(one: Any) -> str:
    """Figure and words of the newest reading."""
    figure = f"{decimal(one.read_value)} {one.measure}".strip() if one.read_value is not None else ""
    return "; ".join(part for part in (figure, one.read_words) if part) or "chưa có"


def _goal(one: MovementTask) -> str:
    if one.goal is None:
        return one.indicator or "chưa ghi"
    return f"{one.indicator}: {decimal(one.goal)} {one.measure}".strip()


def _state(one: MovementTask) -> str:
    said = str(one.get_state_display())
    return f"{said}, quá hạn" if is_late(one, localdate()) else said


_SPEC = ListSpec(
    title="Nhiệm vụ của phong trào",
    noun="nhiệm vụ",
    columns=(
        Column(
            "noi_dung", "Nhiệm vụ", lambda one: one.content, "content", url=lambda one: reverse("task", args=[one.pk]),
            width=60,
        ),
        Column("phong_trao", "Phong trào", lambda one: one.movement.title, "movement__title", width=34, screen=False),
        Column("nam", "Năm", lambda one: str(one.movement.year), "movement__year", width=8),
        Column("chu_tri", "Chủ trì", lambda one: one.owner.name if one.owner else "chưa giao", "owner__sort_key",
               width=30),
        Column("chi_so", "Chỉ số, mục tiêu", _goal, width=34),
        Column("moi_nhat", "Kết quả mới nhất", _newest, width=34),
        Column("ngay", "Ngày số liệu", lambda one: one.read_on, "read_on", width=14),
        Column("han", "Hạn", lambda one: one.due_on, "due_on", width=12),
        Column(
            "tinh_trang",
            "Tình trạng",
            _state,
            "state",
            badge=lambda one: "refused" if is_late(one, localdate()) else TASK_BADGE.get(one.state, "none"),
        ),
    ),
    order=("-movement__year", "movement_id", "position"),
    search=lambda rows, words: rows.filter(
        Q(content__icontains=words) | Q(owner__folded_name__contains=fold(words))
    ),
    filters=(
        Filter(
            "tinh_trang",
            "Tình trạng",
            (*TaskState.choices, ("qua_han", "Quá hạn"), ("chua_giao", "Chưa giao chủ trì"), ("chua_bao", "Chưa báo")),
            lambda rows, v: _narrowed(rows, v),
        ),
        Filter(
            "cap",
            "Phong trào",
            (("tren", "Cấp này đề ra"), ("huong_ung", "Hưởng ứng cấp trên")),
            lambda rows, v: rows.filter(movement__parent__isnull=v == "tren"),
        ),
    ),
    empty="Chưa có nhiệm vụ nào. Nhiệm vụ có từ khi phong trào được phát động.",
    file="nhiem-vu",
)  # fmt: skip


def _narrowed(rows: QuerySet[Any], wanted: str) -> QuerySet[Any]:
    special = {
        "qua_han": late(localdate()),
        "chua_giao": Q(owner__isnull=True),
        "chua_bao": Q(read_on__isnull=True),
    }
    return rows.filter(special.get(wanted) or Q(state=wanted))


@needs("movement.read")
def tasks(request: HttpRequest) -> HttpResponse:
    return show_list(request, _SPEC, tasks_of(actor_of(request)), template="office/tasks.html")


@needs("movement.read")
def task_board(request: HttpRequest) -> HttpResponse:
    """Tasks of the movements under way, a column a state."""
    near = with_above(
        granted_units(actor_of(request), "movement.read")
    )  # what units below do is on their board
    rows = tasks_of(actor_of(request)).filter(movement__state__in=UNDER_WAY, movement__authority_id__in=near)
    rows = rows.order_by("due_on", "position")
    today = localdate()
    columns = [
        (state.label, [(one, is_late(one, today), _newest(one)) for one in rows if one.state == state])
        for state in TaskState
    ]
    return render(request, "office/task_board.html", {"columns": columns})


@needs("movement.read")
@require_http_methods(["GET", "POST"])
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """One task: who answers for it, what was read of it, where it stands, and what may be done now."""
    one = get_object_or_404(tasks_of(actor_of(request)), pk=pk)
    if request.method == "POST":
        if said := attempt(request, lambda: _act(request, one)):
            messages.success(request, said)
        return redirect("task", pk)
    return render(request, "office/task.html", _shown(request, one))


def _shown(request: HttpRequest, one: Any) -> dict[str, Any]:
    authority = one.movement.authority
    under_way = one.movement.state in UNDER_WAY
    may_report = under_way and (
        bool(one.owner and can(actor_of(request), "task.report", unit=one.owner))
        or may(request, "task.report", authority)
    )
    may_manage = under_way and may(request, "movement.review", authority)
    return {
        "one": one,
        "late": is_late(one, localdate()),
        "badge": TASK_BADGE.get(one.state, "none"),
        "share": progress(one.read_value, one.goal),
        "readings": one.readings.select_related("corrected_by", "corrects", "file"),
        "inherited": one.inherited.exclude(movement__state="draft").select_related("movement__authority"),
        "may_report": may_report,
        "may_manage": may_manage,
        "steps": {row.name for row in TASK.transitions if one.state in row.sources},
        "today": localdate(),
        "units": offered(OrgUnit.objects.all()) if may_manage else [],
    }


@transaction.atomic
def _act(request: HttpRequest, one: MovementTask) -> str:
    act, actor = text_of(request, "viec"), actor_of(request)
    if act == "bao":
        return _read(request, one)
    if act == "giao":
        return _assign(request, one)
    choice_of(request, "viec", "Việc", _STEPS)
    move_task(actor=actor, task=one, step=_STEPS[act], outcome=text_of(request, "outcome"))
    return f"Nhiệm vụ ở tình trạng “{one.get_state_display()}”."


def _read(request: HttpRequest, one: MovementTask) -> str:
    actor, wrong = actor_of(request), text_of(request, "corrects")
    corrects = get_object_or_404(TaskReading, pk=int(wrong), task=one) if wrong.isdigit() else None
    reading = ReadingRecord(
        on=wanted_day(request, "on", "Ngày số liệu"),
        source=text_of(request, "source"),
        value=decimal_of(request, "value", "Số liệu"),
        words=text_of(request, "words"),
    )
    read_task(
        actor=actor,
        task=one,
        reading=reading,
        corrects=corrects,
        reason=text_of(request, "reason"),
        file=sent_file(request, "file", actor),
    )
    return "Đã đính chính; số liệu cũ vẫn xem được." if corrects else "Đã ghi kết quả."


def _assign(request: HttpRequest, one: MovementTask) -> str:
    row = TaskRecord(
        content=one.content,
        owner_code=unit_code(text_of(request, "owner")),
        indicator=text_of(request, "indicator"),
        measure=text_of(request, "measure"),
        goal=decimal_of(request, "goal", "Mục tiêu"),
        due_on=day_of(request, "due_on", "Hạn"),
    )
    assign_task(actor=actor_of(request), task=one, row=row)
    return f"Đã giao cho {one.owner.name}." if one.owner else "Đã lưu; nhiệm vụ chưa có đơn vị chủ trì."
