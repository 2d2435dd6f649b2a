"""Yearly grades and discipline of a person: entered, set right with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from thidua.kernel.issues import Issue, Refused
from thidua.personnel.actions import write_discipline, write_rating
from thidua.registry.enums import DisciplineKind, Grade
from thidua.registry.models import Person
from thidua.web.office.person_edit import writable
from thidua.web.shell.fields import choice_of, day_of, text_of, wanted_day, year_of
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, needs


@needs("rating.write")
@require_http_methods(["GET", "POST"])
def person_ratings(request: HttpRequest, code: str) -> HttpResponse:
    """Grades by year; a form for one year."""
    one = writable(request, code, "rating.write")
    if request.method == "POST" and attempt(request, lambda: _rate(request, one)):
        return redirect("person_ratings", one.code)
    context = {
        "one": one,
        "ratings": one.ratings.order_by("-year"),
        "grades": Grade.choices,
        "given": request.POST,
        "corrections": one.corrections.filter(field__startswith="rating:").order_by("-id")[:50],
    }
    return render(request, "office/person_ratings.html", context)


def _rate(request: HttpRequest, one: Person) -> bool:
    year = year_of(request, "year", "Năm")
    if year is None:
        raise Refused(Issue("form.empty", "Chưa ghi “Năm”.", "Ghi bốn chữ số."))
    grade = choice_of(request, "grade", "Mức xếp loại", Grade.values)
    reason = text_of(request, "reason")
    write_rating(actor=actor_of(request), person=one, year=year, grade=Grade(grade), reason=reason)
    messages.success(request, f"Đã ghi xếp loại năm {year}: {Grade(grade).label}.")
    return True


@needs("discipline.write")
@require_http_methods(["GET", "POST"])
def person_disciplines(request: HttpRequest, code: str) -> HttpResponse:
    """Disciplinary measures; a form for a new one or for the one that is set right (`?dong=`)."""
    one = writable(request, code, "discipline.write")
    if request.method == "POST" and attempt(request, lambda: _measure(request, one)):
        return redirect("person_disciplines", one.code)
    row = request.GET.get("dong", "")
    chosen = one.disciplines.filter(pk=row).first() if row.isascii() and row.isdigit() else None
    context = {
        "one": one,
        "measures": one.disciplines.order_by("-from_on"),
        "chosen": chosen,
        "kinds": DisciplineKind.choices,
        "given": request.POST or _held(chosen),
        "corrections": one.corrections.filter(field="discipline").order_by("-id")[:50],
    }
    return render(request, "office/person_disciplines.html", context)


def _held(chosen: object) -> dict[str, str]:
    if chosen is None:
        return {}
    names = ("kind", "number", "from_on", "until_on", "ground")
    return {name: str(getattr(chosen, name) or "") for name in names}


def _measure(request: HttpRequest, one: Person) -> bool:
    row = text_of(request, "measure")
    measure = one.disciplines.filter(pk=row).first() if row.isascii() and row.isdigit() else None
    write_discipline(
        actor=actor_of(request),
        person=one,
        kind=DisciplineKind(choice_of(request, "kind", "Hình thức", DisciplineKind.values)),
        from_on=wanted_day(request, "from_on", "Từ ngày"),
        until_on=day_of(request, "until_on", "Hết hiệu lực"),
        number=text_of(request, "number"),
        ground=text_of(request, "ground"),
        measure=measure,
        reason=text_of(request, "reason"),
    )
    messages.success(request, "Đã ghi hình thức kỷ luật.")
    return True
