"""Comments sent by readers, looked at, shown or not, answered."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from thidua.access.models import User
from thidua.audit.actions import record
from thidua.flow.actions import move
from thidua.kernel.diacritics import Verdict, judge
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.text import fold, typed_lines, typed_text
from thidua.publishing.actions.rights import permit
from thidua.publishing.actions.visits import Visitor, admit_visitor
from thidua.publishing.enums import CommentFlag, CommentReason, VisitKind
from thidua.publishing.models import Article, Comment
from thidua.publishing.workflow import COMMENT

LONGEST, LONGEST_NAME = 2000, 100
_LINK = re.compile(r"https?://|www\.|\b\w+\.(?:com|vn|net|org)\b", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"\d(?:[ .-]?\d){8,}")


@transaction.atomic
def send_comment(*, actor: Visitor, article: Article, name: str, body: str, address: str) -> Comment:
    """Keep a comment of a reader until somebody looks at it.

    Raises Refused for an article that is closed for comments, without a name or words, for more than 2.000 letters, and
    for who sends too much (`admit_visitor`).
    """
    name, body = typed_text(name), typed_lines(body)
    _check(article, name, body)
    admit_visitor(kind=VisitKind.COMMENT, address=address, text=body, about=str(article.pk))
    made = Comment.objects.create(
        article=article, name=name, body=body, folded=fold(f"{name} {body}"), flags=flags_of(body)
    )
    record(actor=actor, verb="comment.sent", subject=_about(made))
    return made


def _check(article: Article, name: str, body: str) -> None:
    if not article.comments_open:
        raise Refused(
            Issue("comment.closed", "Bài này không nhận thêm bình luận.", "Gửi thư góp ý cho cơ quan.")
        )
    if not name or not body:
        raise Refused(Issue("comment.empty", "Chưa ghi tên hoặc nội dung.", "Ghi cả hai rồi gửi lại."))
    if len(body) > LONGEST or len(name) > LONGEST_NAME:
        message = f"Bình luận dài {len(body)} chữ cái, nhiều nhất là 2.000; tên nhiều nhất là 100."
        raise Refused(Issue("comment.long", message, "Rút ngắn rồi gửi lại."))


def flags_of(body: str) -> list[str]:
    """What a moderator should look at in a comment."""
    letters, verdict = [c for c in body if c.isalpha()], judge(body)
    found = {
        CommentFlag.LINK: bool(_LINK.search(body)),
        CommentFlag.LONG_NUMBER: bool(_LONG_NUMBER.search(body)),
        CommentFlag.SHOUTED: len(letters) > 20 and sum(c.isupper() for c in letters) > 0.7 * len(letters),
        CommentFlag.BARE: verdict == Verdict.REWRITE,
        CommentFlag.HALF_BARE: verdict == Verdict.HINT,
    }
    return [str(flag) for flag, is_so in found.items() if is_so]


@transaction.atomic
def moderate_comments(*, actor: User, comments: Sequence[Comment], step: str, reason: str = "") -> int:
    """Show comments or refuse them, all or none; shown ones can be taken off, refused ones shown. Returns how many.

    Raises Refused when the actor may not for one of them, when one is no longer in a state for it, and for refusing
    without a reason of the list.
    """
    if step == "refuse" and reason not in CommentReason.values:
        raise Refused(Issue("comment.reason", "Chưa chọn lý do không đăng.", "Chọn lý do rồi bấm lại."))
    by_authority = defaultdict(list)
    for one in comments:
        by_authority[one.article.authority].append(one)
    if step == "refuse":  # the table wants the reason before the state
        Comment.objects.filter(pk__in=[one.pk for one in comments]).update(reason=reason)
    for authority, rows in by_authority.items():
        move(COMMENT, rows, step, actor=actor, unit=authority)
    Comment.objects.filter(pk__in=[one.pk for one in comments]).update(
        reason=reason if step == "refuse" else "", moderated_by=actor, moderated_at=timezone.now()
    )
    ids = sorted(one.pk for one in comments)
    record(
        actor=actor,
        verb="comment.moderated",
        subject="publishing.Comment",
        step=step,
        reason=reason,
        rows=ids,
    )
    return len(comments)


@transaction.atomic
def answer_comment(*, actor: User, comment: Comment, reply: str) -> None:
    """Answer a comment in the name of the authority; an empty answer takes an earlier one back. It
    stands below the comment once that is shown. Raises Refused when the actor may not, and for more than 2.000 letters.
    """
    permit(actor, "comment.moderate", comment.article.authority)
    reply = typed_lines(reply)
    if len(reply) > LONGEST:
        raise Refused(Issue("comment.long", "Lời trả lời dài hơn 2.000 chữ cái.", "Rút ngắn rồi lưu lại."))
    Comment.objects.filter(pk=comment.pk).update(
        reply=reply, replied_by=actor if reply else None, replied_at=timezone.now() if reply else None
    )
    record(actor=actor, verb="comment.answered", subject=_about(comment), taken_back=not reply)


def _about(comment: Comment) -> str:
    return f"publishing.Comment:{comment.pk}"
