"""Pages of the portal that the bench of pages opens: (user name or nothing, address)."""

from __future__ import annotations

from collections.abc import Iterator


def of_quotes() -> Iterator[tuple[str, str]]:
    from django.urls import reverse

    yield "", reverse("board")
    yield "van-phong", reverse("quotes")


def of_news() -> Iterator[tuple[str, str]]:
    from django.urls import reverse

    from thidua.publishing.models import Article, Comment

    one = Article.objects.filter(public__isnull=False).order_by("id")[0]
    for name in ("news", "site_map"):
        yield "", reverse(name)
    yield "", reverse("news") + "?q=khen+thuong+nam+2023"
    for name in ("news_article", "news_print", "comment_new"):
        yield "", reverse(name, args=[one.slug])
    for name in ("articles", "article_new", "comments"):
        yield "bien-tap", reverse(name)
    yield "van-phong", reverse("article_categories")
    for name in ("article_desk", "article_edit"):
        yield "bien-tap", reverse(name, args=[one.pk])
    yield "bien-tap", reverse("article_revision", args=[one.pk, 1])
    yield "bien-tap", reverse("comment", args=[Comment.objects.order_by("id")[0].pk])


def of_people_heard() -> Iterator[tuple[str, str]]:
    from django.urls import reverse

    from thidua.publishing.models import CitizenLetter, Exemplar, SuspensionNotice

    for name in ("letter_new", "letter_track", "public_exemplars", "suspensions", "accessibility", "privacy"):
        yield "", reverse(name)
    told = Exemplar.objects.get(state="published")
    yield "", reverse("public_exemplar", args=[told.pk])
    for name in ("letters", "exemplars", "exemplar_new", "exemplars_found", "notices", "notice_new"):
        yield "van-phong", reverse(name)
    yield "van-phong", reverse("letter", args=[CitizenLetter.objects.order_by("id")[0].pk])
    yield "van-phong", reverse("exemplar", args=[told.pk])
    yield "van-phong", reverse("notice", args=[SuspensionNotice.objects.order_by("id")[0].pk])
