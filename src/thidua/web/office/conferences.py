"""Conferences: the list, the page of one, what is read out, who has received."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from thidua.access.queries import units_with
from thidua.conferences.actions import (
    ConferenceRecord,
    add_picture,
    choose_awards,
    hand_over,
    move_conference,
    plan_conference,
    set_guests,
    set_programme,
)
from thidua.conferences.enums import ConferenceState
from thidua.conferences.models import Conference
from thidua.conferences.queries import conferences_of, handed, script, to_present, with_hours
from thidua.conferences.workflow import CONFERENCE
from thidua.documents.models import Attachment
from thidua.eligibility.queries.law import law_book
from thidua.kernel.issues import Issue, Refused
from thidua.movements.models import EmulationMovement, Season
from thidua.movements.queries.covenants import SIGNED
from thidua.registry.models import OrgUnit
from thidua.web.shell.fields import (
    day_of,
    hour_of,
    living_unit,
    offered,
    table_rows,
    text_of,
    typed_key,
    typed_whole,
    wanted_day,
)
from thidua.web.shell.files import as_picture, sent_picture
from thidua.web.shell.lists import Column, Filter, ListSpec, holding, show_list
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, may, needs

_BADGE: dict[str, str] = {
    ConferenceState.PLANNED: "asked",
    ConferenceState.RUNNING: "met",
    ConferenceState.DONE: "asked",
    ConferenceState.CLOSED: "none",
    ConferenceState.DROPPED: "none",
}
_SPARE = 3


_SPEC = ListSpec(
    title="Hội nghị",
    noun="hội nghị",
    columns=(
        Column(
            "ten",
            "Hội nghị",
            lambda one: one.title,
            "title",
            url=lambda one: reverse("conference", args=[one.pk]),
            width=60,
        ),
        Column("ngay", "Ngày", lambda one: one.held_on, "held_on", width=12),
        Column("noi", "Địa điểm", lambda one: one.place, "place", width=36),
        Column("don_vi", "Cơ quan tổ chức", lambda one: one.authority.name, "authority__sort_key", width=34),
        Column(
            "tinh_trang",
            "Tình trạng",
            lambda one: one.get_state_display(),
            "state",
            badge=lambda one: _BADGE.get(one.state, "none"),
        ),
    ),
    order=("-held_on",),
    search=holding(lambda one: one.title),
    filters=(
        Filter(
            "tinh_trang",
            "Tình trạng",
            tuple(ConferenceState.choices),
            lambda rows, v: rows.filter(state=v),
        ),
    ),
    empty="Chưa có hội nghị nào. Lập hội nghị để xếp chương trình, kịch bản trao thưởng.",
    file="hoi-nghi",
)


@needs("conference.read")
def conferences(request: HttpRequest) -> HttpResponse:
    context = {"may_write": may(request, "conference.write", None)}
    rows = conferences_of(actor_of(request))
    return show_list(request, _SPEC, rows, template="office/conferences.html", context=context)


@needs("conference.write")
@require_http_methods(["GET", "POST"])
def conference_new(request: HttpRequest) -> HttpResponse:
    """Plan a conference of an authority."""
    if request.method == "POST" and (made := attempt(request, lambda: _plan(request))):
        messages.success(request, "Đã lập hội nghị. Ghi chương trình, khách mời, chọn khen thưởng để trao.")
        return redirect("conference", made.pk)
    own = units_with(actor_of(request), "conference.write")
    context = {
        "given": request.POST,
        "units": offered(OrgUnit.objects.filter(pk__in=own)),
        "seasons": Season.objects.filter(authority_id__in=own).order_by("-review_year"),
        "movements": EmulationMovement.objects.filter(authority_id__in=own, parent=None).order_by(
            "-year", "id"
        ),
    }
    return render(request, "office/conference_new.html", context)


def _plan(request: HttpRequest) -> Conference:
    unit = living_unit(text_of(request, "unit"))
    season, movement = text_of(request, "season"), text_of(request, "movement")
    return plan_conference(
        actor=actor_of(request),
        authority=unit,
        plan=ConferenceRecord(
            text_of(request, "title"),
            wanted_day(request, "held_on", "Ngày"),
            hour_of(request, "begins_at", "Giờ"),
            text_of(request, "place"),
        ),
        season=get_object_or_404(Season, pk=typed_key(season), authority=unit) if typed_key(season) else None,
        movement=get_object_or_404(EmulationMovement, pk=typed_key(movement), authority=unit)
        if typed_key(movement)
        else None,
    )


def _readable(request: HttpRequest, pk: int) -> Conference:
    return get_object_or_404(conferences_of(actor_of(request)), pk=pk)


@needs("conference.read")
@require_http_methods(["GET", "POST"])
def conference(request: HttpRequest, pk: int) -> HttpResponse:
    """One conference: programme, guests, awards to present, covenants, pictures, and what may be done now."""
    one = _readable(request, pk)
    if request.method == "POST":
        if said := attempt(request, lambda: _act(request, one)):
            messages.success(request, said)
        return redirect("conference", pk)
    may_write = may(request, "conference.write", one.authority)
    is_open = one.state not in (ConferenceState.CLOSED, ConferenceState.DROPPED)
    context = {
        "one": one,
        "badge": _BADGE.get(one.state, "none"),
        "programme": with_hours(one),
        "groups": script(one),
        "handed": handed(one),
        "covenants": one.movement.covenants.filter(state__in=SIGNED).count() if one.movement else 0,
        "may_write": may_write and is_open,
        "steps": [row for row in CONFERENCE.transitions if may_write and one.state in row.sources],
        "spare": range(_SPARE),
        "waiting": _waiting(one) if may_write and is_open else [],
    }
    return render(request, "office/conference.html", context)


def _waiting(one: Conference) -> list[tuple[str, str, int]]:
    """Honours of the season that may still be put on the list, with how many awards."""
    found = to_present(one).order_by().values_list("honour").annotate(count=Count("id"))
    counts = dict(found)
    return [(h.code, h.name, counts[h.code]) for h in law_book().honours() if h.code in counts]


def _act(request: HttpRequest, one: Conference) -> str:
    acts: dict[str, Callable[[HttpRequest, Conference], str]] = {
        "chuong-trinh": _programme,
        "khach": _guests,
        "chon": _choose,
        "anh": _picture,
        "buoc": _step,
    }
    wanted = text_of(request, "viec")
    if wanted not in acts:
        raise Http404
    return acts[wanted](request, one)


def _programme(request: HttpRequest, one: Conference) -> str:
    rows = table_rows(request, "minutes", "content", "leader")
    items = [(typed_whole(m, f"Số phút, dòng {n}"), content, leader) for n, _, (m, content, leader) in rows]
    return f"Đã lưu {set_programme(actor=actor_of(request), conference=one, items=items)} mục chương trình."


def _guests(request: HttpRequest, one: Conference) -> str:
    rows = table_rows(request, "post", "seats", "came")
    guests = [
        (
            post,
            typed_whole(seats, f"Số ghế, dòng {n}"),
            typed_whole(came, f"Có mặt, dòng {n}") if came else None,
        )
        for n, _, (post, seats, came) in rows
    ]
    return f"Đã lưu {set_guests(actor=actor_of(request), conference=one, guests=guests)} nhóm khách mời."


def _choose(request: HttpRequest, one: Conference) -> str:
    honours = request.POST.getlist("honour")
    new = choose_awards(actor=actor_of(request), conference=one, honours=honours)
    return f"Đã đưa {new} lượt khen thưởng vào danh sách trao."


def _picture(request: HttpRequest, one: Conference) -> str:
    file, content = sent_picture(request, "file")
    add_picture(
        actor=actor_of(request),
        conference=one,
        file=file,
        content=content,
        caption=text_of(request, "caption"),
        alternative=text_of(request, "alternative"),
    )
    return "Đã thêm ảnh; thông tin máy ảnh ghi trong tệp đã được bỏ."


def _step(request: HttpRequest, one: Conference) -> str:
    step = text_of(request, "step")
    if step not in {row.name for row in CONFERENCE.transitions}:
        raise Http404
    move_conference(actor=actor_of(request), conference=one, step=step)
    return f"Hội nghị ở bước “{one.get_state_display()}”."


@needs("conference.read")
def conference_script(request: HttpRequest, pk: int) -> HttpResponse:
    """What is read out when awards are presented, in large type, a group a screen."""
    one = _readable(request, pk)
    groups = script(one)
    asked = request.GET.get("nhom", "1")
    at = min(max(1, typed_key(asked)), max(1, len(groups)))
    context = {
        "one": one,
        "group": groups[at - 1] if groups else None,
        "at": at,
        "all": len(groups),
        "before": at - 1 if at > 1 else 0,
        "after": at + 1 if at < len(groups) else 0,
    }
    return render(request, "office/conference_script.html", context)


@needs("conference.write")
@require_http_methods(["GET", "POST"])
def conference_handover(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has received: ticked group by group at the conference, one by one afterwards."""
    one = get_object_or_404(
        conferences_of(actor_of(request)),
        pk=pk,
        authority_id__in=units_with(actor_of(request), "conference.write"),
    )
    if request.method == "POST":
        if said := attempt(request, lambda: _hand(request, one)):
            messages.success(request, said)
        return redirect("conference_handover", pk)
    context = {"one": one, "groups": script(one), "handed": handed(one), "today": localdate()}
    return render(request, "office/conference_handover.html", context)


def _hand(request: HttpRequest, one: Conference) -> str:
    step = text_of(request, "step")
    wanted = [key for row in request.POST.getlist("row") if (key := typed_key(row))]
    if step not in ("present", "miss", "hand", "undo"):
        raise Http404
    if not wanted:
        raise Refused(Issue("handover.none", "Chưa chọn cá nhân, tập thể nào.", "Đánh dấu rồi bấm lại."))
    count = hand_over(
        actor=actor_of(request),
        conference=one,
        rows=list(one.presented.filter(pk__in=wanted)),
        step=step,
        on=day_of(request, "on", "Ngày nhận"),
        received_by=text_of(request, "received_by"),
    )
    return f"Đã ghi {count} lượt."


@needs("conference.read")
def conference_picture(request: HttpRequest, pk: int, image: int) -> HttpResponse:
    """A picture of the conference, as the pages show it."""
    one = _readable(request, pk)
    found = get_object_or_404(Attachment, pk=image, pictures__conference=one)
    return as_picture(found)
