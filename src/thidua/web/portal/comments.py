"""A reader's comment: the form with its notice, asked once for marks, kept until somebody looks."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from thidua.kernel.diacritics import Verdict, judge
from thidua.kernel.issues import Refused
from thidua.publishing.actions import Visitor, send_comment
from thidua.publishing.enums import CommentReason
from thidua.publishing.models import Article
from thidua.web.portal.limits import check_trap, trap
from thidua.web.portal.news import shown
from thidua.web.shell.rights import public
from thidua.web.shell.visitors import address_of


@public
@never_cache
@require_http_methods(["GET", "POST"])
def comment_new(request: HttpRequest, slug: str) -> HttpResponse:
    """The form under an article. A text without marks is shown again once; who insists is heard."""
    one = shown(slug)
    assert one.public is not None  # what is shown has its text
    context: dict[str, Any] = {
        "one": one,
        "text": one.public,
        "reasons": CommentReason.labels,
        "given": request.POST,
    }
    if request.method == "POST":
        body = str(request.POST.get("noi_dung", ""))
        verdict = judge(body)
        asked = verdict == Verdict.REWRITE and request.POST.get("giu") != "1"
        if asked:
            context["asked"] = True
        elif faults := _send(request, one, body):
            context["faults"] = faults
        else:
            hint = "&dau=1" if verdict == Verdict.HINT else ""
            return redirect(f"{reverse('comment_new', args=[slug])}?da-gui=1{hint}")
    context |= {"sent": "da-gui" in request.GET, "hint": "dau" in request.GET, "trap": trap("comment")}
    return render(request, "portal/comment_new.html", context)


def _send(request: HttpRequest, one: Article, body: str) -> list[str]:
    """Nothing when it was kept; else what is wrong and what to do."""
    try:
        check_trap(request, "comment")
        send_comment(
            actor=Visitor(),
            article=one,
            name=str(request.POST.get("ten", "")),
            body=body,
            address=address_of(request),
        )
    except Refused as refused:
        return [str(issue) for issue in refused.issues]
    return []
