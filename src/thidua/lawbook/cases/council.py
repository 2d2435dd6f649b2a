"""Cases on the vote of a council."""

from __future__ import annotations

from typing import Any

from thidua.lawbook.book import LawBook
from thidua.lawbook.cases.results import Told, told
from thidua.lawbook.located import Mapped


def run(book: LawBook, case: Mapped) -> Told:
    council, expect = case["council"], case["expect"]
    needed = book.vote(case["honour"], case["on"], council["members"])
    passes = council["yes_present"] + council["yes_written"] >= needed
    got: dict[str, Any] = {"passes": passes, "needed": needed}
    return told([f"{key}: {got[key]}, chờ đợi {value}" for key, value in expect.items() if got[key] != value])
