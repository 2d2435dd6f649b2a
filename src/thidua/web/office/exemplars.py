"""Examples at the office and in units: the list, proposing, finding from the ledger."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from thidua.access.enums import Role
from thidua.access.queries import granted_units, roles_of, units_with
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.text import fold
from thidua.publishing.actions import Proposal, propose_exemplar
from thidua.publishing.enums import ExemplarSource, ExemplarState
from thidua.publishing.models import Exemplar
from thidua.publishing.queries.exemplars import exemplars_of
from thidua.publishing.queries.found import Found, collectives_found, newest_year, people_found
from thidua.registry.models import OrgUnit, Person
from thidua.registry.queries.people import people_of
from thidua.web.shell.fields import lines_of, living_unit, offered, text_of, typed_key
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, may, needs

EXEMPLAR_BADGE: dict[str, str] = {
    ExemplarState.PROPOSED: "asked",
    ExemplarState.ACCEPTED: "asked",
    ExemplarState.PUBLISHED: "met",
    ExemplarState.WITHDRAWN: "refused",
    ExemplarState.REFUSED: "none",
}


def _spec() -> ListSpec:
    years = Exemplar.objects.order_by("-year").values_list("year", flat=True).distinct()
    return ListSpec(
        title="Gương điển hình tiên tiến",
        noun="đề xuất",
        columns=(
            Column(
                "ten",
                "Cá nhân, tập thể",
                lambda one: one.name,
                "name",
                url=lambda one: reverse("exemplar", args=[one.pk]),
                width=32,
            ),
            Column("noi", "Đơn vị, nơi ở", lambda one: one.place, "place", width=36),
            Column("tieu_de", "Bài viết", lambda one: one.title, "title", width=44),
            Column("nguon", "Nguồn", lambda one: one.get_source_display(), "source", width=22),
            Column("nam", "Năm", lambda one: str(one.year), "year", width=8),
            Column("cong_bo", "Công bố", lambda one: one.published_on, "published_on", width=12),
            Column(
                "tinh_trang",
                "Tình trạng",
                lambda one: one.get_state_display(),
                "state",
                badge=lambda one: EXEMPLAR_BADGE[one.state],
                width=18,
            ),
        ),
        order=("-id",),
        search=lambda rows, words: rows.filter(folded__contains=fold(words)),
        filters=(
            Filter(
                "nam", "Năm", tuple((str(y), str(y)) for y in years), lambda rows, v: rows.filter(year=int(v))
            ),
            Filter("nguon", "Nguồn", tuple(ExemplarSource.choices), lambda rows, v: rows.filter(source=v)),
            Filter(
                "tinh_trang", "Tình trạng", tuple(ExemplarState.choices), lambda rows, v: rows.filter(state=v)
            ),
        ),
        empty="Chưa có đề xuất nào. Tìm từ sổ khen thưởng, hoặc đề xuất người, tập thể biết rõ.",
        file="guong-dien-hinh",
    )


@needs("exemplar.read")
def exemplars(request: HttpRequest) -> HttpResponse:
    context = {"may_write": may(request, "exemplar.write", None)}
    rows = exemplars_of(actor_of(request))
    return show_list(request, _spec(), rows, template="office/exemplars.html", context=context)


def _source(request: HttpRequest) -> ExemplarSource:
    """Units speak for themselves, the office and its editors for the authority."""
    central = {Role.OFFICE, Role.EDITOR} & roles_of(actor_of(request))
    return ExemplarSource.OFFICE if central else ExemplarSource.UNIT


@needs("exemplar.write")
@require_http_methods(["GET", "POST"])
def exemplar_new(request: HttpRequest) -> HttpResponse:
    """Name a person of the register, a collective, or somebody by name."""
    if request.method == "POST" and (made := attempt(request, lambda: _propose(request))):
        messages.success(
            request, "Đã ghi đề xuất. Tiếp theo: cơ quan thường trực chọn, viết bài, lấy ý kiến."
        )
        return redirect("exemplar", made.pk)
    own = granted_units(actor_of(request), "exemplar.write")
    units = offered(OrgUnit.objects.filter(pk__in=units_with(actor_of(request), "exemplar.write")))
    first = OrgUnit.objects.filter(pk__in=own).order_by("sort_key").first()
    return render(
        request, "office/exemplar_new.html", {"given": request.POST, "units": units, "first": first}
    )


def _propose(request: HttpRequest) -> Exemplar:
    actor, unit = actor_of(request), living_unit(text_of(request, "unit"))
    code = text_of(request, "person")
    person = _person(request, code) if code else None
    whole = text_of(request, "whole") == "1"
    given = Proposal(
        lines_of(request, "reason"),
        _source(request),
        name=text_of(request, "name")[:300],
        place=(text_of(request, "place") or unit.name)[:300],
        person=person,
        collective=unit if whole and person is None else None,
    )
    return propose_exemplar(actor=actor, unit=unit, proposal=given)


def _person(request: HttpRequest, code: str) -> Person:
    own = people_of(units_with(actor_of(request), "exemplar.write"))
    if (found := own.filter(code__iexact=code).first()) is None:
        said = f"Không có người mã “{code}” ở các đơn vị của bạn."
        raise Refused(Issue("exemplar.code", said, "Tìm mã ở trang Người, hoặc để trống và ghi họ tên."))
    return found


@needs("exemplar.write")
@require_http_methods(["GET", "POST"])
def exemplars_found(request: HttpRequest) -> HttpResponse:
    """Who the ledger names: long runs of titles, honours of higher levels, each with the reason."""
    if request.method == "POST":
        if made := attempt(request, lambda: _propose_found(request)):
            messages.success(request, f"Đã đề xuất {made.name}.")
            return redirect("exemplar", made.pk)
        return redirect("exemplars_found")
    newest = newest_year()
    asked = typed_key(request.GET.get("nam", ""))
    until = asked if newest and 1950 <= asked <= newest else newest
    people, collectives = _found(request, until)
    years = range(newest, newest - 10, -1) if newest else ()
    context = {"people": people, "collectives": collectives, "until": until, "years": years}
    return render(request, "office/exemplars_found.html", context)


def _found(request: HttpRequest, until: int | None) -> tuple[list[Found], list[Found]]:
    units = units_with(actor_of(request), "exemplar.write")
    return (people_found(units, until), collectives_found(units, until)) if until else ([], [])


def _propose_found(request: HttpRequest) -> Exemplar:
    """What is proposed is what the ledger says now, not what the form says."""
    people, collectives = _found(request, typed_key(text_of(request, "until")) or newest_year())
    is_person = text_of(request, "side") == "person"
    wanted = typed_key(text_of(request, "subject"))
    one = next((f for f in (people if is_person else collectives) if f.subject == wanted), None)
    if one is None:
        raise Refused(Issue("exemplar.gone", "Không còn trong danh sách tìm được.", "Xem lại danh sách."))
    actor = actor_of(request)
    unit = OrgUnit.objects.filter(pk__in=granted_units(actor, "exemplar.write")).order_by("sort_key")[0]
    given = Proposal(
        one.reason,
        ExemplarSource.DATA,
        person=get_object_or_404(Person, pk=one.subject) if is_person else None,
        collective=None if is_person else get_object_or_404(OrgUnit, pk=one.subject),
    )
    return propose_exemplar(actor=actor, unit=unit, proposal=given)
