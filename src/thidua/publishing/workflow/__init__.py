"""Workflows of what the public reads."""

from __future__ import annotations

from thidua.publishing.workflow.articles import ARTICLE

__all__ = ["ARTICLE"]
