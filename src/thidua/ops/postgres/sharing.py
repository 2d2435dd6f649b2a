"""Many processes, one data folder: who may start the server, who must stop it.

`lock` is held shared by every user of the server; `lock.turn` is held alone while coming and going, so that
a newcomer never meets a server that is just being stopped. The kernel drops both when a process dies.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Seat:
    """One user's place at the server of a data folder."""

    def __init__(self, data_dir: Path) -> None:
        self._lock = _opened(data_dir / "lock")

    def take(self) -> None:
        """Be counted as a user. Call in `turn`."""
        fcntl.flock(self._lock, fcntl.LOCK_SH)

    def is_alone(self) -> bool:
        """True when nobody else uses the server; the seat is kept. Call in `turn`."""
        alone = self.is_last()
        self.take()
        return alone

    def is_last(self) -> bool:
        """True when nobody else uses the server. Call in `turn`, when leaving: gives up the shared lock."""
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def leave(self) -> None:
        """Give the lock back, also on behalf of forked children that still hold the same file open."""
        fcntl.flock(self._lock, fcntl.LOCK_UN)

    def close(self) -> None:
        os.close(self._lock)


@contextmanager
def turn(data_dir: Path, *, wait: bool = True) -> Iterator[None]:
    """Come and go one at a time. With wait=False raises BlockingIOError when somebody else is at it."""
    lock = _opened(data_dir / "lock.turn")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield
    finally:
        os.close(lock)


def _opened(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
