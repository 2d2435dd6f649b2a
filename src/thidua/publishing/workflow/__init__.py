"""Workflows of what the public reads."""

from __future__ import annotations

from thidua.publishing.workflow.articles import ARTICLE
from thidua.publishing.workflow.comments import COMMENT

__all__ = ["ARTICLE", "COMMENT"]
