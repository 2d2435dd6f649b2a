"""The council's side of initiatives: marking, two texts side by side, councils and the certificate."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from thidua.access.models import User
from thidua.access.queries import units_with
from thidua.initiatives.actions import mark_application, set_up_initiative_council
from thidua.initiatives.enums import ApplicationState, Scope
from thidua.initiatives.likeness import parts_of, share_of
from thidua.initiatives.models import Application, ApplicationAuthor, InitiativeCouncil
from thidua.initiatives.queries.applications import applications_of, seats_of
from thidua.initiatives.queries.certificate import certificate_pdf
from thidua.registry.models import OrgUnit
from thidua.web.shell.fields import (
    choice_of,
    living_unit,
    offered,
    table_rows,
    text_of,
    typed_decimal,
    typed_key,
    typed_whole,
)
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, may, needs


@needs("initiative.mark")
def marking(request: HttpRequest) -> HttpResponse:
    """What waits for the member's marks, and what he has marked."""
    me = actor_of(request)
    seats = set(me.initiative_seats.values_list("council_id", flat=True))
    rows = Application.objects.filter(council_id__in=seats, state=ApplicationState.MARKING)
    shown = []
    for one in rows.select_related("unit", "council").order_by("id"):
        seat = seats_of(one).filter(user=me).first()
        if seat is not None:
            asked = one.council.criteria.count() if one.council else 0
            shown.append((one, one.marks.filter(seat=seat).count() == asked))
    return render(request, "office/marking.html", {"rows": shown})


@needs("initiative.mark")
@require_http_methods(["GET", "POST"])
def application_mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one application; nobody else's marks are here."""
    one = get_object_or_404(applications_of(actor_of(request)), pk=pk)
    seat = seats_of(one).filter(user=actor_of(request)).first()
    if seat is None or one.state != ApplicationState.MARKING:
        raise Http404
    if request.method == "POST" and attempt(request, lambda: _mark(request, one)):
        messages.success(request, "Đã ghi điểm của bạn; người khác chỉ thấy sau khi chốt.")
        return redirect("marking")
    own = dict(one.marks.filter(seat=seat).values_list("criterion_id", "points"))
    rows = [(criterion, own.get(criterion.pk)) for criterion in seat.council.criteria.all()]
    return render(request, "office/application_mark.html", {"one": one, "rows": rows})


def _mark(request: HttpRequest, one: Application) -> bool:
    points: dict[int, Decimal] = {}
    for criterion in one.council.criteria.all() if one.council else ():
        value = typed_decimal(text_of(request, f"diem-{criterion.pk}"), criterion.name)
        if value is not None:
            points[criterion.pk] = value
    mark_application(actor=actor_of(request), application=one, points=points)
    return True


@needs("initiative.receive")
def application_alike(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Two texts side by side, what they share marked."""
    units = units_with(actor_of(request), "initiative.receive")
    one = get_object_or_404(Application.objects.select_related("unit"), pk=pk, unit_id__in=units)
    earlier = get_object_or_404(Application.objects.select_related("unit"), pk=other, unit_id__in=units)
    fields = (("Hiện trạng", "problem"), ("Giải pháp", "solution"), ("Hiệu quả", "effect"))
    rows = [
        (
            label,
            parts_of(getattr(one, name), earlier.shingles),
            parts_of(getattr(earlier, name), one.shingles),
        )
        for label, name in fields
    ]
    percent = share_of(one.shingles, earlier.shingles)
    context = {"one": one, "earlier": earlier, "rows": rows, "percent": percent}
    return render(request, "office/application_alike.html", context)


@needs("initiative.receive")
@require_http_methods(["GET", "POST"])
def initiative_councils(request: HttpRequest) -> HttpResponse:
    """Councils of initiatives, and setting one up."""
    units = units_with(actor_of(request), "initiative.receive")
    if request.method == "POST" and (made := attempt(request, lambda: _set_up(request))):
        messages.success(request, f"Đã lập {made.name}.")
        return redirect("initiative_councils")
    held = InitiativeCouncil.objects.filter(unit_id__in=units).select_related("unit")
    context = {
        "councils": held.prefetch_related("criteria", "seats__user").order_by("name"),
        "units": offered(OrgUnit.objects.filter(pk__in=units)),
        "members": User.objects.filter(grants__role="council_member", is_active=True).distinct(),
        "scopes": Scope.choices,
        "spare": range(5),
        "given": request.POST,
    }
    return render(request, "office/initiative_councils.html", context)


def _set_up(request: HttpRequest) -> InitiativeCouncil:
    criteria = [
        (name, typed_decimal(points, f"Điểm, dòng {n}") or Decimal(0))
        for n, _, (name, points) in table_rows(request, "criterion", "points")
    ]
    return set_up_initiative_council(
        actor=actor_of(request),
        unit=living_unit(text_of(request, "unit")),
        name=text_of(request, "name"),
        pass_percent=typed_whole(text_of(request, "pass_percent"), "Tỷ lệ điểm đạt"),
        quorum_percent=typed_whole(text_of(request, "quorum_percent"), "Tỷ lệ ủy viên chấm"),
        criteria=criteria,
        members=list(User.objects.filter(pk__in=[typed_key(one) for one in request.POST.getlist("member")])),
        scope=choice_of(request, "scope", "Phạm vi", Scope.values),
    )


@needs("initiative.read")
def initiative_certificate(request: HttpRequest, pk: int, author: int) -> HttpResponse:
    """The certificate of one author of a recognised initiative."""
    one = get_object_or_404(applications_of(actor_of(request)), pk=pk, initiative__recognised=True)
    found: Any = get_object_or_404(
        ApplicationAuthor.objects.select_related("person"), pk=author, application=one
    )
    if not may(request, "initiative.read", one.unit):
        raise Http404
    response = HttpResponse(certificate_pdf(one, found), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="chung-nhan-sang-kien-{one.pk}-{author}.pdf"'
    return response
