"""What anyone may read: the front page, the season's figures, the article of a year."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thidua.eligibility.queries.law import law_book
from thidua.kernel.numbers import day
from thidua.movements.models import Season
from thidua.reports.article import write_article
from thidua.reports.queries import compare
from thidua.web.shell.page_cache import cached
from thidua.web.shell.rights import public

_ROBOTS = "User-agent: *\nDisallow: /dang-nhap/\nDisallow: /vinh-danh/?\nSitemap: {}/sitemap.xml\n"


def _newest() -> Season | None:
    return Season.objects.select_related("authority").order_by("-review_year", "-id").first()


@public
@cached
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The newest season's article in short, its figures, and the ways to find a name or check a paper."""
    season = _newest()
    article = write_article(season, law_book()) if season else None
    context = {"article": article, "season": season, "compared": bool(season and settings.ARTICLE)}
    return render(request, "portal/home.html", context)


@public
@cached
@require_safe
def season_figures(request: HttpRequest) -> HttpResponse:
    """The latest season's figures beside those of the published article."""
    season = _newest()
    if season is None or not settings.ARTICLE:
        raise Http404("Chưa có đợt xét nào.")
    rows = compare(season, settings.ARTICLE)
    context = {"season": season, "rows": rows, "decided": day(season.decided_on)}
    return render(request, "portal/season_figures.html", context)


@public
@cached
@require_safe
def article(request: HttpRequest, year: int) -> HttpResponse:
    """The conference article of the season that reviewed the year."""
    seasons = Season.objects.select_related("authority").filter(review_year=year)
    season = seasons.order_by("-id").first()
    if season is None:
        raise Http404("Chưa có đợt xét của năm này.")
    return render(request, "portal/article.html", {"article": write_article(season, law_book())})


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read the news, not lists of people by every filter."""
    return HttpResponse(_ROBOTS.format(settings.PUBLIC_URL), content_type="text/plain; charset=utf-8")
