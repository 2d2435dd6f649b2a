"""Articles as their writers and as the public may read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector, TrigramSimilarity
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from thidua.access.models import User
from thidua.access.queries import units_with
from thidua.kernel.text import fold
from thidua.publishing.enums import ArticleState
from thidua.publishing.markup import figures_in, pieces
from thidua.publishing.models import Article, ArticlePicture, ArticleRevision

_WORDS = SearchVector("folded", config="simple")


@dataclass(frozen=True)
class Piece:
    """A part of a text as it is shown: HTML, then a picture or none."""

    html: str
    picture: ArticlePicture | None


def articles_of(user: User) -> QuerySet[Article]:
    """Those of the user's units, with `title` and `written_at` of the newest text and `revision`, its number."""
    newest = ArticleRevision.objects.filter(article=OuterRef("pk")).order_by("-number")
    rows = Article.objects.filter(authority_id__in=units_with(user, "article.read"))
    return rows.select_related("authority", "category", "public").annotate(
        title=Subquery(newest.values("title")[:1]),
        written_at=Subquery(newest.values("written_at")[:1]),
        writer=Subquery(newest.values("written_by__full_name")[:1]),
        revision=Subquery(newest.values("number")[:1]),
    )


def shown_articles(now: datetime | None = None) -> QuerySet[Article]:
    """What anyone may read at this moment, the newest first. An article appears at its hour by itself: no job is
    needed, so none can be late."""
    rows = Article.objects.filter(public__isnull=False, publish_at__lte=now or timezone.now())
    rows = rows.exclude(state=ArticleState.WITHDRAWN)
    return rows.select_related("category", "public", "authority").order_by("-publish_at", "-pk")


def articles_with(rows: QuerySet[Article], words: str) -> QuerySet[Article]:
    """Articles whose text has every word, accents and case aside; the best fitting first."""
    wanted = SearchQuery(fold(words), config="simple")
    return (
        rows.annotate(words=_WORDS).filter(words=wanted).order_by(-SearchRank(_WORDS, wanted), "-publish_at")
    )


def related(article: Article, most: int = 4) -> QuerySet[Article]:
    """Other shown articles of the same season or category, those of the likest titles first."""
    if article.public is None:
        return Article.objects.none()
    others = shown_articles().exclude(pk=article.pk)
    near = others.annotate(like=TrigramSimilarity("public__title", article.public.title))
    same = near.filter(category_id=article.category_id)
    if article.season_id:
        same = same | near.filter(season_id=article.season_id)
    return same.order_by(F("like").desc(), "-publish_at")[:most]


def laid_out(revision: ArticleRevision) -> list[Piece]:
    """The text with its pictures where it names them; the first one stands on top where the text names none before, and
    what the text does not name comes at the end."""
    pictures = {
        one.position: one for one in revision.pictures.select_related("image").defer("image__content")
    }
    named = [number for _, number in pieces(revision.body) if number]
    first = pictures.pop(1, None) if 1 not in named else None
    found = [Piece("", first)] if first else []
    for html, number in pieces(revision.body):
        found.append(Piece(html, pictures.pop(number, None)))
    return found + [Piece("", pictures[place]) for place in sorted(pictures)]


def changed_figures(revision: ArticleRevision, now: dict[str, str]) -> list[tuple[str, str, str]]:
    """Figures of the text that today's data tell otherwise: key, as written, as it is now (“không còn” for none)."""
    written = figures_in(revision.body)
    return [
        (key, shown, now.get(key, "không còn")) for key, shown in written.items() if now.get(key) != shown
    ]
