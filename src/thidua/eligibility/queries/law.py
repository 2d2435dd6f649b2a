"""The law book of this installation."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings

from thidua.lawbook import LawBook, load


@lru_cache(maxsize=1)
def law_book() -> LawBook:
    """The law, read once a process. Raises LawFault when a file is broken."""
    return load(settings.LAW_DIR)
