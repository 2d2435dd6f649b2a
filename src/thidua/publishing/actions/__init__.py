"""Acts on what the public reads."""

from __future__ import annotations

from thidua.publishing.actions.articles import (
    move_article,
    open_comments,
    save_revision,
    write_article,
    write_category,
)
from thidua.publishing.actions.visits import admit_visitor, sweep_visits

__all__ = [
    "admit_visitor",
    "move_article",
    "open_comments",
    "save_revision",
    "sweep_visits",
    "write_article",
    "write_category",
]
