"""The law book of this installation."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings

from thidua.honours.queries import law_book
from thidua.lawbook.cases import Story, stories

__all__ = ["law_book", "law_cases"]


@lru_cache(maxsize=1)
def _stories() -> tuple[Story, ...]:
    folder = settings.LAW_DIR / "cases"
    return stories(law_book(), [folder]) if folder.is_dir() else ()


def law_cases(honour: str) -> tuple[Story, ...]:
    """The executable cases about an honour, run once a process against its law."""
    return tuple(one for one in _stories() if honour in one.honours)
