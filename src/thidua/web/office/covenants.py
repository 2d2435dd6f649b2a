"""Covenants: the list, the page of one, its draft, and figures of a quarter."""

from __future__ import annotations

from hashlib import sha256

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from thidua.access.queries import units_with
from thidua.documents.signing import signatures_of
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.text import fold
from thidua.movements.actions import (
    judge_covenant,
    move_covenant,
    open_covenant,
    report_quarter,
    set_targets,
)
from thidua.movements.actions.covenants import short_of_template
from thidua.movements.enums import CovenantResult, CovenantState, GoalKind
from thidua.movements.models import Covenant, CovenantReading, EmulationMovement
from thidua.movements.queries.covenant_paper import covenant_pdf
from thidua.movements.queries.covenants import (
    QUARTERS,
    covenants_of,
    proposed_result,
    standings,
    unreported,
    with_readings,
)
from thidua.movements.queries.movements import UNDER_WAY
from thidua.movements.records import IndicatorRecord
from thidua.registry.models import OrgUnit
from thidua.web.office.trusted import trusted_roots
from thidua.web.shell.fields import (
    choice_of,
    living_unit,
    offered,
    table_rows,
    text_of,
    typed_decimal,
    wanted_day,
)
from thidua.web.shell.files import as_download
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, may, needs

COVENANT_BADGE: dict[str, str] = {
    CovenantState.DRAFT: "none",
    CovenantState.SENT: "asked",
    CovenantState.AGREED: "asked",
    CovenantState.SIGNED: "met",
    CovenantState.JUDGED: "none",
}
_SPARE = 3
_LACKING = tuple((f"quy-{q}", f"Chưa báo đủ quý {q}") for q in QUARTERS)


def _lacking(rows: QuerySet[Covenant], wanted: str) -> QuerySet[Covenant]:
    return unreported(rows, int(wanted[-1]))


_SPEC = ListSpec(
    title="Giao ước thi đua",
    noun="giao ước",
    columns=(
        Column(
            "don_vi",
            "Đơn vị",
            lambda one: one.unit.name,
            "unit__sort_key",
            url=lambda one: reverse("covenant", args=[one.pk]),
            width=40,
        ),
        Column("phong_trao", "Phong trào", lambda one: one.movement.title, "movement__title", width=44),
        Column("nam", "Năm", lambda one: str(one.movement.year), "movement__year", width=8),
        Column("ngay", "Ngày ký", lambda one: one.signed_on, "signed_on", width=12),
        Column("ban", "Bản đã ký", lambda one: "có" if one.paper_id else "chưa có", width=12),
        Column("ket_qua", "Kết quả", lambda one: one.get_result_display(), "result", width=24),
        Column(
            "tinh_trang",
            "Tình trạng",
            lambda one: one.get_state_display(),
            "state",
            badge=lambda one: COVENANT_BADGE.get(one.state, "none"),
        ),
    ),
    order=("-movement__year", "unit__sort_key"),
    search=lambda rows, words: rows.filter(unit__folded_name__contains=fold(words)),
    filters=(
        Filter(
            "tinh_trang", "Tình trạng", tuple(CovenantState.choices), lambda rows, v: rows.filter(state=v)
        ),
        Filter("ket_qua", "Kết quả", tuple(CovenantResult.choices), lambda rows, v: rows.filter(result=v)),
        Filter("bao", "Số liệu quý", _LACKING, _lacking),
    ),
    empty="Chưa có giao ước nào. Soạn giao ước của đơn vị theo mẫu của phong trào.",
    file="giao-uoc",
)


@needs("covenant.read")
def covenants(request: HttpRequest) -> HttpResponse:
    context = {"may_write": may(request, "covenant.write", None)}
    rows = covenants_of(actor_of(request))
    return show_list(request, _SPEC, rows, template="office/covenants.html", context=context)


@needs("covenant.write")
@require_http_methods(["GET", "POST"])
def covenant_new(request: HttpRequest) -> HttpResponse:
    """Begin a unit's covenant from the template of a movement."""
    if request.method == "POST" and (made := attempt(request, lambda: _open(request))):
        messages.success(request, "Đã lập giao ước theo mẫu. Ghi mục tiêu rồi gửi.")
        return redirect("covenant_edit", made.pk)
    own = units_with(actor_of(request), "covenant.write")
    context = {
        "given": request.POST,
        "units": offered(OrgUnit.objects.filter(pk__in=own)),
        "movements": EmulationMovement.objects.filter(state__in=UNDER_WAY, parent=None).order_by(
            "-year", "id"
        ),
    }
    return render(request, "office/covenant_new.html", context)


def _open(request: HttpRequest) -> Covenant:
    wanted = text_of(request, "movement")
    if not wanted.isdigit():
        raise Refused(Issue("form.choice", "Chưa chọn phong trào.", "Chọn rồi gửi lại."))
    movement = get_object_or_404(EmulationMovement, pk=int(wanted), state__in=UNDER_WAY, parent=None)
    unit = living_unit(text_of(request, "unit"))
    return open_covenant(
        actor=actor_of(request), movement=movement, unit=unit, head_post=text_of(request, "head_post")
    )


def readable_covenant(request: HttpRequest, pk: int) -> Covenant:
    """The covenant with its readings, where the user may read it; else nothing is there."""
    return get_object_or_404(with_readings(covenants_of(actor_of(request))), pk=pk)


@needs("covenant.read")
@require_http_methods(["GET", "POST"])
def covenant(request: HttpRequest, pk: int) -> HttpResponse:
    """One covenant: targets with their quarters, signatures, result, and what may be done now."""
    one = readable_covenant(request, pk)
    if request.method == "POST":
        if said := attempt(request, lambda: _act(request, one)):
            messages.success(request, said)
        return redirect("covenant", pk)
    rows = standings(one)
    context = {
        "one": one,
        "badge": COVENANT_BADGE.get(one.state, "none"),
        "rows": rows,
        "proposed": proposed_result(rows),
        "results": CovenantResult.choices,
        "signed": _signed(one),
        "signatures": one.signatures.all(),
        "doubt": _doubt(one),
        "corrected": _corrected(one),
        "short": short_of_template(one) if one.state == CovenantState.SENT else [],
        "today": localdate(),
        **_rights(request, one),
    }
    return render(request, "office/covenant.html", context)


def _signed(one: Covenant) -> list[dict[str, object]]:
    """The signatures found in the paper itself, each with its finding."""
    if one.paper is None or one.paper.media_type != "application/pdf":
        return []
    return [{"one": s, "good": s.good} for s in signatures_of(bytes(one.paper.content), trusted_roots())]


def _doubt(one: Covenant) -> str:
    """Why the kept paper is not what was signed here; empty where it is."""
    if one.paper is None:
        return ""
    content = bytes(one.paper.content)
    if sha256(content).hexdigest() != one.paper.sha256:
        return "Tệp đang lưu khác mã băm đã ghi khi ký; báo người quản trị hệ thống."
    made = one.signatures.count()
    if made and len(signatures_of(content, ())) < made:
        return f"Trên hệ thống ghi {made} chữ ký nhưng tệp đang lưu có ít hơn; báo người quản trị hệ thống."
    return ""


def _corrected(one: Covenant) -> QuerySet[CovenantReading]:
    """Figures that were corrected, with what stands now and why."""
    rows = CovenantReading.objects.filter(target__covenant=one, corrects__isnull=False)
    return rows.select_related("target", "corrects").order_by("quarter", "id")


def _rights(request: HttpRequest, one: Covenant) -> dict[str, bool]:
    unit, authority = one.unit, one.movement.authority
    unsigned = one.state in (CovenantState.AGREED, CovenantState.SIGNED) and one.paper_id is None
    return {
        "may_edit": one.state == CovenantState.DRAFT and may(request, "covenant.write", unit),
        "may_agree": one.state == CovenantState.SENT and may(request, "covenant.agree", authority),
        "may_report": one.state == CovenantState.SIGNED and may(request, "covenant.report", unit),
        "may_judge": one.state == CovenantState.SIGNED and may(request, "covenant.judge", authority),
        "may_sign": unsigned and may(request, "covenant.sign", unit),
        "may_scan": unsigned and may(request, "covenant.write", unit),
        "may_witness": one.state == CovenantState.SIGNED and may(request, "covenant.witness", authority),
    }


def _act(request: HttpRequest, one: Covenant) -> str:
    act, actor = text_of(request, "viec"), actor_of(request)
    steps = {"gui": "send", "thong-nhat": "agree", "tra": "return"}
    if act in steps:
        move_covenant(actor=actor, covenant=one, step=steps[act], reason=text_of(request, "reason"))
        return f"Giao ước ở bước “{one.get_state_display()}”."
    if act != "ket-luan":
        raise Http404
    judge_covenant(
        actor=actor,
        covenant=one,
        result=choice_of(request, "result", "Kết quả", CovenantResult.values),
        on=wanted_day(request, "on", "Ngày kết luận"),
        finding=text_of(request, "finding"),
    )
    return "Đã ghi kết luận giao ước."


@needs("covenant.write")
@require_http_methods(["GET", "POST"])
def covenant_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The targets of a draft as one table."""
    one = readable_covenant(request, pk)
    if not may(request, "covenant.write", one.unit):
        raise Http404
    if one.state != CovenantState.DRAFT:
        return redirect("covenant", pk)
    if request.method == "POST" and (short := attempt(request, lambda: _targets(request, one))) is not None:
        messages.success(request, "Đã lưu giao ước." + (" Thấp hơn mẫu: " + " ".join(short) if short else ""))
        return redirect("covenant" if "xong" in request.POST else "covenant_edit", pk)
    context = {"one": one, "rows": one.targets.all(), "spare": range(_SPARE), "kinds": GoalKind.choices}
    return render(request, "office/covenant_edit.html", context)


def _targets(request: HttpRequest, one: Covenant) -> list[str]:
    head_post = text_of(request, "head_post")
    return set_targets(
        actor=actor_of(request), covenant=one, head_post=head_post, rows=indicator_rows(request)
    )


def indicator_rows(request: HttpRequest) -> list[IndicatorRecord]:
    """Rows of a table of targets or of a template; how a row counts is chosen with words, so that an empty row is one
    without a name, measure and goal."""
    found = []
    fields = ("name", "measure", "goal", "kind", "cumulative")
    for number, _, (name, measure, goal, kind, cumulative) in table_rows(request, *fields):
        if not (name or measure or goal):
            continue
        amount = typed_decimal(goal, f"Mục tiêu, dòng {number}")
        kind = kind if kind in GoalKind.values else GoalKind.AT_LEAST
        found.append(IndicatorRecord(name, measure, kind, cumulative == "cong", amount))
    return found


@needs("covenant.report")
@require_http_methods(["GET", "POST"])
def covenant_quarter(request: HttpRequest, pk: int, quarter: int) -> HttpResponse:
    """Figures of a quarter, the whole table on one page."""
    one = readable_covenant(request, pk)
    if not may(request, "covenant.report", one.unit) or quarter not in QUARTERS:
        raise Http404
    if one.state != CovenantState.SIGNED:
        return redirect("covenant", pk)
    if request.method == "POST" and (told := attempt(request, lambda: _report(request, one, quarter))):
        messages.success(request, f"Đã ghi quý {quarter}: {told[0]} số liệu mới, {told[1]} đính chính.")
        return redirect("covenant", pk)
    rows = [(row.target, row.quarters[quarter - 1]) for row in standings(one)]
    context = {"one": one, "quarter": quarter, "quarters": QUARTERS, "rows": rows}
    return render(request, "office/covenant_quarter.html", context)


def _report(request: HttpRequest, one: Covenant, quarter: int) -> tuple[int, int]:
    values = {}
    for target in one.targets.all():
        typed = typed_decimal(text_of(request, f"gia-tri-{target.pk}"), target.name)
        if typed is not None:
            values[target.pk] = typed
    return report_quarter(
        actor=actor_of(request),
        covenant=one,
        quarter=quarter,
        values=values,
        source=text_of(request, "source"),
        reason=text_of(request, "reason"),
    )


@needs("covenant.read")
def covenant_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The signed paper; before it is signed, the paper as it will be."""
    one = readable_covenant(request, pk)
    if one.paper is not None:
        return as_download(one.paper)
    response = HttpResponse(covenant_pdf(one), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="giao-uoc-{one.unit.code}.pdf"'
    return response
