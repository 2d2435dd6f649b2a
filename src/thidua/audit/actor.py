"""Whoever acts, as the rooms below `access` see them."""

from __future__ import annotations

from typing import Protocol


class Actor(Protocol):
    """A user of the system; the log keeps the user name."""

    @property
    def username(self) -> str: ...
