"""Prices of gold, exchange rates and the weather, as last known; nothing is asked of anybody for a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from thidua.publishing.queries import quotes
from thidua.web.shell.page_cache import cached
from thidua.web.shell.rights import public


@public
@cached
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/board_page.html", {"board": quotes.board(timezone.now())})
