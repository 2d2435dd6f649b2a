"""What is wrong, where, and what cures it: one shape for every room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Where in a sender's file: file name, sheet, row as the spreadsheet shows it, column heading."""

    file: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        parts = []
        if self.file:
            parts.append(self.file)
        if self.sheet:
            parts.append(f"trang “{self.sheet}”")
        if self.row:
            parts.append(f"dòng {self.row}")
        if self.column:
            parts.append(f"cột “{self.column}”")
        return ", ".join(parts)


@dataclass(frozen=True)
class Issue:
    """One fault or open point. `message` is a Vietnamese sentence, `cure` says what to do next."""

    code: str
    message: str
    cure: str = ""
    place: Place = Place()
    fix_url: str = ""

    def __str__(self) -> str:
        where = str(self.place)
        head = f"{where}: " if where else ""
        return f"{head}{self.message}" + (f" {self.cure}" if self.cure else "")


class InputFault(Exception):
    """Bad input: nothing was written. Carries the issues to show; the command line exits with 2."""

    def __init__(self, *issues: Issue) -> None:
        self.issues: tuple[Issue, ...] = issues
        super().__init__("; ".join(map(str, issues)))

    @classmethod
    def of(cls, issues: Iterable[Issue]) -> InputFault:
        return cls(*issues)


class Refused(Exception):
    """An act that the state of things or the actor's rights do not allow. Nothing was written."""

    def __init__(self, *issues: Issue) -> None:
        self.issues: tuple[Issue, ...] = issues
        super().__init__("; ".join(map(str, issues)))
