"""Work of the signing library in a thread of its own: it starts an event loop, which a thread that runs one cannot."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def apart(work: Callable[[], T]) -> T:
    """What the work returns or raises."""
    with ThreadPoolExecutor(max_workers=1) as threads:
        return threads.submit(work).result()
