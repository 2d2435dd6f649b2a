"""The news: the list with search and categories, one article, its print, its pictures."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from thidua.documents.models import Attachment
from thidua.kernel.text import typed_text
from thidua.publishing.models import Article, ArticlePicture, Category
from thidua.publishing.queries.articles import articles_with, laid_out, related, shown_articles
from thidua.publishing.queries.comments import shown_comments
from thidua.web.shell.fields import typed_key
from thidua.web.shell.files import as_picture
from thidua.web.shell.page_cache import cached
from thidua.web.shell.rights import public

PAGE = 12
_FIRST = Prefetch(
    "public__pictures",
    queryset=ArticlePicture.objects.filter(position=1).select_related("image").defer("image__content"),
    to_attr="first_pictures",
)


def with_first_picture(rows: QuerySet[Article]) -> QuerySet[Article]:
    return rows.prefetch_related(_FIRST)


@public
@cached
@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """All articles, the newest first; by category, or by words without accents, the best fitting first."""
    words, code = (typed_text(request.GET.get(key, ""))[:200] for key in ("q", "muc"))
    rows = shown_articles()
    category = Category.objects.filter(code=code).first()
    if category:
        rows = rows.filter(category=category)
    if words:
        rows = articles_with(rows, words)
    total = rows.count()
    last = max(1, -(-total // PAGE))
    at = min(max(1, typed_key(request.GET.get("trang", "1"))), last)
    context = {
        "rows": with_first_picture(rows)[(at - 1) * PAGE : at * PAGE],
        "total": total,
        "words": words,
        "category": category,
        "categories": Category.objects.all(),
        "at": at,
        "last": last,
        "before": at - 1 if at > 1 else 0,
        "after": at + 1 if at < last else 0,
    }
    return render(request, "portal/news.html", context)


def shown(slug: str) -> Article:
    """The article at this address, if it may be read now. Raises Http404."""
    return get_object_or_404(shown_articles(), slug=slug)


def _context(slug: str) -> dict[str, Any]:
    one = shown(slug)
    assert one.public is not None  # what is shown has its text
    return {"one": one, "text": one.public, "pieces": laid_out(one.public), "slug": slug}


@public
@cached
@require_safe
def news_article(request: HttpRequest, slug: str) -> HttpResponse:
    """One article with its pictures, comments and what stands near it."""
    context = _context(slug)
    one = context["one"]
    more = {
        "related": with_first_picture(related(one)),
        "comments": shown_comments(one),
        "address": request.build_absolute_uri(reverse("news_article", args=[slug])),
    }
    return render(request, "portal/news_article.html", {**context, **more})


@public
@cached
@require_safe
def news_print(request: HttpRequest, slug: str) -> HttpResponse:
    """The article alone, for paper."""
    return render(request, "portal/news_print.html", _context(slug))


@public
@require_safe
def news_picture(request: HttpRequest, slug: str, image: int) -> HttpResponse:
    """A picture of the text the public reads; one of an unpublished text is nobody's."""
    one = shown(slug)
    pictures = Attachment.objects.filter(article_pictures__revision_id=one.public_id, pk=image).distinct()
    response = as_picture(get_object_or_404(pictures))
    response["Cache-Control"] = "public, max-age=3600"
    return response
