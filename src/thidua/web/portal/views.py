"""What anyone may read: the front page, the season's figures, the article of a year."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from thidua.eligibility.queries.law import law_book
from thidua.kernel.numbers import day
from thidua.movements.models import Season
from thidua.movements.queries.seasons import latest_season
from thidua.publishing.queries.articles import shown_articles
from thidua.publishing.queries.quotes import board
from thidua.reports.article import figure_rows, figures_now, write_article
from thidua.reports.labels import LABELS, WITHOUT_A_LIST
from thidua.reports.queries import compare
from thidua.web.portal.news import with_first_picture
from thidua.web.shell.page_cache import cached
from thidua.web.shell.rights import public

_ROBOTS = "User-agent: *\nDisallow: /dang-nhap/\nDisallow: /vinh-danh/?\nSitemap: {}/sitemap.xml\n"
_ON_FRONT = 5


@public
@cached
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The newest articles, the season's figures, the ways to find a name or check a paper, prices beside them."""
    season = latest_season()
    rows = list(with_first_picture(shown_articles())[:_ON_FRONT])
    context = {
        "first": rows[0] if rows else None,
        "rows": rows[1:],
        # Before an article is out, what the data say stands in its place.
        "article": write_article(season, law_book()) if season and not rows else None,
        "season": season,
        "figures": figure_rows(season, law_book()) if season else (),
        "compared": bool(season and settings.ARTICLE),
        "board": board(timezone.now()),
    }
    return render(request, "portal/home.html", context)


@public
@cached
@require_safe
def season_figures(request: HttpRequest) -> HttpResponse:
    """The latest season's figures, where there is one beside those of the published article."""
    season = latest_season()
    if season is None:
        raise Http404("Chưa có đợt xét nào.")
    now = figures_now(season, law_book())
    context = {
        "season": season,
        "rows": compare(season, settings.ARTICLE) if settings.ARTICLE else [],
        "others": [(key.partition("/")[0], LABELS[key], now[key]) for key in WITHOUT_A_LIST if key in now],
        "decided": day(season.decided_on),
    }
    return render(request, "portal/season_figures.html", context)


@public
@cached
@require_safe
def article(request: HttpRequest, year: int) -> HttpResponse:
    """The article of the season that reviewed the year: the published one, until then what the data say."""
    seasons = Season.objects.select_related("authority").filter(review_year=year)
    season = seasons.order_by("-id").first()
    if season is None:
        raise Http404("Chưa có đợt xét của năm này.")
    if published := shown_articles().filter(season=season).first():
        return redirect("news_article", published.slug)
    return render(request, "portal/article.html", {"article": write_article(season, law_book())})


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read the news, not lists of people by every filter."""
    return HttpResponse(_ROBOTS.format(settings.PUBLIC_URL), content_type="text/plain; charset=utf-8")
