"""A socket that a slow sender cannot hold: every read has what is left of one time, not a time of its own."""

from __future__ import annotations

import io
import socket
import time
from typing import Any


class Clock:
    """Counts down from some seconds."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left_or_none(self) -> float:
        """Seconds left, 0 when none are."""
        return max(0.0, self._end - time.monotonic())

    def left(self) -> float:
        """Seconds left. Raises TimeoutError when none are."""
        if (left := self.left_or_none()) <= 0:
            raise TimeoutError
        return left


class _Reader(io.RawIOBase):
    def __init__(self, sock: socket.socket, clock: Clock) -> None:
        self._sock = sock
        self._clock = clock

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(self._clock.left())
        return self._sock.recv_into(buffer)


class TimedSocket:
    """As much of a socket as an HTTP connection uses; whoever opened the socket closes it."""

    def __init__(self, sock: socket.socket, clock: Clock) -> None:
        self._sock = sock
        self._clock = clock

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(self._clock.left())
        self._sock.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Reader(self._sock, self._clock))

    def close(self) -> None:
        """A connection lets go of its socket before the body is read."""
