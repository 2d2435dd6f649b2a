"""Comments of readers: the queue with acts on many at once, and one comment with the office's answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods

from thidua.kernel.issues import Issue, Refused
from thidua.kernel.text import fold
from thidua.publishing.actions import answer_comment, moderate_comments
from thidua.publishing.enums import CommentFlag, CommentReason, CommentState
from thidua.publishing.models import Comment
from thidua.publishing.queries.comments import comments_of
from thidua.publishing.workflow import COMMENT
from thidua.web.shell.fields import text_of, typed_key
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, needs

QUEUE = 50
_BADGE: dict[str, str] = {
    CommentState.WAITING: "asked",
    CommentState.SHOWN: "met",
    CommentState.REFUSED: "refused",
}


def _title(one: Comment) -> str:
    return one.article.public.title if one.article.public else one.article.slug


_SPEC = ListSpec(
    title="Bình luận",
    noun="bình luận",
    columns=(
        Column("nguoi", "Người viết", lambda one: one.name, "name", width=24),
        Column(
            "noi_dung",
            "Nội dung",
            lambda one: one.body if len(one.body) < 160 else one.body[:157] + "…",
            url=lambda one: reverse("comment", args=[one.pk]),
            width=70,
        ),
        Column("bai", "Bài", _title, "article__slug", width=40),
        Column("luc", "Gửi lúc", lambda one: f"{localtime(one.sent_at):%H:%M %d/%m/%Y}", "sent_at", width=18),
        Column("luu_y", "Lưu ý", lambda one: ", ".join(one.flag_words), width=24),
        Column(
            "tinh_trang",
            "Tình trạng",
            lambda one: one.get_state_display(),
            "state",
            badge=lambda one: _BADGE[one.state],
            width=14,
        ),
        Column("ly_do", "Lý do", lambda one: one.get_reason_display(), "reason", width=24, screen=False),
    ),
    order=("-sent_at",),
    search=lambda rows, words: rows.filter(folded__contains=fold(words)),
    filters=(
        Filter("tinh_trang", "Tình trạng", tuple(CommentState.choices), lambda rows, v: rows.filter(state=v)),
        Filter(
            "luu_y", "Lưu ý", tuple(CommentFlag.choices), lambda rows, v: rows.filter(flags__contains=[v])
        ),
    ),
    empty="Chưa có bình luận nào. Bình luận của bạn đọc chờ ở đây đến khi được duyệt.",
    file="binh-luan",
)


@needs("comment.moderate")
@require_http_methods(["GET", "POST"])
def comments(request: HttpRequest) -> HttpResponse:
    """What waits, to be ticked and decided together; below it everything, to be searched."""
    rows = comments_of(actor_of(request))
    if request.method == "POST":
        if said := attempt(request, lambda: _decide(request)):
            messages.success(request, said)
        return redirect("comments")
    if article := typed_key(request.GET.get("bai", "")):
        rows = rows.filter(article_id=article)
    context = {
        "waiting": rows.filter(state=CommentState.WAITING).order_by("sent_at", "pk")[:QUEUE],
        "reasons": CommentReason.choices,
    }
    return show_list(request, _SPEC, rows, template="office/comments.html", context=context)


def _decide(request: HttpRequest) -> str:
    step = text_of(request, "viec")
    if step not in {row.name for row in COMMENT.transitions}:
        raise Http404
    wanted = [key for row in request.POST.getlist("row") if (key := typed_key(row))]
    if not wanted:
        raise Refused(Issue("comment.none", "Chưa chọn bình luận nào.", "Đánh dấu rồi bấm lại."))
    rows = list(comments_of(actor_of(request)).filter(pk__in=wanted))
    reason = text_of(request, "ly_do")
    count = moderate_comments(actor=actor_of(request), comments=rows, step=step, reason=reason)
    return f"Đã đăng {count} bình luận." if step == "show" else f"Không đăng {count} bình luận."


@needs("comment.moderate")
@require_http_methods(["GET", "POST"])
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """One comment: shown or not, with the answer of the authority."""
    one = get_object_or_404(comments_of(actor_of(request)), pk=pk)
    if request.method == "POST":
        if said := attempt(request, lambda: _act(request, one)):
            messages.success(request, said)
        return redirect("comment", pk)
    context = {
        "one": one,
        "title": _title(one),
        "badge": _BADGE[one.state],
        "steps": [row for row in COMMENT.transitions if one.state in row.sources],
        "reasons": CommentReason.choices,
    }
    return render(request, "office/comment.html", context)


def _act(request: HttpRequest, one: Comment) -> str:
    wanted = text_of(request, "viec")
    if wanted == "tra-loi":
        reply = str(request.POST.get("tra_loi", ""))
        answer_comment(actor=actor_of(request), comment=one, reply=reply)
        return "Đã lưu lời trả lời." if reply.strip() else "Đã bỏ lời trả lời."
    if wanted not in {row.name for row in COMMENT.transitions}:
        raise Http404
    reason = text_of(request, "ly_do")
    moderate_comments(actor=actor_of(request), comments=[one], step=wanted, reason=reason)
    return "Đã đăng bình luận." if wanted == "show" else "Đã gỡ, không đăng bình luận."
