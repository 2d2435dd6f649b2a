"""The way of a comment; whatever was decided can be decided otherwise."""

from __future__ import annotations

from thidua.flow.workflow import Transition, Workflow
from thidua.publishing.enums import CommentState

COMMENT = Workflow(
    name="comment",
    initial=CommentState.WAITING,
    transitions=(
        Transition(
            "show",
            (CommentState.WAITING, CommentState.REFUSED),
            CommentState.SHOWN,
            "comment.moderate",
            "Đăng",
        ),
        Transition(
            "refuse",
            (CommentState.WAITING, CommentState.SHOWN),
            CommentState.REFUSED,
            "comment.moderate",
            "Không đăng",
        ),
    ),
)
