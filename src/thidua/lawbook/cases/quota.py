"""Cases on how many may be given, and on who is chosen among equals."""

from __future__ import annotations

from thidua.lawbook.book import LawBook
from thidua.lawbook.cases.results import Told, told
from thidua.lawbook.equals import Equal
from thidua.lawbook.located import Mapped

# The facts of a unit that are no limit by themselves.
_COUNTS = {"ldtt_count", "flag_count", "candidates", "tied"}


def run(book: LawBook, case: Mapped) -> Told:
    """Every cap binds: the law's, a local share, the places there are; without any there is no cap."""
    unit, expect, quota = case["unit"], case["expect"], book.quota(case["honour"], case["on"])
    limits = []
    if quota:
        if quota.of and quota.of not in unit:
            return "not_covered", f"Tình huống không nêu “{quota.of}”."
        limits.append(quota.limit(unit[quota.of] if quota.of else 0))
    if "local_cap_percent" in unit:
        if "ldtt_count" not in unit:
            return "not_covered", "Tình huống không nêu “ldtt_count”."
        limits.append(unit["ldtt_count"] * unit["local_cap_percent"] // 100)
    if "places" in unit:
        limits.append(unit["places"])
    unknown = set(unit) - _COUNTS - {"local_cap_percent", "places"}
    if unknown:
        return "not_covered", f"Chưa xét: {', '.join(sorted(unknown))}."
    got = min(limits, default=None)
    differences = [] if got == expect["max"] else [f"tối đa {got}, chờ đợi {expect['max']}"]
    if "chosen" in expect and not {"tied", "places"} <= set(unit):
        return "not_covered", "Tình huống không nêu “tied” hoặc “places”."
    if "chosen" in expect:
        differences += _chosen(book, case)
    return told(differences)


def _chosen(book: LawBook, case: Mapped) -> list[str]:
    wanted = case["expect"]["chosen"]
    tied = [Equal(**one) for one in case["unit"]["tied"]]
    choice = book.choose(tied, case["unit"]["places"], case["on"])
    got = list(choice.chosen)
    return (
        [] if got == (wanted if isinstance(wanted, list) else [wanted]) else [f"chọn {got}, chờ đợi {wanted}"]
    )
