"""Comments as their moderators and as the public may read them."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from thidua.access.models import User
from thidua.access.queries import granted_units, units_with
from thidua.publishing.enums import CommentState
from thidua.publishing.models import Article, Comment
from thidua.registry.queries.tree import lying_below

SHOWN = 200


def shown_comments(article: Article) -> list[Comment]:
    """What anyone may read below an article, the oldest first: the last 200."""
    rows = Comment.objects.filter(article=article, state=CommentState.SHOWN).order_by("-sent_at", "-pk")
    return list(rows.only("name", "body", "sent_at", "reply", "replied_at", "article_id")[:SHOWN])[::-1]


def comments_of(user: User) -> QuerySet[Comment]:
    """Those under articles of the units the user moderates for."""
    rows = Comment.objects.filter(article__authority_id__in=units_with(user, "comment.moderate"))
    return rows.select_related(
        "article", "article__authority", "article__public", "moderated_by", "replied_by"
    )


def waiting_comments(user: User) -> int:
    """How many wait for the user to look at them."""
    waiting = Comment.objects.filter(state=CommentState.WAITING).order_by()
    counts = dict(waiting.values_list("article__authority_id").annotate(count=Count("id")))
    if not counts:
        return 0
    return sum(counts[unit] for unit in lying_below(counts, granted_units(user, "comment.moderate")))
