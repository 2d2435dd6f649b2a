"""Comments of readers: plain text, shown after somebody looked, answered by the office."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from thidua.access.models import User
from thidua.publishing.enums import CommentFlag, CommentReason, CommentState
from thidua.publishing.models.articles import Article


class Comment(models.Model):
    """One comment. `flags` are what a moderator should look at; nothing of the visitor but the name is kept."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="comments")
    name = models.CharField(max_length=100)
    body = models.TextField(max_length=2000)
    folded = models.TextField()
    state = models.CharField(max_length=20, choices=CommentState.choices, default=CommentState.WAITING)
    flags = ArrayField(models.CharField(max_length=20, choices=CommentFlag.choices), default=list)
    sent_at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=20, choices=CommentReason.choices, blank=True)
    moderated_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="moderated_comments"
    )
    moderated_at = models.DateTimeField(null=True)
    reply = models.TextField(blank=True)
    replied_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="comment_replies")
    replied_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["article", "sent_at"], name="comments_of_article")]
        constraints = [
            models.CheckConstraint(
                name="refused_comment_says_why", condition=~Q(state=CommentState.REFUSED) | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="reply_has_its_moment",
                condition=Q(reply="") | Q(replied_by__isnull=False, replied_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.body[:40]}"

    @property
    def flag_words(self) -> list[str]:
        return [str(CommentFlag(flag).label) for flag in self.flags]
