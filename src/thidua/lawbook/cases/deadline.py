"""Cases on terms."""

from __future__ import annotations

from thidua.lawbook.book import LawBook
from thidua.lawbook.cases.results import Told, told
from thidua.lawbook.located import Mapped


def run(book: LawBook, case: Mapped) -> Told:
    """One event may start several terms; `term` in what is expected names the one meant."""
    unknown = sorted(set(case["event"]) - set(book.terms["event"]))
    if unknown:
        return "not_covered", f"Chưa có trong terms.yaml, mục event: {', '.join(unknown)}."
    named = case["expect"].get("term")
    found = book.due(case["honour"], case["event"], case["on"])
    dues = [due for due in found if named in (None, due.id)]
    if not dues:
        return "not_covered", "Bộ luật chưa có thời hạn tính từ những sự kiện này."
    wanted = case["expect"]["due_on"]
    wrong = [due.sentence for due in dues if due.due_on != wanted]
    return told([f"{' '.join(wrong)} Chờ đợi: {wanted.isoformat()}"] if wrong else [])
