"""A scorecard: written cell by cell by its unit or the office, its way, and how its total comes about."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from thidua.kernel.issues import InputFault, Issue, Refused
from thidua.kernel.numbers import decimal, read_decimal
from thidua.movements.actions import add_evidence, score_office, score_own, step_card, take_proposed
from thidua.movements.actions.score_cells import CellConflict
from thidua.movements.actions.score_results import correct_result
from thidua.movements.enums import CardState, RoundState
from thidua.movements.models import CellEvidence, Scorecard, ScoreCell
from thidua.movements.queries.scores import OPENED, cards_of, lines_of, total_of
from thidua.movements.scoring import rule_in_words
from thidua.web.shell.fields import text_of, typed_key
from thidua.web.shell.files import as_download
from thidua.web.shell.refusals import attempt, tell
from thidua.web.shell.rights import actor_of, may, needs

_OWN = (CardState.DRAFT, CardState.RETURNED)
Write = Callable[[ScoreCell, Decimal | None, str, int], int]


def readable_card(request: HttpRequest, pk: int) -> Scorecard:
    """The card, where the reader may see it. Raises Http404."""
    one = cards_of(actor_of(request)).filter(pk=pk).first()
    if one is None:
        raise Http404
    return one


@needs("score.read")
@require_http_methods(["GET", "POST"])
def scorecard(request: HttpRequest, pk: int) -> HttpResponse:
    """The card to write or read. A cell written by script is answered as JSON, a form by the page."""
    card = readable_card(request, pk)
    side = _side(request, card)
    if request.method == "POST":
        act = text_of(request, "viec")
        if act == "o":
            return answer_cell(request, card, _writer(request, side))
        if act == "luu":
            save_all(request, card, _writer(request, side))
        elif said := attempt(request, lambda: _step(request, card, act)):
            messages.success(request, said)
        return redirect("scorecard", pk)
    lines = lines_of(card)
    context = {
        "card": card,
        "lines": lines,
        "total": total_of(card, lines),
        "side": side,
        "steps": _steps(request, card, side),
        "opened": card.round.state in OPENED,
    }
    return render(request, "office/scorecard.html", context)


def _side(request: HttpRequest, card: Scorecard) -> str:
    """Which figures the reader may write now: `own`, `office` or none."""
    one = card.round
    if card.state in _OWN and one.state != RoundState.PUBLISHED and may(request, "score.self", card.unit):
        return "own"
    checking = one.state == RoundState.CHECK and card.state == CardState.SENT
    return "office" if checking and may(request, "score.check", one.table.authority) else ""


def _steps(request: HttpRequest, card: Scorecard, side: str) -> list[tuple[str, str, bool]]:
    """(step, label, needs a reason) the reader may take now."""
    authority = card.round.table.authority
    if card.round.state == RoundState.PUBLISHED:
        return []
    found = [("send", "Gửi phiếu", False)] if side == "own" else []
    if may(request, "score.check", authority):
        if card.state == CardState.SENT:
            found += [("check", "Xong thẩm định", False)] if side == "office" else []
            found += [("return", "Trả lại đơn vị", True)]
        elif card.state in _OWN and card.round.state == RoundState.CHECK:
            found += [("take_unsent", "Thẩm định không chờ tự chấm", True)]
    if card.state == CardState.CHECKED and may(request, "score.approve", authority):
        found += [("approve", "Duyệt phiếu", False), ("send_back", "Trả lại thẩm định", True)]
    return found


def _writer(request: HttpRequest, side: str) -> Write:
    actor = actor_of(request)

    def write(cell: ScoreCell, points: Decimal | None, note: str, version: int) -> int:
        if side == "office":
            held = score_office(actor=actor, cell=cell, points=points, reason=note, version=version)
            return held.office_version
        return score_own(actor=actor, cell=cell, points=points, note=note, version=version).self_version

    return write


def typed_points(typed: str, cell: ScoreCell) -> Decimal | None:
    """Points as typed; none for an empty cell. Raises Refused for what is no number."""
    if not typed:
        return None
    if (found := read_decimal(typed)) is None:
        where = f"Tiêu chí {cell.criterion.position} “{cell.criterion.content}”"
        raise Refused(Issue("cell.number", f"{where}: “{typed}” không phải số điểm.", "Ghi số, ví dụ 12,5."))
    return found


def answer_cell(request: HttpRequest, card: Scorecard, write: Write) -> JsonResponse:
    """Write the one cell that was sent: 200 with its new version, 409 with what stands, 422 with the refusal."""
    cell = card.cells.select_related("criterion").filter(pk=typed_key(text_of(request, "cell"))).first()
    if cell is None:
        raise Http404
    try:
        points = typed_points(text_of(request, "points"), cell)
        version = write(cell, points, text_of(request, "note"), typed_key(text_of(request, "version")))
    except CellConflict as fault:
        stands = {"points": decimal(fault.points), "note": fault.note, "version": fault.version}
        return JsonResponse({"message": str(fault.issues[0]), **stands}, status=409)
    except Refused as fault:
        return JsonResponse({"message": " ".join(map(str, fault.issues))}, status=422)
    return JsonResponse({"version": version, "points": decimal(points)})


def save_all(request: HttpRequest, card: Scorecard, write: Write) -> None:
    """The whole form without script: each changed cell by itself, faults told with their cell."""
    saved = 0
    for cell in card.cells.select_related("criterion"):
        typed, note = text_of(request, f"p-{cell.pk}"), text_of(request, f"n-{cell.pk}")
        before = (text_of(request, f"b-{cell.pk}"), text_of(request, f"m-{cell.pk}"))
        if f"p-{cell.pk}" not in request.POST or (typed, note) == before:
            continue
        try:
            write(cell, typed_points(typed, cell), note, typed_key(text_of(request, f"v-{cell.pk}")))
            saved += 1
        except Refused as refused:
            tell(request, refused)
    messages.success(request, f"Đã lưu {saved} ô.")


def _step(request: HttpRequest, card: Scorecard, act: str) -> str:
    actor = actor_of(request)
    if act == "lay-de-xuat":
        return f"Đã lấy điểm tự chấm cho {take_proposed(actor=actor, card=card)} tiêu chí chưa thẩm định."
    if act == "minh-chung":
        _attach(request, card)
        return "Đã thêm minh chứng."
    if act == "dinh-chinh":
        _correct(request, card)
        return "Đã đính chính; kết quả trước vẫn đọc được ở cuối trang."
    if act not in ("send", "check", "return", "take_unsent", "approve", "send_back"):
        raise Refused(Issue("form.choice", "Không có việc này.", "Tải lại trang."))
    step_card(actor=actor, card=card, step=act, reason=text_of(request, "reason"))
    return f"Phiếu chuyển sang “{card.get_state_display()}”."


def _attach(request: HttpRequest, card: Scorecard) -> None:
    cell, sent = card.cells.filter(pk=typed_key(text_of(request, "cell"))).first(), request.FILES.get("file")
    if cell is None or sent is None:
        raise Refused(Issue("form.file", "Chưa chọn tiêu chí hoặc tệp.", "Chọn rồi gửi lại."))
    try:
        add_evidence(actor=actor_of(request), cell=cell, file=str(sent.name), content=sent.read())
    except InputFault as fault:
        raise Refused(*fault.issues) from fault


def _correct(request: HttpRequest, card: Scorecard) -> None:
    cell = card.cells.select_related("criterion").filter(pk=typed_key(text_of(request, "cell"))).first()
    points = typed_points(text_of(request, "points"), cell) if cell else None
    if cell is None or points is None:
        raise Refused(Issue("form.empty", "Chưa chọn tiêu chí hoặc ghi điểm.", "Ghi rồi gửi lại."))
    correct_result(
        actor=actor_of(request),
        card=card,
        criterion=cell.criterion,
        points=points,
        reason=text_of(request, "reason"),
        paper=text_of(request, "paper"),
    )


@needs("score.read")
def score_explained(request: HttpRequest, pk: int) -> HttpResponse:
    """How the total comes about: each criterion's figures, the sums, corrections with what stood before."""
    card = readable_card(request, pk)
    lines = lines_of(card)
    published = card.round.state == RoundState.PUBLISHED
    context: dict[str, Any] = {
        "card": card,
        "lines": lines,
        "total": total_of(card, lines),
        "rule": rule_in_words(card.round.table),
        "opened": card.round.state in OPENED,
        "corrections": card.corrections.select_related("criterion"),
        "corrects": published and may(request, "score.correct", card.round.table.authority),
    }
    return render(request, "office/score_explained.html", context)


@needs("score.read")
def score_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """A file of evidence, for those who read the card."""
    one = CellEvidence.objects.select_related("file").filter(
        pk=pk, cell__card__in=cards_of(actor_of(request))
    )
    found = one.first()
    if found is None:
        raise Http404
    return as_download(found.file)
