"""Applications of initiatives: the list, the page of one with its acts, writing one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from thidua.access.queries import granted_units, units_with
from thidua.initiatives.actions import (
    ApplicationRecord,
    Recognition,
    correct_initiative,
    find_scope,
    move_application,
    recognise,
    refuse_application,
    write_application,
)
from thidua.initiatives.enums import ApplicationState, InitiativeKind, Scope
from thidua.initiatives.models import Application, InitiativeCouncil
from thidua.initiatives.queries.applications import (
    alike,
    applications_of,
    seats_of,
    sum_of,
    whole_marks,
)
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.text import fold
from thidua.registry.models import OrgUnit, Person
from thidua.registry.queries.people import people_of
from thidua.registry.queries.tree import ancestor_ids, descendant_ids
from thidua.web.shell.fields import (
    choice_of,
    living_unit,
    offered,
    table_rows,
    text_of,
    typed_key,
    typed_whole,
    wanted_day,
    year_of,
)
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, may, needs

APPLICATION_BADGE: dict[str, str] = {
    ApplicationState.DRAFT: "none",
    ApplicationState.SENT: "asked",
    ApplicationState.RETURNED: "refused",
    ApplicationState.MARKING: "asked",
    ApplicationState.MARKED: "asked",
    ApplicationState.RECOGNISED: "met",
    ApplicationState.REFUSED: "refused",
    ApplicationState.WITHDRAWN: "none",
}
_OPEN = (ApplicationState.DRAFT, ApplicationState.RETURNED)
_CLOSED = (ApplicationState.MARKED, ApplicationState.RECOGNISED, ApplicationState.REFUSED)
_SPARE = 2


def _state(one: Application) -> str:
    """The state; a recognition that was set right afterwards says so."""
    said = str(one.get_state_display())
    return f"{said}, đã đính chính" if one.initiative and one.initiative.recognised is False else said


_SPEC = ListSpec(
    title="Sáng kiến",
    noun="hồ sơ",
    columns=(
        Column(
            "ten",
            "Tên sáng kiến",
            lambda one: one.title,
            "title",
            url=lambda one: reverse("application", args=[one.pk]),
            width=60,
        ),
        Column("nam", "Năm", lambda one: str(one.year), "year", width=8),
        Column("don_vi", "Đơn vị", lambda one: one.unit.name, "unit__sort_key", width=36),
        Column("nop", "Ngày nộp", lambda one: one.sent_on, "sent_on", width=12),
        Column(
            "pham_vi",
            "Phạm vi",
            lambda one: one.initiative.get_scope_display() if one.initiative else "",
            "initiative__scope",
            width=18,
        ),
        Column(
            "tinh_trang",
            "Tình trạng",
            _state,
            "state",
            badge=lambda one: APPLICATION_BADGE.get(one.state, "none"),
        ),
    ),
    order=("-year", "-id"),
    search=lambda rows, words: rows.filter(folded_title__contains=fold(words)),
    filters=(
        Filter(
            "tinh_trang",
            "Tình trạng",
            tuple(ApplicationState.choices),
            lambda rows, v: rows.filter(state=v),
        ),
        Filter("loai", "Loại", tuple(InitiativeKind.choices), lambda rows, v: rows.filter(kind=v)),
    ),
    empty="Chưa có hồ sơ sáng kiến nào. Soạn hồ sơ của đơn vị rồi nộp.",
    file="sang-kien",
)


@needs("initiative.read")
def applications(request: HttpRequest) -> HttpResponse:
    context = {
        "may_apply": may(request, "initiative.apply", None),
        "may_receive": may(request, "initiative.receive", None),
    }
    rows = applications_of(actor_of(request))
    return show_list(request, _SPEC, rows, template="office/applications.html", context=context)


@needs("initiative.read")
@require_http_methods(["GET", "POST"])
def application(request: HttpRequest, pk: int) -> HttpResponse:
    """One application: texts, authors, marks once closed, what it became, and what may be done now."""
    one = get_object_or_404(applications_of(actor_of(request)), pk=pk)
    if request.method == "POST":
        if said := attempt(request, lambda: _act(request, one)):
            messages.success(request, said)
        return redirect("application", pk)
    context = {
        "one": one,
        "badge": APPLICATION_BADGE.get(one.state, "none"),
        "authors": one.authors.select_related("person"),
        "scopes": Scope.choices,
        "today": localdate(),
        **_rights(request, one),
        **_marks(one),
    }
    context["alike"] = (
        alike(one, units_with(actor_of(request), "initiative.receive")) if context["may_receive"] else []
    )
    context["councils"] = _councils(one) if context["may_receive"] else []
    return render(request, "office/application.html", context)


def _councils(one: Application) -> Any:
    """Councils of the unit and of those above it."""
    return InitiativeCouncil.objects.filter(unit_id__in=ancestor_ids(one.unit)).order_by("name")


def _rights(request: HttpRequest, one: Application) -> dict[str, Any]:
    unit = one.unit
    return {
        "may_edit": one.state in _OPEN and may(request, "initiative.apply", unit),
        "may_withdraw": one.state in (*_OPEN, ApplicationState.SENT)
        and may(request, "initiative.apply", unit),
        "may_receive": may(request, "initiative.receive", unit),
        "may_recognise": one.state == ApplicationState.MARKED and may(request, "initiative.recognise", unit),
    }


def _marks(one: Application) -> dict[str, Any]:
    """How many have marked; the marks themselves only once the marking is closed."""
    if one.council is None:
        return {}
    seats = list(seats_of(one))
    found = sum_of(one, one.council, seats)
    if one.state not in _CLOSED:
        return {"marked": found.marked, "members": found.members}
    marks, criteria = whole_marks(one), list(one.council.criteria.all())
    rows = [
        (
            seat.user.full_name,
            [marks[seat.pk][c.pk] for c in criteria],
            sum(marks[seat.pk].values(), Decimal(0)),
        )
        for seat in seats
        if seat.pk in marks
    ]
    return {
        "sum": found,
        "criteria": criteria,
        "rows": rows,
        "marked": found.marked,
        "members": found.members,
    }


def _act(request: HttpRequest, one: Application) -> str:
    act, actor = text_of(request, "viec"), actor_of(request)
    steps = {"nop": "send", "tra": "return", "chuyen": "take_up", "chot": "close", "rut": "withdraw"}
    if act in steps:
        wanted = text_of(request, "council")
        council = _councils(one).filter(pk=typed_key(wanted)).first()
        move_application(
            actor=actor,
            application=one,
            step=steps[act],
            on=localdate(),
            reason=text_of(request, "reason"),
            council=council,
        )
        return f"Hồ sơ ở bước “{one.get_state_display()}”."
    more = {"cong-nhan": _recognise, "khong": _refuse, "pham-vi": _scope, "dinh-chinh": _correct}
    if act not in more:
        raise Http404
    return more[act](request, one)


def _recognise(request: HttpRequest, one: Application) -> str:
    by = Recognition(
        text_of(request, "number"),
        wanted_day(request, "on", "Ngày quyết định"),
        text_of(request, "body"),
        choice_of(request, "scope", "Phạm vi", Scope.values),
    )
    made = recognise(actor=actor_of(request), application=one, by=by)
    return f"Đã công nhận, mã {made.code}; sáng kiến được tính cho các tác giả khi xét năm {made.year}."


def _refuse(request: HttpRequest, one: Application) -> str:
    refuse_application(actor=actor_of(request), application=one, reason=text_of(request, "reason"))
    return "Đã ghi không công nhận; tác giả thấy lý do."


def _scope(request: HttpRequest, one: Application) -> str:
    if one.initiative is None:
        raise Http404
    made = find_scope(
        actor=actor_of(request),
        initiative=one.initiative,
        scope=choice_of(request, "scope", "Phạm vi", Scope.values),
        body=text_of(request, "body"),
        paper=text_of(request, "paper"),
        on=wanted_day(request, "on", "Ngày văn bản"),
    )
    return f"Đã ghi phạm vi “{made.get_scope_display()}” do {made.body} công nhận."


def _correct(request: HttpRequest, one: Application) -> str:
    if one.initiative is None:
        raise Http404
    correct_initiative(
        actor=actor_of(request),
        initiative=one.initiative,
        changes={"recognised": text_of(request, "recognised") == "co"},
        reason=text_of(request, "reason"),
        paper=text_of(request, "paper"),
    )
    return "Đã đính chính; kết quả trước vẫn xem được."


@needs("initiative.apply")
@require_http_methods(["GET", "POST"])
def application_new(request: HttpRequest) -> HttpResponse:
    """Write a new application of a unit."""
    if request.method == "POST" and (made := attempt(request, lambda: _write(request, None))):
        messages.success(request, "Đã lưu hồ sơ. Xem lại rồi nộp.")
        return redirect("application", made.pk)
    actor = actor_of(request)
    first = (
        OrgUnit.objects.filter(pk__in=granted_units(actor, "initiative.apply")).order_by("sort_key").first()
    )
    given: Any = request.POST or {"unit": first.name if first else "", "year": localdate().year}
    return render(request, "office/application_form.html", {"given": given, **_choices(request, first)})


@needs("initiative.apply")
@require_http_methods(["GET", "POST"])
def application_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft, or what was returned."""
    one = get_object_or_404(applications_of(actor_of(request)), pk=pk)
    if not may(request, "initiative.apply", one.unit):
        raise Http404
    if one.state not in _OPEN:
        return redirect("application", pk)
    if request.method == "POST" and (attempt(request, lambda: _write(request, one)) is not None):
        messages.success(request, "Đã lưu hồ sơ.")
        return redirect("application", pk)
    given: Any = request.POST or one
    authors = [
        (f"{a.person.full_name} ({a.person.code})", a.share) for a in one.authors.select_related("person")
    ]
    context = {"one": one, "given": given, "authors": authors, **_choices(request, one.unit)}
    return render(request, "office/application_form.html", context)


def _choices(request: HttpRequest, unit: OrgUnit | None) -> dict[str, Any]:
    own = units_with(actor_of(request), "initiative.apply")
    reach = descendant_ids([unit.pk]) if unit else set()
    return {
        "kinds": InitiativeKind.choices,
        "units": offered(OrgUnit.objects.filter(pk__in=own)),
        "people": people_of(reach).order_by("sort_key")[:500],
        "spare": range(_SPARE),
    }


def _write(request: HttpRequest, one: Application | None) -> Application:
    unit = one.unit if one else living_unit(text_of(request, "unit"))
    year = year_of(request, "year", "Năm áp dụng")
    if year is None:
        raise Refused(Issue("application.year", "Chưa ghi năm áp dụng.", "Ghi bốn chữ số."))
    given = ApplicationRecord(
        year,
        text_of(request, "title"),
        choice_of(request, "kind", "Loại", InitiativeKind.values),
        str(request.POST.get("problem", "")).strip(),
        str(request.POST.get("solution", "")).strip(),
        str(request.POST.get("effect", "")).strip(),
    )
    authors = [
        (_author(name), typed_whole(share, f"Tỷ lệ, dòng {n}"))
        for n, _, (name, share) in table_rows(request, "author", "share")
    ]
    return write_application(
        actor=actor_of(request), unit=unit, given=given, authors=authors, application=one
    )


def _author(typed: str) -> Person:
    """The person of this code, in brackets or alone; of this name when one alone bears it."""
    code = typed.rpartition("(")[2].rstrip(")") if typed.endswith(")") else typed
    living = Person.objects.filter(merged_into=None)
    if found := living.filter(code__iexact=code).first():
        return found
    named = list(living.filter(folded_name=fold(typed))[:2])
    if len(named) != 1:
        said = f"Có nhiều người tên “{typed}”." if named else f"Không có “{typed}” trong danh bạ."
        raise Refused(Issue("application.author", said, "Chọn trong danh sách gợi ý, hoặc ghi mã cán bộ."))
    return named[0]
