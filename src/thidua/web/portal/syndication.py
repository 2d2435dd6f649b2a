"""The site as machines read it: RSS 2.0 of the news, the map of the site as XML and as a page."""

from __future__ import annotations

from datetime import datetime
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.views.decorators.http import require_safe

from thidua.eligibility.queries.law import law_book
from thidua.movements.queries.movements import public_movements
from thidua.publishing.models import Category
from thidua.publishing.queries.articles import shown_articles
from thidua.web.shell.page_cache import cached
from thidua.web.shell.rights import public

NEWEST = 30
_MOST_ADDRESSES = 40_000  # a map of a site may hold 50,000
# Public pages of the site: label, name of the address.
PAGES = (
    ("Trang đầu", "home"),
    ("Tin tức", "news"),
    ("Bảng vinh danh", "honour_roll"),
    ("Quyết định khen thưởng", "public_decisions"),
    ("Phong trào thi đua", "public_movements"),
    ("Giao ước thi đua", "public_covenants"),
    ("Giá vàng, tỷ giá, thời tiết", "board"),
    ("Gương điển hình tiên tiến", "public_exemplars"),
    ("Luật thi đua, khen thưởng", "law"),
    ("Kiểm tra giấy chứng nhận", "check"),
    ("Góp ý, phản ánh, đề cử", "letter_new"),
    ("Theo dõi thư", "letter_track"),
    ("Tạm dừng hệ thống", "suspensions"),
    ("Khả năng tiếp cận", "accessibility"),
    ("Quyền riêng tư", "privacy"),
    ("Sơ đồ trang", "site_map"),
)


def address(name: str, *args: object) -> str:
    """A page under the address by which the public reaches this installation."""
    return settings.PUBLIC_URL + reverse(name, args=args)


@public
@cached
@require_safe
def news_rss(request: HttpRequest, code: str = "") -> HttpResponse:
    """The newest articles, of one category or of all, as RSS 2.0."""
    rows = shown_articles()
    title, here = "Thi đua, khen thưởng", address("news_rss")
    if code:
        category = get_object_or_404(Category, code=code)
        rows, title, here = rows.filter(category=category), category.name, address("category_rss", code)
    feed = Rss201rev2Feed(
        title=title, link=address("news"), description=f"Tin của mục {title}", language="vi", feed_url=here
    )
    for one in rows[:NEWEST]:
        text = one.public
        if text is not None:
            link = address("news_article", one.slug)
            feed.add_item(
                title=text.title,
                link=link,
                description=text.lead,
                unique_id=link,
                pubdate=one.publish_at,
                categories=[one.category.name],
                author_name=", ".join(text.authors),
            )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")


@public
@cached
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page and article with its day, as sitemaps.org 0.9; lists of people by filter are no pages."""
    found: list[tuple[str, datetime | None]] = [(address(name), None) for _, name in PAGES]
    found += [
        (address("news_article", slug), at)
        for slug, at in shown_articles().values_list("slug", "publish_at")[:_MOST_ADDRESSES]
    ]
    found += [
        (address("public_movement", pk), None) for pk in public_movements().values_list("pk", flat=True)
    ]
    found += [(address("law_honour", honour.code), None) for honour in law_book().honours()]
    rows = "".join(
        f"<url><loc>{escape(link)}</loc>{f'<lastmod>{at:%Y-%m-%d}</lastmod>' if at else ''}</url>"
        for link, at in found
    )
    return HttpResponse(
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>',
        content_type="application/xml; charset=utf-8",
    )


@public
@cached
@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """The public pages as a tree."""
    return render(request, "portal/site_map.html", {"pages": PAGES, "categories": Category.objects.all()})
