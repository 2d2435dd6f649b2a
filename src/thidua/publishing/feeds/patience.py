"""How long a source that fails is left alone."""

from __future__ import annotations

from datetime import timedelta

MOST_FAILURES = 5
LEFT_ALONE = timedelta(minutes=10)


def pause_after(failures: int, wait: int = 0) -> timedelta:
    """From the fifth failure in a row ten minutes; longer where the source asked for so many seconds itself."""
    pause = LEFT_ALONE if failures >= MOST_FAILURES else timedelta(0)
    return max(pause, timedelta(seconds=wait))
