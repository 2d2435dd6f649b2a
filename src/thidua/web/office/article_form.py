"""Writing an article: a new one, the next text of one, and the draft made from the season's data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from thidua.access.queries import units_with
from thidua.documents.models import Attachment
from thidua.kernel.text import typed_text
from thidua.movements.models import Season
from thidua.publishing.actions import move_article, save_revision, write_article
from thidua.publishing.models import Article, Category
from thidua.publishing.records import ArticleRecord, PictureRecord
from thidua.web.office.article_draft import season_record
from thidua.web.office.articles import authority_of, newest, readable
from thidua.web.shell.fields import choice_of, text_of, typed_key
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, needs

_NEW_PICTURES = range(1, 4)


@needs("article.write")
@require_http_methods(["GET", "POST"])
def article_new(request: HttpRequest) -> HttpResponse:
    """The first text of an article."""
    if request.method == "POST" and (made := attempt(request, lambda: _write(request))):
        return _saved(request, made)
    seasons = Season.objects.filter(authority_id__in=units_with(actor_of(request), "article.write"))
    context = {
        "given": request.POST,
        "authors": request.POST.get("authors") or actor_of(request).full_name,
        "categories": Category.objects.all(),
        "seasons": seasons.order_by("-review_year"),
        "new_pictures": _NEW_PICTURES,
    }
    return render(request, "office/article_form.html", context)


@needs("article.write")
@require_http_methods(["GET", "POST"])
def article_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The next text; what the public reads stays until it is approved. What was typed survives a refusal."""
    one = get_object_or_404(
        Article, pk=readable(request, pk).pk, authority_id__in=units_with(actor_of(request), "article.write")
    )
    if request.method == "POST" and attempt(request, lambda: _save(request, one)):
        return _saved(request, one)
    held = newest(one)
    shown: Any = request.POST or {
        "title": held.title,
        "lead": held.lead,
        "body": held.body,
        "source": held.source,
        "category": str(one.category_id),
    }
    context = {
        "one": one,
        "given": shown,
        "seen": request.POST.get("seen") or held.number,
        "authors": request.POST.get("authors") or "\n".join(held.authors),
        "categories": Category.objects.all(),
        "pictures": held.pictures.select_related("image").defer("image__content"),
        "new_pictures": _NEW_PICTURES,
    }
    return render(request, "office/article_form.html", context)


@needs("article.write")
@require_POST
def article_from_season(request: HttpRequest) -> HttpResponse:
    """A draft with title, figures and lists of a season, every figure linked to its source."""
    own = Season.objects.filter(authority_id__in=units_with(actor_of(request), "article.write"))
    season = get_object_or_404(own.select_related("authority"), pk=typed_key(text_of(request, "season")))
    if made := attempt(request, lambda: _draft(request, season)):
        messages.success(request, "Đã lập bài từ số liệu của đợt xét. Đọc, sửa lời văn rồi gửi duyệt.")
        return redirect("article_edit", made.pk)
    return redirect("article_new")


def _draft(request: HttpRequest, season: Season) -> Article:
    return write_article(
        actor=actor_of(request),
        authority=season.authority,
        category=_category(request),
        text=season_record(season, authors=(actor_of(request).full_name,)),
        season=season,
    )


def _saved(request: HttpRequest, one: Article) -> HttpResponse:
    """To the article; sent on for approval when that button was pressed."""
    if text_of(request, "viec") == "send":
        if attempt(request, lambda: _send(request, one)):
            messages.success(request, "Đã lưu và gửi duyệt.")
    else:
        messages.success(request, "Đã lưu bản nháp.")
    return redirect("article_desk", one.pk)


def _send(request: HttpRequest, one: Article) -> bool:
    move_article(actor=actor_of(request), article=one, step="send", seen=newest(one).number)
    return True


@transaction.atomic
def _write(request: HttpRequest) -> Article:
    category, text = _category(request), _record(request)
    authority = authority_of(actor_of(request), "article.write")
    return write_article(actor=actor_of(request), authority=authority, category=category, text=text)


@transaction.atomic
def _save(request: HttpRequest, one: Article) -> bool:
    category, text = _category(request), _record(request, one)
    seen = typed_key(text_of(request, "seen"))
    save_revision(actor=actor_of(request), article=one, text=text, seen=seen, category=category)
    return True


def _category(request: HttpRequest) -> Category:
    known = {str(one.pk): one for one in Category.objects.all()}
    return known[choice_of(request, "category", "Chuyên mục", known)]


def _record(request: HttpRequest, one: Article | None = None) -> ArticleRecord:
    names = str(request.POST.get("authors", "")).splitlines()
    return ArticleRecord(
        title=text_of(request, "title"),
        body=str(request.POST.get("body", "")),
        lead=text_of(request, "lead"),
        authors=tuple(name for name in map(typed_text, names) if name),
        source=text_of(request, "source"),
        note=text_of(request, "note"),
        pictures=(*_kept(request, one), *_added(request)),
    )


def _kept(request: HttpRequest, one: Article | None) -> Iterator[PictureRecord]:
    """Pictures the article has, in the order given, but for those taken out."""
    if one is None:
        return
    known = {
        image.pk: image
        for image in Attachment.objects.filter(article_pictures__revision__article=one)
        .defer("content")
        .distinct()
    }
    out = set(request.POST.getlist("bo"))
    rows = zip(
        *(request.POST.getlist(name) for name in ("image", "order", "caption", "alternative")), strict=False
    )
    for pk, _, caption, alternative in sorted(rows, key=lambda row: typed_key(row[1])):
        if pk not in out and (image := known.get(typed_key(pk))):
            yield PictureRecord(typed_text(caption), typed_text(alternative), image)


def _added(request: HttpRequest) -> Iterator[PictureRecord]:
    for number in _NEW_PICTURES:
        given: Any = request.FILES.get(f"file_{number}")
        if given is not None:
            caption, alternative = (
                text_of(request, f"{name}_{number}") for name in ("caption", "alternative")
            )
            yield PictureRecord(caption, alternative, file=given.name or "anh", content=given.read())
