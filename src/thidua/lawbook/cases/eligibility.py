"""Cases that judge one nominee: outcome, reasons and citations."""

from __future__ import annotations

from collections.abc import Sequence

from thidua.kernel.issues import InputFault
from thidua.lawbook.book import LawBook
from thidua.lawbook.cases.results import Told, told
from thidua.lawbook.citations import parse
from thidua.lawbook.cohort import Cohort
from thidua.lawbook.given import read_facts
from thidua.lawbook.located import Mapped


def run(book: LawBook, case: Mapped) -> Told:
    code, subject, on, expect = case["honour"], case["subject"], case["on"], case["expect"]
    if book.in_force(code, subject, on) is None:
        return "not_covered", f"Chưa có tiêu chuẩn của “{code}” cho đối tượng này tại ngày {on.isoformat()}."
    try:
        facts = read_facts(subject, case["facts"])
    except InputFault as fault:
        return "failed", str(fault)
    verdict = book.judge(code, Cohort.build(case["year"], [facts]), on).verdict(0)
    differences = []
    if verdict.outcome != expect["outcome"]:
        differences.append(f"kết luận {verdict.outcome}, chờ đợi {expect['outcome']}")
    missing = [key for key in expect.get("unmet", []) if key not in verdict.unmet]
    if missing:
        differences.append(f"lý do {list(verdict.unmet)}, thiếu {missing}")
    missing = [cite for cite in expect.get("cites", []) if not _cited(cite, verdict.cites)]
    if missing:
        differences.append(f"trích dẫn {list(verdict.cites)}, thiếu {missing}")
    return told(differences)


def _cited(wanted: str, cites: Sequence[str]) -> bool:
    place = parse(wanted)
    return place is not None and any(got is not None and got.within(place) for got in map(parse, cites))
