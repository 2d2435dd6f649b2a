"""One's own record: found by number, name and birth, seen once confirmed, and what is wrong in it said."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from thidua.personnel.actions import claim_record, report_fault
from thidua.personnel.enums import FaultAbout, FaultState
from thidua.personnel.queries.own_record import last_claim, own_person
from thidua.registry.models import OrgUnit
from thidua.registry.queries.people import unit_of_record
from thidua.web.office.seen import Seen
from thidua.web.office.timeline import timeline
from thidua.web.shell.fields import choice_of, living_unit, offered, text_of, wanted_day
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, signed_in

_FAULT_BADGE = {FaultState.REPORTED: "asked", FaultState.MENDED: "met", FaultState.KEPT: "none"}


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
def own_record(request: HttpRequest) -> HttpResponse:
    """The form to claim a record, or the record with the form to say what is wrong."""
    me = actor_of(request)
    person = own_person(me)
    if request.method == "POST":
        if said := attempt(request, lambda: _report(request) if person else _claim(request)):
            messages.success(request, said)
        return redirect("own_record")
    if person is None:
        units = offered(OrgUnit.objects.all())
        return render(request, "office/own_claim.html", {"claim": last_claim(me), "units": units})
    reports = person.fault_reports.order_by("-id")
    context = {
        "one": person,
        "unit": unit_of_record(person),
        "years": timeline(person, Seen.own()),
        "numbers": person.numbers.order_by("id"),
        "abouts": FaultAbout.choices,
        "reports": [(one, _FAULT_BADGE[FaultState(one.state)]) for one in reports],
    }
    return render(request, "office/own_record.html", context)


def _claim(request: HttpRequest) -> str:
    claim_record(
        actor=actor_of(request),
        number=text_of(request, "number"),
        name=text_of(request, "full_name"),
        born_on=wanted_day(request, "born_on", "Ngày sinh"),
        unit=living_unit(text_of(request, "unit")),
    )
    return "Đã gửi yêu cầu. Cơ quan thường trực trả lời trong 2 ngày làm việc."


def _report(request: HttpRequest) -> str:
    about = choice_of(request, "about", "Về nội dung", FaultAbout.values)
    report_fault(actor=actor_of(request), about=FaultAbout(about), text=text_of(request, "text"))
    return "Đã gửi. Cơ quan thường trực trả lời trong 10 ngày làm việc."
