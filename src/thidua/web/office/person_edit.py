"""A person's record entered and set right by hand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from thidua.access.queries import units_with
from thidua.kernel.issues import Issue, Refused
from thidua.personnel.actions import Told, add_name, add_number, add_person, correct_person
from thidua.personnel.queries.duplicates import resembling
from thidua.personnel.queries.likeness import Look
from thidua.registry.enums import Group, NameKind, Sex
from thidua.registry.models import OrgUnit, Person
from thidua.web.shell.fields import choice_of, day_of, offered, text_of, year_of
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, needs

_CHOICES = {"sexes": Sex.choices, "groups": Group.choices, "kinds": NameKind.choices}


def writable(request: HttpRequest, code: str, capability: str) -> Person:
    """A living record whose present post is in a unit on which the user has the capability. Raises Http404."""
    units = units_with(actor_of(request), capability)
    found = Person.objects.filter(code=code, posts__unit_id__in=units, posts__until_on__isnull=True)
    one = found.prefetch_related("posts__unit").first()
    if one is None:
        raise Http404
    return one


def told(request: HttpRequest) -> Told:
    """What the form tells of a person. Raises Refused for what cannot be read."""
    sex, group = text_of(request, "sex"), text_of(request, "group")
    return Told(
        full_name=text_of(request, "full_name"),
        born_on=day_of(request, "born_on", "Ngày sinh"),
        birth_year=year_of(request, "birth_year", "Năm sinh"),
        sex=sex if sex in Sex.values else "",
        started_on=day_of(request, "started_on", "Bắt đầu công tác"),
        group=group if group in Group.values else "",
        group_from=day_of(request, "group_from", "Thuộc nhóm từ ngày"),
        nationality=text_of(request, "nationality"),
    )


@needs("person.write")
@require_http_methods(["GET", "POST"])
def person_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Set a record right with a reason; add a name or a number. What was is kept."""
    one = writable(request, code, "person.write")
    if request.method == "POST":
        act = {"ten": _name, "so": _number}.get(text_of(request, "viec"), _correct)
        if attempt(request, lambda: act(request, one)):
            return redirect("person", one.code)
    given = request.POST if request.method == "POST" else _held(one)
    context = {"one": one, "given": given, "names": one.names.order_by("id"), **_CHOICES}
    return render(request, "office/person_edit.html", context)


def _correct(request: HttpRequest, one: Person) -> bool:
    changed = correct_person(
        actor=actor_of(request),
        person=one,
        told_of=told(request),
        reason=text_of(request, "reason"),
        was_called=bool(request.POST.get("was_called")),
    )
    said = f"Đã sửa {changed} mục." if changed else "Không có gì thay đổi."
    messages.success(request, f"{said} Hồ sơ đang xét được đối chiếu lại ở lần xét tiêu chuẩn sau.")
    return True


def _name(request: HttpRequest, one: Person) -> bool:
    kind = choice_of(request, "kind", "Loại tên", NameKind.values)
    made = add_name(
        actor=actor_of(request),
        person=one,
        name=text_of(request, "name"),
        kind=NameKind(kind),
        from_on=day_of(request, "name_from", "Dùng từ ngày"),
        until_on=day_of(request, "name_until", "Dùng đến ngày"),
        paper=text_of(request, "paper"),
    )
    messages.success(request, f"Đã ghi tên “{made.full_name}”; danh sách ghi tên này sẽ tìm thấy hồ sơ.")
    return True


def _number(request: HttpRequest, one: Person) -> bool:
    add_number(
        actor=actor_of(request),
        person=one,
        number=request.POST.get("number", ""),
        reason=text_of(request, "number_reason"),
    )
    messages.success(request, "Đã ghi số định danh; chỉ ba số cuối được hiện.")
    return True


def _held(one: Person) -> dict[str, Any]:
    """The record as the form shows it."""
    days = {n: getattr(one, n).isoformat() if getattr(one, n) else "" for n in _DAYS}
    plain = {n: getattr(one, n) or "" for n in ("full_name", "birth_year", "sex", "group", "nationality")}
    return {**days, **plain}


_DAYS = ("born_on", "started_on", "group_from")


@needs("person.write")
@require_http_methods(["GET", "POST"])
def person_add(request: HttpRequest) -> HttpResponse:
    """Enter a person by hand; records that look alike are shown before anything is saved."""
    units = OrgUnit.objects.filter(id__in=units_with(actor_of(request), "person.write"))
    alike: list[Any] = []
    if request.method == "POST":
        alike = attempt(request, lambda: _alike(request, units)) or []
        sure = not alike or request.POST.get("sure")
        if sure and (made := attempt(request, lambda: _add(request, units))):
            messages.success(request, f"Đã thêm {made.full_name}, mã {made.code}.")
            return redirect("person", made.code)
    context = {
        "given": request.POST,
        "units": offered(units),
        "alike": alike,
        **_CHOICES,
    }
    return render(request, "office/person_add.html", context)


def _unit(request: HttpRequest, units: Any) -> OrgUnit:
    found: OrgUnit | None = units.filter(code=text_of(request, "unit")).first()
    if found is None:
        raise Refused(Issue("form.unit", "Chưa chọn đơn vị công tác.", "Chọn đơn vị rồi gửi lại."))
    return found


def _alike(request: HttpRequest, units: Any) -> list[Any]:
    one = told(request)
    year = one.born_on.year if one.born_on else one.birth_year
    look = Look(one.full_name, one.born_on, year, one.sex, _unit(request, units).pk)
    reach = units_with(actor_of(request), "person.read")
    # Of somebody elsewhere only that there is one is told.
    return [
        (p, score, reasons, any(post.unit_id in reach for post in p.posts.all() if post.until_on is None))
        for p, score, reasons in resembling(look)
    ]


def _add(request: HttpRequest, units: Any) -> Person:
    return add_person(
        actor=actor_of(request),
        told_of=told(request),
        unit=_unit(request, units),
        code=text_of(request, "code"),
        number=request.POST.get("number", ""),
        title=text_of(request, "title"),
        from_on=day_of(request, "from_on", "Giữ chức vụ từ ngày"),
    )
