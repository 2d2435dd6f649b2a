"""Registers of titles: who sent theirs, one register, and registered against achieved."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from thidua.access.queries import granted_units, units_with
from thidua.eligibility.queries.law import law_book
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.text import fold
from thidua.movements.actions import (
    answer_registration,
    open_registration,
    register_honour,
    send_registration,
    take_off,
)
from thidua.movements.enums import RegistrationState
from thidua.movements.models import RegistrationLine, RegistrationSheet
from thidua.movements.queries.registrations import consolidated, held_against
from thidua.registry.models import OrgUnit, Person
from thidua.registry.queries.people import people_of
from thidua.registry.queries.tree import descendant_ids
from thidua.web.office.movement_states import REGISTRATION_BADGE
from thidua.web.shell.fields import living_unit, offered, text_of, year_of
from thidua.web.shell.listed import Listed
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, may, needs

_OPEN = (RegistrationState.DRAFT, RegistrationState.RETURNED)


def _label(honour: str) -> str:
    return law_book().label(honour)


def _spec(years: list[int]) -> ListSpec:
    return ListSpec(
        title="Đăng ký thi đua",
        noun="bản đăng ký",
        columns=(
            Column(
                "don_vi",
                "Đơn vị",
                lambda one: one.unit.name,
                "unit__sort_key",
                url=lambda one: reverse("registration", args=[one.pk]),
                width=44,
            ),
            Column("nam", "Năm", lambda one: str(one.year), "year", width=8),
            Column("ca_nhan", "Cá nhân", lambda one: one.persons, "persons", numeric=True, width=10),
            Column("tap_the", "Tập thể", lambda one: one.collectives, "collectives", numeric=True, width=10),
            Column("ngay", "Ngày gửi", lambda one: one.sent_on, "sent_on", width=12),
            Column(
                "tinh_trang",
                "Tình trạng",
                lambda one: one.get_state_display(),
                "state",
                badge=lambda one: REGISTRATION_BADGE.get(one.state, "none"),
            ),
        ),
        order=("-year", "unit__sort_key"),
        search=lambda rows, words: rows.filter(unit__folded_name__contains=fold(words)),
        filters=(
            Filter("nam", "Năm", tuple((str(y), str(y)) for y in years), lambda rows, v: rows.filter(year=v)),
            Filter(
                "tinh_trang",
                "Tình trạng",
                tuple(RegistrationState.choices),
                lambda rows, v: rows.filter(state=v),
            ),
        ),
        empty="Chưa có bản đăng ký nào. Lập bản đăng ký của đơn vị rồi gửi lên.",
        file="dang-ky-thi-dua",
    )


def _sheets(request: HttpRequest) -> QuerySet[RegistrationSheet]:
    units = units_with(actor_of(request), "registration.read")
    return RegistrationSheet.objects.filter(unit_id__in=units).select_related("unit")


@needs("registration.read")
def registrations(request: HttpRequest) -> HttpResponse:
    """Registers of the user's units."""
    rows = _sheets(request).annotate(
        persons=Count("lines", filter=Q(lines__person__isnull=False)),
        collectives=Count("lines", filter=Q(lines__collective__isnull=False)),
    )
    years = sorted(set(rows.order_by().values_list("year", flat=True)), reverse=True)
    context = {"may_write": may(request, "registration.write", None)}
    return show_list(request, _spec(years), rows, template="office/registrations.html", context=context)


@needs("registration.write")
@require_http_methods(["GET", "POST"])
def registration_new(request: HttpRequest) -> HttpResponse:
    """Begin a unit's register of a year, or go on with the one there is."""
    if request.method == "POST" and (made := attempt(request, lambda: _open(request))):
        return redirect("registration", made.pk)
    actor = actor_of(request)
    mine = granted_units(actor, "registration.write")
    first = OrgUnit.objects.filter(pk__in=mine).order_by("sort_key").first()
    units = offered(OrgUnit.objects.filter(pk__in=units_with(actor, "registration.write")))
    given = request.POST or {"unit": first.name if first else "", "year": localdate().year}
    return render(request, "office/registration_new.html", {"given": given, "units": units})


def _open(request: HttpRequest) -> RegistrationSheet:
    year = year_of(request, "year", "Năm")
    if year is None:
        raise Refused(Issue("registration.year", "Chưa ghi năm.", "Ghi bốn chữ số."))
    unit = living_unit(text_of(request, "unit"))
    return open_registration(actor=actor_of(request), unit=unit, year=year)


@needs("registration.read")
@require_http_methods(["GET", "POST"])
def registration(request: HttpRequest, pk: int) -> HttpResponse:
    """One register: its lines, and what may be done with it now."""
    sheet = get_object_or_404(_sheets(request), pk=pk)
    if request.method == "POST":
        if said := attempt(request, lambda: _act(request, sheet)):
            messages.success(request, said)
        return redirect("registration", pk)
    lines = sheet.lines.select_related("person", "collective").order_by("honour", "person__sort_key", "id")
    may_write = sheet.state in _OPEN and may(request, "registration.write", sheet.unit)
    answering = sheet.state == RegistrationState.SENT and may(request, "registration.answer", sheet.unit)
    context = {
        "sheet": sheet,
        "badge": REGISTRATION_BADGE.get(sheet.state, "none"),
        "lines": [(line, _label(line.honour)) for line in lines],
        "may_write": may_write,
        "may_answer": answering,
        **(_offers(sheet) if may_write else {}),
    }
    return render(request, "office/registration.html", context)


def _offers(sheet: RegistrationSheet) -> dict[str, Any]:
    reach = descendant_ids([sheet.unit_id])
    honours = [h for h in law_book().honours() if h.code.startswith(("ld", "cs", "tt", "co_"))]
    return {
        "people": people_of(reach).order_by("sort_key")[:500],
        "bodies": offered(OrgUnit.objects.filter(pk__in=reach)),
        "honours": [(one.code, one.name) for one in honours],
    }


def _act(request: HttpRequest, sheet: RegistrationSheet) -> str:
    act, actor = text_of(request, "viec"), actor_of(request)
    if act == "them":
        return _add(request, sheet)
    if act == "bo":
        line = get_object_or_404(RegistrationLine, pk=int(text_of(request, "line") or 0), sheet=sheet)
        take_off(actor=actor, line=line)
        return "Đã bỏ dòng đăng ký."
    if act == "gui":
        send_registration(actor=actor, sheet=sheet, on=localdate())
        return "Đã gửi bản đăng ký lên cơ quan thường trực."
    accept = act == "nhan"
    answer_registration(actor=actor, sheet=sheet, accept=accept, reason=text_of(request, "reason"))
    return "Đã tiếp nhận bản đăng ký." if accept else "Đã trả lại; đơn vị thấy lý do."


def _add(request: HttpRequest, sheet: RegistrationSheet) -> str:
    honour, who = text_of(request, "honour"), text_of(request, "who")
    if honour not in {one.code for one in law_book().honours()}:
        raise Refused(Issue("registration.honour", "Chưa chọn danh hiệu.", "Chọn trong danh sách."))
    person = _person(sheet, who)
    collective = None if person else _collective(sheet, who)
    register_honour(actor=actor_of(request), sheet=sheet, honour=honour, person=person, collective=collective)
    return f"Đã đăng ký {_label(honour)} cho {person.full_name if person else collective}."


def _person(sheet: RegistrationSheet, who: str) -> Person | None:
    """The person of the unit of this code; of this name when one alone bears it."""
    here = people_of(descendant_ids([sheet.unit_id])).distinct()
    code = who.rpartition("(")[2].rstrip(")") if who.endswith(")") else who
    if found := here.filter(code__iexact=code).first():
        return found
    named = list(here.filter(folded_name=fold(who))[:2])
    if len(named) > 1:
        message = f"Có nhiều người tên “{who}” trong đơn vị."
        raise Refused(Issue("registration.same_name", message, "Chọn trong danh sách, có mã cán bộ."))
    return named[0] if named else None


def _collective(sheet: RegistrationSheet, who: str) -> OrgUnit:
    here = OrgUnit.objects.filter(pk__in=descendant_ids([sheet.unit_id]))
    found = here.filter(Q(code__iexact=who) | Q(name__iexact=who)).first()
    if found is None:
        message = f"Không có cá nhân, tập thể “{who}” trong {sheet.unit.name}."
        raise Refused(Issue("registration.unknown", message, "Chọn trong danh sách gợi ý."))
    return found


@needs("registration.read")
def registrations_held(request: HttpRequest) -> HttpResponse:
    """Registered against achieved, by unit and honour, of a year."""
    units = units_with(actor_of(request), "registration.read")
    found = _sheets(request).order_by("-year").values_list("year", flat=True)
    years = sorted(set(found), reverse=True)
    asked = request.GET.get("nam", "")
    year = (
        int(asked) if asked.isdigit() and int(asked) in years else (years[0] if years else localdate().year)
    )
    names = {unit.pk: unit for unit in OrgUnit.objects.filter(pk__in=units)}
    rows: Any = [_Row(names[row.unit_id], row) for row in held_against(year, units)]
    totals = [(_label(code), count) for code, count in sorted(consolidated(year, units).items())]
    context = {"year": year, "years": years, "totals": totals}
    shown: Any = Listed(rows)
    return show_list(
        request, _held_spec(rows), shown, template="office/registrations_held.html", context=context
    )


class _Row:
    """One line of the comparison, as a list shows it."""

    def __init__(self, unit: OrgUnit, held: Any) -> None:
        self.pk = f"{unit.pk}-{held.honour}"
        self.unit, self.held, self.sort_key = unit, held, unit.sort_key
        self.label = _label(held.honour)


def _decided(count: int | None) -> int | str:
    return "chưa xét" if count is None else count


def _search_held(rows: Any, words: str) -> Any:
    return rows.where(lambda row: fold(words) in row.unit.folded_name)


def _of_honour(rows: Any, wanted: str) -> Any:
    return rows.where(lambda row: row.held.honour == wanted)


def _held_spec(rows: list[_Row]) -> ListSpec:
    honours = sorted({(row.held.honour, row.label) for row in rows})
    return ListSpec(
        title="Đăng ký và kết quả",
        noun="dòng",
        columns=(
            Column("don_vi", "Đơn vị", lambda row: row.unit.name, "sort_key", width=44),
            Column("danh_hieu", "Danh hiệu", lambda row: row.label, "label", width=34),
            Column("dang_ky", "Đăng ký", lambda row: row.held.registered, numeric=True, width=10),
            Column("dat", "Đạt", lambda row: _decided(row.held.achieved), numeric=True, width=10),
            Column("chua", "Chưa đạt", lambda row: _decided(row.held.missed), numeric=True, width=10),
            Column(
                "ngoai",
                "Đạt, không đăng ký",
                lambda row: _decided(row.held.unregistered),
                numeric=True,
                width=18,
            ),
        ),
        order=("sort_key", "label"),
        search=_search_held,
        filters=(
            Filter(
                "danh_hieu",
                "Danh hiệu",
                tuple(honours),
                _of_honour,
            ),
        ),
        empty="Chưa có bản đăng ký nào được gửi trong năm này.",
        file="dang-ky-va-ket-qua",
    )
