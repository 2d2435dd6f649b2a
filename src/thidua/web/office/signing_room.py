"""The signing room: every covenant of a movement, who has signed, and signing now."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from thidua.access.queries import units_with
from thidua.documents.signing import Pkcs12Signer
from thidua.kernel.issues import InputFault, Issue, Refused
from thidua.movements.actions import file_scan, set_indicators, sign_covenant, witness_covenant
from thidua.movements.enums import CovenantState, GoalKind
from thidua.movements.models import Covenant, EmulationMovement
from thidua.movements.queries.covenants import SIGNED, covenants_of
from thidua.movements.queries.movements import STANDING
from thidua.web.office.covenants import COVENANT_BADGE, indicator_rows, readable_covenant
from thidua.web.shell.fields import text_of, wanted_day
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, may, needs

_MOST_KEY_BYTES = 64 * 1024
_SPARE = 3


@needs("covenant.read")
def signing_room(request: HttpRequest) -> HttpResponse:
    """Who has signed and who has not, movement by movement; the unit that signs next stands first."""
    rows = covenants_of(actor_of(request)).prefetch_related("signatures").order_by("unit__sort_key")
    movements = EmulationMovement.objects.filter(covenants__in=rows, state__in=STANDING).distinct()
    groups = []
    for movement in movements.order_by("-year", "id"):
        own = [one for one in rows if one.movement_id == movement.pk]
        own.sort(key=lambda one: one.state in SIGNED)
        signed = sum(one.state in SIGNED for one in own)
        shown = [(one, COVENANT_BADGE.get(one.state, "none")) for one in own]
        groups.append({"movement": movement, "rows": shown, "signed": signed, "all": len(own)})
    return render(request, "office/signing_room.html", {"groups": groups})


@needs("covenant.read")
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("passphrase")
def covenant_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign: the head by certificate, a leader as witness, or the page that was signed with a pen."""
    one = readable_covenant(request, pk)
    unsigned = one.state in (CovenantState.AGREED, CovenantState.SIGNED) and one.paper_id is None
    context = {
        "one": one,
        "today": localdate(),
        "may_sign": unsigned and may(request, "covenant.sign", one.unit),
        "may_scan": unsigned and may(request, "covenant.write", one.unit),
        "may_witness": one.state == CovenantState.SIGNED
        and may(request, "covenant.witness", one.movement.authority),
    }
    if request.method == "POST":
        if said := attempt(request, lambda: _sign(request, one)):
            messages.success(request, said)
            return redirect("covenant", pk)
        return redirect("covenant_sign", pk)
    return render(request, "office/covenant_sign.html", context)


def _sign(request: HttpRequest, one: Covenant) -> str:
    acts = {"chung-thu": _as_head, "chung-kien": _as_witness, "ban-quet": _as_page}
    wanted = text_of(request, "viec")
    if wanted not in acts:
        raise Http404
    return acts[wanted](request, one)


def _as_head(request: HttpRequest, one: Covenant) -> str:
    made = sign_covenant(
        actor=actor_of(request),
        covenant=one,
        by=_key(request),
        on=wanted_day(request, "on", "Ngày ký"),
        witnesses=text_of(request, "witnesses"),
    )
    return f"Đã ký bằng chứng thư của {made.subject}. Mã băm bản đã ký: {made.paper.sha256[:16]}…"


def _as_witness(request: HttpRequest, one: Covenant) -> str:
    post = text_of(request, "post")
    made = witness_covenant(actor=actor_of(request), covenant=one, by=_key(request), post=post)
    return f"Đã ký chứng kiến bằng chứng thư của {made.subject}."


def _as_page(request: HttpRequest, one: Covenant) -> str:
    file: Any = request.FILES.get("file")
    if file is None:
        raise Refused(Issue("form.file", "Chưa chọn tệp.", "Chọn tệp bản đã ký rồi gửi lại."))
    try:
        paper = file_scan(
            actor=actor_of(request),
            covenant=one,
            file=file.name or "",
            content=file.read(),
            on=wanted_day(request, "on", "Ngày ký"),
            witnesses=text_of(request, "witnesses"),
        )
    except InputFault as fault:
        raise Refused(*fault.issues) from fault
    return f"Đã lưu bản đã ký, mã băm {paper.sha256[:16]}…"


def _key(request: HttpRequest) -> Pkcs12Signer:
    """The certificate file of the form, opened for this one signature and kept nowhere."""
    file: Any = request.FILES.get("key")
    if file is None or file.size > _MOST_KEY_BYTES:
        raise Refused(Issue("signing.file", "Chưa chọn tệp chứng thư (.p12, .pfx).", "Chọn tệp rồi ký lại."))
    return Pkcs12Signer.open(file.read(), str(request.POST.get("passphrase", "")))


@needs("covenant.agree")
@require_http_methods(["GET", "POST"])
def covenant_template(request: HttpRequest, pk: int) -> HttpResponse:
    """The template of a movement's covenants: what counts how."""
    units = units_with(actor_of(request), "covenant.agree")
    movement = EmulationMovement.objects.filter(pk=pk, authority_id__in=units).first()
    if movement is None:
        raise Http404
    if request.method == "POST":
        rows = indicator_rows
        act = lambda: set_indicators(actor=actor_of(request), movement=movement, rows=rows(request))  # noqa: E731
        if (count := attempt(request, act)) is not None:
            messages.success(request, f"Đã lưu mẫu gồm {count} chỉ tiêu.")
            return redirect("covenant_template", pk)
    context = {
        "movement": movement,
        "rows": movement.covenant_indicators.all(),
        "spare": range(_SPARE),
        "kinds": GoalKind.choices,
    }
    return render(request, "office/covenant_template.html", context)
