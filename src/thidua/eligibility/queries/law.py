"""The law book of this installation."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings

from thidua.lawbook import LawBook, load
from thidua.lawbook.cases import Story, stories


@lru_cache(maxsize=1)
def law_book() -> LawBook:
    """The law, read once a process. Raises LawFault when a file is broken."""
    return load(settings.LAW_DIR)


@lru_cache(maxsize=1)
def _stories() -> tuple[Story, ...]:
    folder = settings.LAW_DIR / "cases"
    return stories(law_book(), [folder]) if folder.is_dir() else ()


def law_cases(honour: str) -> tuple[Story, ...]:
    """The executable cases about an honour, run once a process against its law."""
    return tuple(one for one in _stories() if honour in one.honours)
