"""Writing to the office and asking after it by a code. These pages are never kept: they carry a form."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from thidua.documents.codes import as_typed, grouped
from thidua.publishing.actions import LetterRecord, Visitor, send_letter
from thidua.publishing.enums import LetterKind
from thidua.publishing.models import CitizenLetter
from thidua.publishing.queries.letters import portal_authority, tracked
from thidua.publishing.workflow.letters import ANSWER_WORKING_DAYS
from thidua.registry.models import OrgUnit
from thidua.web.portal.limits import check_trap, trap
from thidua.web.shell.fields import choice_of, lines_of, text_of
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import public
from thidua.web.shell.visitors import address_of

_FORM = "letter"
_HINTS = {
    LetterKind.OPINION: "về phong trào, tiêu chí, cách làm, trang thông tin này",
    LetterKind.FAULT: "sai tên, đơn vị, danh hiệu, số quyết định trên trang công khai",
    LetterKind.NOMINATION: "người hoặc tập thể đáng được nêu gương",
}


@public
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def letter_new(request: HttpRequest) -> HttpResponse:
    """The form of a letter; after sending, its code, once."""
    authority = portal_authority()
    if authority is None:
        raise Http404("Chưa có cơ quan nhận thư.")
    if request.method == "POST" and (sent := attempt(request, lambda: _send(request, authority))):
        letter, code = sent
        return render(request, "portal/letter_sent.html", {"letter": letter, "code": grouped(code)})
    context = {
        "authority": authority,
        "given": request.POST,
        "kinds": [(k.value, k.label, _HINTS[k], ANSWER_WORKING_DAYS[k]) for k in LetterKind],
        "chosen": request.POST.get("kind") or request.GET.get("loai", ""),
        "trap": trap(_FORM),
    }
    return render(request, "portal/letter_new.html", context)


def _send(request: HttpRequest, authority: OrgUnit) -> tuple[CitizenLetter, str]:
    check_trap(request, _FORM)
    given = LetterRecord(
        LetterKind(choice_of(request, "kind", "Loại thư", LetterKind.values)),
        lines_of(request, "text"),
        about=text_of(request, "about"),
        place=text_of(request, "place"),
        sender=text_of(request, "sender"),
        contact=text_of(request, "contact"),
    )
    return send_letter(actor=Visitor(), authority=authority, letter=given, address=address_of(request))


@public
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def letter_track(request: HttpRequest) -> HttpResponse:
    """State and answer of the letter of a code. The code is posted, so that no address or log has it; the page has one
    shape and asks once, whether there is such a letter or not."""
    code = as_typed(request.POST.get("ma", ""))
    context = {
        "asked": request.method == "POST",
        "code": grouped(code),
        "found": tracked(code) if code else None,
    }
    response = render(request, "portal/letter_track.html", context)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
