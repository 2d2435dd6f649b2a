"""Whoever acts, as the rooms below `access` see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Actor(Protocol):
    """A user of the system; the log keeps the user name."""

    @property
    def username(self) -> str: ...


@dataclass(frozen=True)
class SystemActor:
    """The installation itself: before any user exists, and what it does by the clock."""

    username: str = "he-thong"
