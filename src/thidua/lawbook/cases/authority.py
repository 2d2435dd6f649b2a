"""Cases on who may decide an honour."""

from __future__ import annotations

from thidua.lawbook.book import LawBook
from thidua.lawbook.cases.results import Told, told
from thidua.lawbook.located import Mapped


def run(book: LawBook, case: Mapped) -> Told:
    if case["decider"] not in book.terms["decider"]:
        return "not_covered", f"“{case['decider']}” chưa có tên trong terms.yaml, mục decider."
    competence = book.competent(case["honour"], case["decider"], case["on"])
    if competence.allowed is None:
        return "not_covered", competence.reason
    wanted = case["expect"]["competent"]
    return told([] if competence.allowed == wanted else [f"{competence.reason} Chờ đợi: {wanted}"])
