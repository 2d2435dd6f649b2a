"""Acts on what the public reads."""

from __future__ import annotations

from thidua.publishing.actions.articles import (
    move_article,
    open_comments,
    save_revision,
    write_article,
    write_category,
)
from thidua.publishing.actions.comments import answer_comment, moderate_comments, send_comment
from thidua.publishing.actions.visits import Visitor, admit_visitor, sweep_visits

__all__ = [
    "Visitor",
    "admit_visitor",
    "answer_comment",
    "moderate_comments",
    "move_article",
    "open_comments",
    "save_revision",
    "send_comment",
    "sweep_visits",
    "write_article",
    "write_category",
]
