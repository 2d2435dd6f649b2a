"""Articles written, looked at by somebody else, shown, corrected, taken off. No text is ever lost."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localtime

from thidua.access.models import User
from thidua.audit.actions import record
from thidua.documents.models import Attachment
from thidua.documents.pictures import describe_picture, keep_picture
from thidua.flow.actions import move
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.text import fold, typed_text
from thidua.movements.models import Season
from thidua.publishing.actions.rights import permit
from thidua.publishing.enums import ArticleState
from thidua.publishing.markup import as_text, clean
from thidua.publishing.models import Article, ArticlePicture, ArticleRevision, Category
from thidua.publishing.records import ArticleRecord, PictureRecord
from thidua.publishing.workflow import ARTICLE
from thidua.registry.models import OrgUnit

MOST_PICTURES = 20
_MOST_LETTERS = 200_000


def about(article: Article) -> str:
    return f"publishing.Article:{article.pk}"


@transaction.atomic
def write_article(
    *, actor: User, authority: OrgUnit, category: Category, text: ArticleRecord, season: Season | None = None
) -> Article:
    """Begin an article with its first text. Its address is made of the title once and stays.

    Raises Refused when the actor may not, without title or text, for more than 20 pictures, and for a picture without
    caption or description, or that is none.
    """
    permit(actor, "article.write", authority)
    _check(text)
    made = Article.objects.create(
        authority=authority, category=category, season=season, slug=_free_slug(text.title)
    )
    _store(actor, made, 1, text)
    record(actor=actor, verb="article.written", subject=about(made))
    return made


@transaction.atomic
def save_revision(
    *, actor: User, article: Article, text: ArticleRecord, seen: int, category: Category | None = None
) -> ArticleRevision:
    """Save the text as the next revision; what the public reads stays until the new text is approved. `seen` is the
    revision the writer began from.

    Raises Refused as `write_article` does, and when somebody saved another text since.
    """
    permit(actor, "article.write", article.authority)
    _check(text)
    held = Article.objects.select_for_update().get(pk=article.pk)
    newest = held.revisions.select_related("written_by").order_by("-number")[0]
    if newest.number != seen:
        message = (
            f"{newest.written_by.full_name} vừa lưu bản {newest.number} "
            f"lúc {localtime(newest.written_at):%H:%M %d/%m/%Y}."
        )
        raise Refused(Issue("article.stale", message, "Mở bản đó, rồi chép phần của mình vào."))
    if held.state != ArticleState.DRAFT:
        move(ARTICLE, [held], "revise", actor=actor, unit=article.authority)
    if category is not None and category.pk != held.category_id:
        Article.objects.filter(pk=held.pk).update(category=category)
    made = _store(actor, held, newest.number + 1, text)
    record(actor=actor, verb="article.revised", subject=about(held), revision=made.number)
    return made


@transaction.atomic
def move_article(
    *,
    actor: User,
    article: Article,
    step: str,
    seen: int,
    publish_at: datetime | None = None,
    reason: str = "",
) -> None:
    """Take a step: send, return, approve, withdraw. `seen` is the revision the actor looked at. Approved, the newest
    text is what the public reads, from `publish_at` on (none: from now on, or as before when it is public).

    Raises Refused when the actor may not, when the state does not allow it, when another text was saved since, when the
    actor approves a text of their own, and without a reason for returning and withdrawing.
    """
    held = Article.objects.select_for_update().select_related("authority").get(pk=article.pk)
    newest = held.revisions.order_by("-number")[0]
    if newest.number != seen:
        message = f"Bài vừa có bản {newest.number}, mới hơn bản đang xem."
        raise Refused(Issue("article.stale", message, "Tải lại trang, đọc bản mới rồi làm lại."))
    if step in ("return", "withdraw") and not reason:
        raise Refused(Issue("article.reason", "Chưa ghi lý do.", "Ghi lý do rồi bấm lại."))
    if step == "approve":
        _approve(actor, held, newest, publish_at)
    else:
        Article.objects.filter(pk=held.pk).update(reason=reason)
    move(ARTICLE, [held], step, actor=actor, unit=held.authority)
    if step == "withdraw":
        Article.objects.filter(pk=held.pk).update(public=None, folded="")
    record(
        actor=actor,
        verb="article.moved",
        subject=about(held),
        step=step,
        revision=newest.number,
        reason=reason,
    )


def _approve(actor: User, held: Article, newest: ArticleRevision, publish_at: datetime | None) -> None:
    if newest.written_by_id == actor.pk:
        message = "Người viết không duyệt bài của chính mình."
        raise Refused(Issue("article.own", message, "Nhờ người khác có quyền duyệt xem và duyệt."))
    moment = publish_at or (held.publish_at if held.public_id else None) or timezone.now()
    Article.objects.filter(pk=held.pk).update(
        public=newest, publish_at=moment, approved_by=actor, folded=folded_text(newest), reason=""
    )


@transaction.atomic
def open_comments(*, actor: User, article: Article, is_open: bool) -> None:
    """Open or close an article for comments; those published stay. Raises Refused when the actor may not."""
    permit(actor, "comment.moderate", article.authority)
    Article.objects.filter(pk=article.pk).update(comments_open=is_open)
    record(actor=actor, verb="article.comments_opened", subject=about(article), open=is_open)


@transaction.atomic
def write_category(
    *, actor: User, authority: OrgUnit, name: str, category: Category | None = None
) -> Category:
    """Add a heading of the news, or rename one; its address stays. Raises Refused when the actor may not, without a
    name and for a second one of the same name."""
    permit(actor, "article.approve", authority)
    others = Category.objects.exclude(pk=category.pk) if category else Category.objects.all()
    wanted = fold(name)
    if not wanted or any(fold(one.name) == wanted for one in others):
        message = "Chưa ghi tên chuyên mục." if not wanted else f"Đã có chuyên mục “{name}”."
        raise Refused(Issue("category.name", message, "Ghi một tên khác."))
    if category is None:
        category = Category(code=wanted.replace(" ", "-")[:60], position=others.count() + 1)
    category.name = name
    category.save()
    record(actor=actor, verb="category.written", subject=f"publishing.Category:{category.pk}")
    return category


def folded_text(revision: ArticleRevision) -> str:
    """What a reader may search for, without marks."""
    return fold(" ".join([revision.title, revision.lead, as_text(revision.body), *revision.authors]))


def _check(text: ArticleRecord) -> None:
    if not text.title or not as_text(clean(text.body)):
        raise Refused(Issue("article.empty", "Chưa có tên bài hoặc nội dung.", "Ghi cả hai rồi lưu lại."))
    if len(text.body) > _MOST_LETTERS:
        raise Refused(Issue("article.long", "Bài dài hơn 200.000 chữ cái.", "Tách thành nhiều bài."))
    if len(text.pictures) > MOST_PICTURES:
        raise Refused(Issue("article.pictures", f"Bài có hơn {MOST_PICTURES} ảnh.", "Bớt ảnh rồi lưu lại."))
    for number, picture in enumerate(text.pictures, 1):
        which = f"Ảnh {number}: chưa ghi chú thích hoặc lời mô tả."
        describe_picture(picture.caption, picture.alternative, which)


def _free_slug(title: str) -> str:
    """The title as an address, with a number behind it where the address is taken."""
    wanted = fold(title).replace(" ", "-")[:100].strip("-") or "bai-viet"
    taken = set(Article.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(
        slug for n in range(1, len(taken) + 2) if (slug := wanted if n == 1 else f"{wanted}-{n}") not in taken
    )


def _store(actor: User, article: Article, number: int, text: ArticleRecord) -> ArticleRevision:
    made = ArticleRevision.objects.create(
        article=article,
        number=number,
        title=typed_text(text.title)[:300],
        lead=typed_text(text.lead),
        body=clean(text.body),
        authors=[name for one in text.authors if (name := typed_text(one))],
        source=typed_text(text.source)[:200],
        written_by=actor,
        note=typed_text(text.note)[:300],
    )
    ArticlePicture.objects.bulk_create(
        ArticlePicture(
            revision=made,
            position=place,
            caption=typed_text(picture.caption)[:300],
            alternative=typed_text(picture.alternative)[:300],
            image=picture.image or _kept(actor, picture),
        )
        for place, picture in enumerate(text.pictures, 1)
    )
    return made


def _kept(actor: User, picture: PictureRecord) -> Attachment:
    return keep_picture(actor=actor, file=picture.file, content=picture.content)
