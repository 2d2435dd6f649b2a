"""Clusters and blocks: their list, and one with its members and heads by term."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from thidua.access.queries import granted_units
from thidua.kernel.issues import Issue, Refused
from thidua.movements.actions import join_cluster, leave_cluster, name_head, set_up_cluster
from thidua.movements.enums import ClusterDuty, ClusterKind
from thidua.movements.models import Cluster, ClusterMember
from thidua.movements.queries.scores import clusters_of
from thidua.registry.models import OrgUnit
from thidua.web.shell.fields import choice_of, living_unit, offered, text_of, wanted_day, year_of
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, may, needs


def _head(one: Cluster) -> str:
    open_ = [term for term in one.terms.all() if term.duty == ClusterDuty.HEAD and term.until_on is None]
    leads = [term.unit.name for term in open_] or [m.unit.name for m in one.members.all() if m.is_lead]
    return ", ".join(leads)


_SPEC = ListSpec(
    title="Cụm, khối thi đua",
    noun="cụm, khối",
    columns=(
        Column(
            "ten",
            "Tên",
            lambda one: one.name,
            "name",
            url=lambda one: reverse("cluster", args=[one.pk]),
            width=34,
        ),
        Column("nam", "Năm", lambda one: str(one.year), "year", width=8),
        Column("loai", "Loại", lambda one: one.get_kind_display(), "kind"),
        Column("so", "Số đơn vị", lambda one: one.size, "size", numeric=True, width=10),
        Column("truong", "Trưởng cụm, khối", _head, width=34),
    ),
    order=("-year", "name"),
    search=lambda rows, words: rows.filter(name__icontains=words),
    filters=(Filter("loai", "Loại", tuple(ClusterKind.choices), lambda rows, v: rows.filter(kind=v)),),
    empty="Chưa có cụm, khối nào. Lập cụm, hoặc nhập cùng tệp phát động của đợt.",
    file="cum-khoi",
)


@needs("score.read")
def clusters(request: HttpRequest) -> HttpResponse:
    rows = clusters_of(actor_of(request)).prefetch_related("terms__unit", "members__unit")
    manages = bool(granted_units(actor_of(request), "cluster.manage"))
    return show_list(request, _SPEC, rows, template="office/clusters.html", context={"manages": manages})


@needs("cluster.manage")
@require_http_methods(["GET", "POST"])
def cluster_new(request: HttpRequest) -> HttpResponse:
    """Set up a cluster of one's own authority."""
    if request.method == "POST" and (made := attempt(request, lambda: _set_up(request))):
        messages.success(request, f"Đã lập {made.name}. Thêm đơn vị vào cụm.")
        return redirect("cluster", made.pk)
    return render(request, "office/cluster_new.html", {"given": request.POST, "kinds": ClusterKind.choices})


def _set_up(request: HttpRequest) -> Cluster:
    actor = actor_of(request)
    authority = OrgUnit.objects.get(pk=min(granted_units(actor, "cluster.manage")))
    year = year_of(request, "year", "Năm")
    if year is None:
        raise Refused(Issue("form.empty", "Chưa ghi “Năm”.", "Ghi rồi gửi lại."))
    kind = ClusterKind(choice_of(request, "kind", "Loại", ClusterKind.values))
    return set_up_cluster(
        actor=actor, authority=authority, year=year, name=text_of(request, "name"), kind=kind
    )


def readable(request: HttpRequest, pk: int) -> Cluster:
    """The cluster, where the reader may see it. Raises Http404."""
    one = clusters_of(actor_of(request)).select_related("authority").filter(pk=pk).first()
    if one is None:
        raise Http404
    return one


@needs("score.read")
@require_http_methods(["GET", "POST"])
def cluster(request: HttpRequest, pk: int) -> HttpResponse:
    """Members with their days, heads by term; the office changes them here."""
    one = readable(request, pk)
    if request.method == "POST":
        if said := attempt(request, lambda: _change(request, one)):
            messages.success(request, said)
        return redirect("cluster", pk)
    manages = one.authority is not None and may(request, "cluster.manage", one.authority)
    members = one.members.select_related("unit").order_by("left_on", "unit__sort_key")
    context = {
        "one": one,
        "members": members,
        "present": members.filter(left_on=None),
        "terms": one.terms.select_related("unit"),
        "rounds": one.rounds.select_related("table").order_by("-id"),
        "manages": manages,
        "units": _free(one) if manages else [],
        "duties": ClusterDuty.choices,
    }
    return render(request, "office/cluster.html", context)


def _free(one: Cluster) -> QuerySet[OrgUnit]:
    """Living units in no cluster of the year."""
    placed = ClusterMember.objects.filter(cluster__year=one.year, left_on=None)
    return offered(OrgUnit.objects.exclude(pk__in=placed.values("unit")))


def _change(request: HttpRequest, one: Cluster) -> str:
    act, actor = text_of(request, "viec"), actor_of(request)
    on = wanted_day(request, "on", "Từ ngày")
    if act == "roi":
        member = (
            one.members.select_related("unit", "cluster__authority")
            .filter(pk=text_of(request, "member"))
            .first()
        )
        if member is None:
            raise Refused(Issue("cluster.stranger", "Đơn vị không ở cụm này.", "Tải lại trang."))
        leave_cluster(actor=actor, member=member, on=on)
        return f"{member.unit.name} rời cụm từ sau ngày {on:%d/%m/%Y}."
    unit = living_unit(text_of(request, "unit"))
    if act == "nhiem-ky":
        duty = ClusterDuty(choice_of(request, "duty", "Nhiệm vụ", ClusterDuty.values))
        name_head(actor=actor, cluster=one, unit=unit, from_on=on, duty=duty)
        return f"{unit.name}: {duty.label.lower()} từ ngày {on:%d/%m/%Y}."
    join_cluster(actor=actor, cluster=one, unit=unit, on=on)
    return f"Đã thêm {unit.name} vào cụm."
