"""What anyone may read."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thidua.kernel.numbers import day
from thidua.movements.models import Season
from thidua.reports.queries import compare
from thidua.web.shell.rights import public


@public
@require_safe
def season_figures(request: HttpRequest) -> HttpResponse:
    """The latest season's figures beside those of the published article."""
    season = Season.objects.select_related("authority").order_by("-review_year").first()
    if season is None or not settings.ARTICLE:
        raise Http404("Chưa có đợt xét nào.")
    rows = compare(season, settings.ARTICLE)
    context = {"season": season, "rows": rows, "decided": day(season.decided_on)}
    return render(request, "portal/season_figures.html", context)
