"""What the portal says of itself: how far everybody can use it, what it shows of people, when it stops."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thidua.publishing.queries.letters import portal_authority
from thidua.publishing.queries.notices import announced
from thidua.web.shell.page_cache import cached
from thidua.web.shell.rights import public

_SHOWN = 50


@public
@cached
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/accessibility.html", {"authority": portal_authority()})


@public
@cached
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/privacy.html", {"authority": portal_authority()})


@public
@cached
@require_safe
def suspensions(request: HttpRequest) -> HttpResponse:
    """Stops that are planned, and those that were, the newest first."""
    rows = announced().order_by("-from_at", "-id")[:_SHOWN]
    return render(request, "portal/suspensions.html", {"rows": rows})
