"""Cases on reward money."""

from __future__ import annotations

from thidua.lawbook.book import LawBook
from thidua.lawbook.cases.results import Told, told
from thidua.lawbook.located import Mapped
from thidua.lawbook.money import Award


def run(book: LawBook, case: Mapped) -> Told:
    unknown = sorted({item["honour"] for item in case["items"]} - set(book.catalogue))
    if unknown:
        return "not_covered", f"Chưa có {', '.join(f'“{code}”' for code in unknown)} trong law/honours."
    reward = book.reward([_award(item) for item in case["items"]])
    wanted = case["expect"]["total_vnd"]
    if reward.total == wanted:
        return told([])
    said = [sentence for line in reward.lines for sentence in line.sentences]
    return told([f"tổng {reward.total}, chờ đợi {wanted}: {' '.join(said)}"])


def _award(item: Mapped) -> Award:
    first, _, last = str(item["period_year"]).partition("-")
    return Award(
        honour=item["honour"],
        recipient=item["recipient"],
        decided_on=item["decided_on"],
        first_year=int(first),
        last_year=int(last or first),
        kind=item["kind"],
        decider=item.get("decider", ""),
        grade=item.get("grade", 0),
    )
