"""Planning a movement: its own or an answer to a higher one, its tasks and criteria as whole tables."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from thidua.access.queries import granted_units, units_with
from thidua.kernel.issues import Issue, Refused
from thidua.movements.actions import change_plan, complete_plan, plan_movement, set_criteria, set_tasks
from thidua.movements.enums import MovementKind, MovementLevel, MovementState
from thidua.movements.models import EmulationMovement
from thidua.movements.queries.movements import PLAN_FIELDS, UNDER_WAY, missing_of
from thidua.movements.records import CriterionRecord, PlanDays, PlanRecord, TaskRecord
from thidua.registry.models import OrgUnit
from thidua.web.office.movement_states import unit_code
from thidua.web.office.movements import readable
from thidua.web.shell.fields import (
    choice_of,
    day_of,
    living_unit,
    offered,
    table_rows,
    text_of,
    typed_day,
    typed_decimal,
    year_of,
)
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, may, needs

_SPARE = 3  # empty rows under a table, for what is added without a script


@needs("movement.plan")
@require_http_methods(["GET", "POST"])
def movement_new(request: HttpRequest) -> HttpResponse:
    """Begin a plan; with `?tu=` one that answers a higher movement."""
    parent = _parent(request)
    if request.method == "POST" and (made := attempt(request, lambda: _plan(request, parent))):
        messages.success(request, "Đã lập dự thảo. Ghi nhiệm vụ, tiêu chí rồi phát động.")
        return redirect("movement", made.pk)
    actor = actor_of(request)
    own = OrgUnit.objects.filter(pk__in=units_with(actor, "movement.plan"))
    if parent is not None:
        own = own.exclude(pk=parent.authority_id)
    first = OrgUnit.objects.filter(pk__in=granted_units(actor, "movement.plan")).order_by("sort_key").first()
    given = request.POST or _proposed(parent, first)
    context = {"given": given, "parent": parent, "units": offered(own), **_choices()}
    return render(request, "office/movement_plan.html", context)


def _parent(request: HttpRequest) -> EmulationMovement | None:
    wanted = request.GET.get("tu", "")
    if not wanted:
        return None
    if not wanted.isdigit():
        raise Http404
    one = readable(request, int(wanted))
    if one.state not in UNDER_WAY:
        raise Http404
    return one


def _proposed(parent: EmulationMovement | None, unit: OrgUnit | None) -> dict[str, object]:
    """What the form begins with: the higher movement's plan, or nothing but the unit."""
    found: dict[str, object] = {"unit": unit.name if unit else "", "kind": MovementKind.REGULAR}
    if parent is None:
        return found
    return {
        **found,
        "title": parent.title,
        "year": parent.year,
        "kind": parent.kind,
        "theme": parent.theme,
        "basis": f"{parent.plan_number} của {parent.authority.name}".strip() if parent.plan_number else "",
        "until_on": parent.until_on,
        "midterm_on": parent.midterm_on,
        "final_on": parent.final_on,
    }


def _choices() -> dict[str, object]:
    return {"kinds": MovementKind.choices, "levels": MovementLevel.choices}


def _plan(request: HttpRequest, parent: EmulationMovement | None) -> EmulationMovement:
    unit = living_unit(text_of(request, "unit"))
    return plan_movement(actor=actor_of(request), authority=unit, plan=_read(request), parent=parent)


def _read(request: HttpRequest) -> PlanRecord:
    year = year_of(request, "year", "Năm")
    if year is None:
        raise Refused(Issue("movement.year", "Chưa ghi năm của phong trào.", "Ghi bốn chữ số."))
    return PlanRecord(
        year=year,
        title=text_of(request, "title"),
        kind=choice_of(request, "kind", "Hình thức", MovementKind.values),
        level=choice_of(request, "level", "Phạm vi", MovementLevel.values),
        theme=text_of(request, "theme"),
        objective=text_of(request, "objective"),
        subjects=text_of(request, "subjects"),
        basis=text_of(request, "basis"),
        plan_number=text_of(request, "plan_number"),
        plan_on=day_of(request, "plan_on", "Ngày kế hoạch"),
        days=_days(request),
    )


def _days(request: HttpRequest) -> PlanDays:
    return PlanDays(
        from_on=day_of(request, "from_on", "Từ ngày"),
        until_on=day_of(request, "until_on", "Đến ngày"),
        cascade_until=day_of(request, "cascade_until", "Hạn cấp dưới phát động"),
        midterm_on=day_of(request, "midterm_on", "Hạn sơ kết"),
        final_on=day_of(request, "final_on", "Hạn tổng kết"),
    )


def draft_of(request: HttpRequest, pk: int) -> EmulationMovement | HttpResponse:
    """The draft, or the way to the page of a movement that is none any more."""
    one = readable(request, pk)
    if not may(request, "movement.plan", one.authority):
        raise Http404
    if one.state != MovementState.DRAFT:
        return redirect("movement", pk)
    return one


@needs("movement.plan")
@require_http_methods(["GET", "POST"])
def movement_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a draft says of itself."""
    one = draft_of(request, pk)
    if isinstance(one, HttpResponse):
        return one
    if request.method == "POST":

        def act() -> bool:
            change_plan(actor=actor_of(request), movement=one, plan=_read(request))
            return True

        if attempt(request, act):
            messages.success(request, "Đã lưu kế hoạch.")
            return redirect("movement", pk)
    given = request.POST or _held(one)
    return render(request, "office/movement_plan.html", {"one": one, "given": given, **_choices()})


@needs("movement.review")
@require_http_methods(["GET", "POST"])
def movement_missing(request: HttpRequest, pk: int) -> HttpResponse:
    """Add what the plan of a launched movement lacks."""
    one = readable(request, pk)
    if not may(request, "movement.review", one.authority):
        raise Http404
    missing = missing_of(one)
    if one.state not in UNDER_WAY or not missing:
        return redirect("movement", pk)
    if request.method == "POST":
        act = lambda: complete_plan(actor=actor_of(request), movement=one, plan=_added(request, one))  # noqa: E731
        if (filled := attempt(request, act)) is not None:
            messages.success(request, f"Đã bổ sung {len(filled)} mục của kế hoạch.")
            return redirect("movement", pk)
    fields = [(name, *_LABELS[name]) for name in missing]
    return render(
        request, "office/movement_missing.html", {"one": one, "fields": fields, "given": request.POST}
    )


# Label and kind of field of what a plan may lack.
_LABELS = {
    "theme": ("Chủ đề", "text"),
    "objective": ("Mục đích, yêu cầu", "text"),
    "subjects": ("Đối tượng tham gia", "text"),
    "basis": ("Căn cứ", "text"),
    "plan_number": ("Số kế hoạch", "text"),
    "plan_on": ("Ngày kế hoạch", "date"),
    "from_on": ("Từ ngày", "date"),
    "until_on": ("Đến ngày", "date"),
    "cascade_until": ("Hạn cấp dưới phát động", "date"),
    "midterm_on": ("Hạn sơ kết", "date"),
    "final_on": ("Hạn tổng kết", "date"),
}


def _added(request: HttpRequest, one: EmulationMovement) -> PlanRecord:
    """What the form adds; the rest of the record is what the movement says already."""
    said = {name: text_of(request, name) for name, (_, kind) in _LABELS.items() if kind == "text"}
    plan_on = day_of(request, "plan_on", "Ngày kế hoạch")
    return PlanRecord(one.year, one.title, one.kind, one.level, **said, plan_on=plan_on, days=_days(request))


def _held(one: EmulationMovement) -> dict[str, object]:
    names = ("year", "title", "kind", "level", *PLAN_FIELDS)
    return {name: getattr(one, name) for name in names}


@needs("movement.plan")
@require_http_methods(["GET", "POST"])
def movement_tasks(request: HttpRequest, pk: int) -> HttpResponse:
    """The tasks of a draft as one table."""
    one = draft_of(request, pk)
    if isinstance(one, HttpResponse):
        return one
    if request.method == "POST":
        act = lambda: set_tasks(actor=actor_of(request), movement=one, rows=_tasks(request))  # noqa: E731
        if (count := attempt(request, act)) is not None:
            messages.success(request, f"Đã lưu {count} nhiệm vụ.")
            return redirect("movement" if "xong" in request.POST else "movement_tasks", pk)
    units = offered(OrgUnit.objects.all())
    context = {"one": one, "rows": one.tasks.select_related("owner"), "spare": range(_SPARE), "units": units}
    return render(request, "office/movement_tasks.html", context)


@needs("movement.plan")
@require_http_methods(["GET", "POST"])
def movement_criteria(request: HttpRequest, pk: int) -> HttpResponse:
    """The criteria of a draft as one table."""
    one = draft_of(request, pk)
    if isinstance(one, HttpResponse):
        return one
    if request.method == "POST":
        act = lambda: set_criteria(actor=actor_of(request), movement=one, rows=_criteria(request))  # noqa: E731
        if (count := attempt(request, act)) is not None:
            messages.success(request, f"Đã lưu {count} tiêu chí.")
            return redirect("movement" if "xong" in request.POST else "movement_criteria", pk)
    context = {"one": one, "rows": one.criteria.all(), "spare": range(_SPARE)}
    return render(request, "office/movement_criteria.html", context)


def _tasks(request: HttpRequest) -> list[TaskRecord]:
    fields = ("content", "owner", "indicator", "measure", "goal", "due_on")
    return [
        TaskRecord(
            content=content,
            pk=pk,
            owner_code=unit_code(owner),
            indicator=indicator,
            measure=measure,
            goal=typed_decimal(goal, f"Mục tiêu, dòng {number}"),
            due_on=typed_day(due, f"Hạn, dòng {number}"),
        )
        for number, pk, (content, owner, indicator, measure, goal, due) in table_rows(request, *fields)
    ]


def _criteria(request: HttpRequest) -> list[CriterionRecord]:
    fields = ("content", "max_points", "group", "bonus_points", "evidence")
    found = []
    for number, pk, (content, points, group, bonus, evidence) in table_rows(request, *fields):
        most = typed_decimal(points, f"Điểm tối đa, dòng {number}")
        if most is None:
            message = f"Dòng {number}: chưa ghi điểm tối đa."
            raise Refused(Issue("criterion.points", message, "Ghi số điểm rồi lưu lại."))
        extra = typed_decimal(bonus, f"Điểm thưởng, dòng {number}") or type(most)(0)
        found.append(CriterionRecord(content, most, pk, group, extra, evidence))
    return found
