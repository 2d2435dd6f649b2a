"""Cross scoring: whom one's unit still has to score, and one of them."""

from __future__ import annotations

from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from thidua.kernel.issues import Issue, Refused
from thidua.movements.actions import score_cross
from thidua.movements.enums import CriterionKind
from thidua.movements.models import CrossScore, ScoreCell
from thidua.movements.queries.scores import cross_duties
from thidua.registry.models import OrgUnit
from thidua.web.office.scorecards import Write, answer_cell, save_all
from thidua.web.shell.rights import actor_of, needs


@needs("score.cross")
def cross_list(request: HttpRequest) -> HttpResponse:
    duties = sorted(cross_duties(actor_of(request)), key=lambda duty: duty.is_done)
    return render(request, "office/cross_list.html", {"duties": duties})


@needs("score.cross")
@require_http_methods(["GET", "POST"])
def cross_card(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """What one's unit gives another; nothing of what others give."""
    duties = cross_duties(actor_of(request))
    duty = next((d for d in duties if d.card.pk == pk and d.by_unit.code == code), None)
    if duty is None:
        raise Http404
    if request.method == "POST":
        write = _writer(request, duty.by_unit)
        if request.POST.get("viec") == "o":
            return answer_cell(request, duty.card, write)
        save_all(request, duty.card, write)
        return redirect("cross_card", pk, code)
    cells = duty.card.cells.filter(criterion__kind=CriterionKind.POINTS).select_related("criterion")
    given = {s.cell_id: s for s in CrossScore.objects.filter(cell__in=cells, by_unit=duty.by_unit)}
    rows = [(cell, given.get(cell.pk)) for cell in cells.prefetch_related("evidence__file")]
    return render(request, "office/cross_card.html", {"duty": duty, "card": duty.card, "rows": rows})


def _writer(request: HttpRequest, by_unit: OrgUnit) -> Write:
    actor = actor_of(request)

    def write(cell: ScoreCell, points: Decimal | None, note: str, version: int) -> int:
        if points is None:
            where = f"Tiêu chí {cell.criterion.position}"
            raise Refused(Issue("cell.empty", f"{where}: chưa ghi điểm.", "Không đạt thì ghi 0."))
        made = score_cross(actor=actor, cell=cell, by_unit=by_unit, points=points, version=version)
        return made.version

    return write
