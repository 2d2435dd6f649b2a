"""The way of an article's text: written, looked at by somebody else, public, taken off."""

from __future__ import annotations

from thidua.flow.workflow import Transition, Workflow
from thidua.publishing.enums import ArticleState

ARTICLE = Workflow(
    name="article",
    initial=ArticleState.DRAFT,
    transitions=(
        Transition("send", (ArticleState.DRAFT,), ArticleState.REVIEW, "article.write", "Gửi duyệt"),
        Transition("return", (ArticleState.REVIEW,), ArticleState.DRAFT, "article.approve", "Trả lại"),
        Transition("approve", (ArticleState.REVIEW,), ArticleState.APPROVED, "article.approve", "Duyệt đăng"),
        Transition(
            "revise",
            (ArticleState.REVIEW, ArticleState.APPROVED, ArticleState.WITHDRAWN),
            ArticleState.DRAFT,
            "article.write",
            "Sửa tiếp",
        ),
        Transition(
            "withdraw",
            (ArticleState.DRAFT, ArticleState.REVIEW, ArticleState.APPROVED),
            ArticleState.WITHDRAWN,
            "article.approve",
            "Gỡ bài",
        ),
    ),
)
