"""Articles for those who write and approve them: the list, one article with its acts, its earlier texts."""

from __future__ import annotations

from datetime import datetime
from difflib import ndiff
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime, make_aware
from django.views.decorators.http import require_http_methods, require_safe

from thidua.access.models import User
from thidua.access.queries import units_with
from thidua.documents.models import Attachment
from thidua.eligibility.queries.law import law_book
from thidua.kernel.issues import Issue, Refused
from thidua.publishing.actions import move_article, open_comments, save_revision, write_category
from thidua.publishing.enums import ArticleState
from thidua.publishing.markup import as_text, with_figures
from thidua.publishing.models import Article, ArticleRevision, Category
from thidua.publishing.queries.articles import articles_of, changed_figures, laid_out
from thidua.publishing.records import ArticleRecord, PictureRecord
from thidua.publishing.workflow import ARTICLE
from thidua.registry.models import OrgUnit
from thidua.reports.article import figures_now
from thidua.reports.labels import label_of
from thidua.web.shell.fields import text_of, typed_key
from thidua.web.shell.files import as_picture
from thidua.web.shell.lists import Column, Filter, ListSpec, holding, show_list
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, may, needs

_BADGE: dict[str, str] = {
    ArticleState.DRAFT: "none",
    ArticleState.REVIEW: "asked",
    ArticleState.APPROVED: "met",
    ArticleState.WITHDRAWN: "refused",
}
_WATCHED = 5  # articles whose figures the list holds against the data; every article's own page does


def standing(one: Article) -> str:
    """The state in words, with the hour a public text waits for."""
    said = str(ArticleState(one.state).label)
    if one.publish_at and one.public_id:
        waits = one.publish_at > timezone.now()
        moment = f"{localtime(one.publish_at):%H:%M %d/%m/%Y}"
        said += f", chờ đăng lúc {moment}" if waits else ", đang đăng"
    return said


def _spec() -> ListSpec:
    return ListSpec(
        title="Bài viết",
        noun="bài",
        columns=(
            Column(
                "ten", "Bài", lambda one: one.title, "title", url=lambda one: reverse("article_desk", args=[one.pk]),
                width=60,
            ),
            Column("muc", "Chuyên mục", lambda one: one.category.name, "category__position", width=20),
            Column("nguoi", "Người viết", lambda one: one.writer, "writer", width=24),
            Column("luc", "Lưu lúc", lambda one: f"{localtime(one.written_at):%H:%M %d/%m/%Y}", "written_at", width=18),
            Column("tinh_trang", "Tình trạng", standing, "state", badge=lambda one: _BADGE[one.state], width=30),
        ),
        order=("-written_at",),
        search=holding(lambda one: one.title),
        filters=(
            Filter("tinh_trang", "Tình trạng", tuple(ArticleState.choices), lambda rows, v: rows.filter(state=v)),
            Filter(
                "muc",
                "Chuyên mục",
                tuple(Category.objects.values_list("code", "name")),
                lambda rows, v: rows.filter(category__code=v),
            ),
        ),
        empty="Chưa có bài nào. Viết bài mới, hoặc lập bài từ số liệu của đợt xét.",
        file="bai-viet",
    )  # fmt: skip


@needs("article.read")
@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    rows = articles_of(actor_of(request))
    context = {
        "may_write": may(request, "article.write", None),
        "may_approve": may(request, "article.approve", None),
        "changed": _with_changed_figures(rows),
    }
    return show_list(request, _spec(), rows, template="office/articles.html", context=context)


def _with_changed_figures(rows: QuerySet[Article]) -> list[tuple[Article, int]]:
    """The newest public articles of seasons whose figures are no longer those of today, with how many."""
    shown = rows.filter(public__isnull=False, season__isnull=False).select_related("season__authority")
    now: dict[int, dict[str, str]] = {}
    found = []
    for one in shown.order_by("-publish_at")[:_WATCHED]:
        if one.public and one.season:
            if one.season.pk not in now:
                now[one.season.pk] = figures_now(one.season, law_book())
            if changed := changed_figures(one.public, now[one.season.pk]):
                found.append((one, len(changed)))
    return found


def readable(request: HttpRequest, pk: int) -> Article:
    """An article of the user's units. Raises Http404 for any other."""
    return get_object_or_404(articles_of(actor_of(request)), pk=pk)


def authority_of(user: User, capability: str) -> OrgUnit:
    """The unit for which the user writes: the highest of those where the right was given. Raises Refused for none."""
    own = OrgUnit.objects.filter(pk__in=units_with(user, capability), until_on=None)
    top = own.exclude(parent__in=own).order_by("sort_key").first()
    if top is None:
        raise Refused(Issue("article.authority", "Chưa được giao quyền viết bài cho đơn vị nào."))
    return top


def newest(article: Article) -> ArticleRevision:
    return article.revisions.select_related("written_by").order_by("-number")[0]


@needs("article.read")
@require_http_methods(["GET", "POST"])
def article_desk(request: HttpRequest, pk: int) -> HttpResponse:
    """One article as it would be read, where it stands, figures that have changed since, and what may be done now."""
    one = readable(request, pk)
    if request.method == "POST":
        if said := attempt(request, lambda: _act(request, one)):
            messages.success(request, said)
        return redirect("article_desk", pk)
    revision = newest(one)
    now = figures_now(one.season, law_book()) if one.season else {}
    context: dict[str, Any] = {
        "one": one,
        "revision": revision,
        "pieces": laid_out(revision),
        "standing": standing(one),
        "badge": _BADGE[one.state],
        "changed": [(label_of(key, law_book()), *rest) for key, *rest in changed_figures(revision, now)]
        if one.season
        else [],
        "steps": _steps(request, one),
        "own": revision.written_by_id == actor_of(request).pk,
        "may_write": may(request, "article.write", one.authority),
        "may_moderate": may(request, "comment.moderate", one.authority),
        "revisions": one.revisions.select_related("written_by"),
    }
    return render(request, "office/article_desk.html", context)


def _steps(request: HttpRequest, one: Article) -> list[Any]:
    rows = [row for row in ARTICLE.transitions if one.state in row.sources and row.name != "revise"]
    rows = [row for row in rows if may(request, row.capability, one.authority)]
    return [row for row in rows if row.name != "withdraw" or one.public_id]


def _act(request: HttpRequest, one: Article) -> str:
    wanted = text_of(request, "viec")
    if wanted == "binh-luan":
        is_open = text_of(request, "mo") == "1"
        open_comments(actor=actor_of(request), article=one, is_open=is_open)
        return "Đã mở bình luận." if is_open else "Đã đóng bình luận; các bình luận đã đăng vẫn giữ."
    if wanted == "so-lieu":
        return _figures_anew(request, one)
    if wanted not in {row.name for row in ARTICLE.transitions if row.name != "revise"}:
        raise Http404
    move_article(
        actor=actor_of(request),
        article=one,
        step=wanted,
        seen=typed_key(text_of(request, "ban")),
        publish_at=_moment(request),
        reason=text_of(request, "ly_do"),
    )
    one.refresh_from_db()
    return f"Bài: {standing(one)}."


def _moment(request: HttpRequest) -> datetime | None:
    """When the article is to appear, on the clock here; none for at once."""
    given = text_of(request, "dang_luc")
    if not given:
        return None
    try:
        return make_aware(datetime.fromisoformat(given).replace(tzinfo=None))
    except ValueError as fault:
        message = f"Không đọc được giờ đăng “{given}”."
        raise Refused(Issue("article.moment", message, "Chọn lại ngày, giờ.")) from fault


def _figures_anew(request: HttpRequest, one: Article) -> str:
    if one.season is None:
        raise Http404
    held = newest(one)
    now = figures_now(one.season, law_book())
    text = as_record(held, body=with_figures(held.body, now), note="Ghi lại số liệu theo dữ liệu hiện nay")
    save_revision(actor=actor_of(request), article=one, text=text, seen=typed_key(text_of(request, "ban")))
    return "Đã ghi lại các số liệu vào bản mới. Đọc lại rồi gửi duyệt."


def as_record(held: ArticleRevision, *, body: str, note: str) -> ArticleRecord:
    """A saved text as one to be saved again."""
    pictures = held.pictures.select_related("image").defer("image__content")
    return ArticleRecord(
        held.title,
        body,
        held.lead,
        tuple(held.authors),
        held.source,
        note,
        tuple(PictureRecord(one.caption, one.alternative, one.image) for one in pictures),
    )


@needs("article.read")
@require_http_methods(["GET", "POST"])
def article_revision(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """An earlier text beside the newest; it may be taken up again as a new one."""
    one = readable(request, pk)
    held = get_object_or_404(one.revisions.select_related("written_by"), number=number)
    last = newest(one)
    if request.method == "POST":
        text = as_record(held, body=held.body, note=f"Lấy lại bản {held.number}")
        if attempt(
            request, lambda: save_revision(actor=actor_of(request), article=one, text=text, seen=last.number)
        ):
            messages.success(request, f"Đã lấy lại bản {held.number} thành bản mới.")
            return redirect("article_desk", pk)
    context = {
        "one": one, "held": held, "last": last, "changes": _changes(held, last),
        "may_write": may(request, "article.write", one.authority),
    }  # fmt: skip
    return render(request, "office/article_revision.html", context)


def _changes(before: ArticleRevision, after: ArticleRevision) -> list[tuple[str, str]]:
    """Paragraphs that differ: what went, what came."""
    old, new = (
        [one.title, one.lead, *(as_text(part + "</p>") for part in one.body.split("</p>"))]
        for one in (before, after)
    )
    words = {"- ": "bỏ", "+ ": "thêm"}
    return [(words[line[:2]], line[2:]) for line in ndiff(old, new) if line[:2] in words and line[2:].strip()]


@needs("article.read")
@require_safe
def article_picture(request: HttpRequest, pk: int, image: int) -> HttpResponse:
    """A picture of any text of the article."""
    one = readable(request, pk)
    pictures = Attachment.objects.filter(article_pictures__revision__article=one, pk=image).distinct()
    return as_picture(get_object_or_404(pictures))


@needs("article.approve")
@require_http_methods(["GET", "POST"])
def categories(request: HttpRequest) -> HttpResponse:
    """Headings of the news: added and renamed."""
    if request.method == "POST":
        if attempt(request, lambda: _category(request)):
            messages.success(request, "Đã lưu chuyên mục.")
        return redirect("article_categories")
    return render(request, "office/article_categories.html", {"rows": Category.objects.all()})


def _category(request: HttpRequest) -> Category:
    pk = typed_key(text_of(request, "pk"))
    held = get_object_or_404(Category, pk=pk) if pk else None
    authority = authority_of(actor_of(request), "article.approve")
    return write_category(
        actor=actor_of(request), authority=authority, name=text_of(request, "ten"), category=held
    )
