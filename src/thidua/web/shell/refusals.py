"""Refusals of actions, told on the page the user is led to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.http import HttpRequest

from thidua.kernel.issues import Refused

T = TypeVar("T")


def tell(request: HttpRequest, refused: Refused) -> None:
    """Each reason with its cure, as one message."""
    messages.error(request, " ".join(map(str, refused.issues)))


def attempt(request: HttpRequest, act: Callable[[], T]) -> T | None:
    """What the act returns; None after a refusal, which is told."""
    try:
        return act()
    except Refused as refused:
        tell(request, refused)
        return None
