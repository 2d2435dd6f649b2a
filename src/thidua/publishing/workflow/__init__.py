"""Workflows of what the public reads."""

from __future__ import annotations

from thidua.publishing.workflow.articles import ARTICLE
from thidua.publishing.workflow.comments import COMMENT
from thidua.publishing.workflow.exemplars import EXEMPLAR
from thidua.publishing.workflow.letters import LETTER
from thidua.publishing.workflow.notices import NOTICE

__all__ = ["ARTICLE", "COMMENT", "EXEMPLAR", "LETTER", "NOTICE"]
