"""What is wrong in the law's files, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One fault: `file` relative to the law's folder, `line` counted from 1, `message` in Vietnamese."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class LawFault(Exception):
    """The law's folder cannot be used. Carries every fault found, in order of file and line."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(sorted(faults))
        super().__init__("\n".join(map(str, self.faults)))


class NotInForce(LookupError):
    """An honour has no criteria that could be judged on the day asked for."""
