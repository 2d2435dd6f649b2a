"""Dossiers received under one law and decided under the next.

Law 06/2026/QH16, as reported: what was received before it came into force follows the earlier law, or the new
one where that is more favourable. The instrument says so in law/ (`transition: more_favourable`).
"""

from __future__ import annotations

from datetime import date

from thidua.lawbook.book import LawBook
from thidua.lawbook.cohort import Cohort
from thidua.lawbook.explaining import Judgement
from thidua.lawbook.verdict import OUTCOMES, Finding, Verdict


def judge_dossiers(
    book: LawBook, code: str, cohort: Cohort, received_on: date, decided_on: date
) -> list[Verdict]:
    """A verdict for each nominee: the law of the day of receipt, or the law of the day of decision where it is
    more favourable and its transition allows that. Raises as `LawBook.judge`."""
    earlier = book.judge(code, cohort, received_on)
    later = _later(book, code, cohort, earlier, decided_on)
    rows = range(len(cohort))
    if later is None:
        return [earlier.verdict(row) for row in rows]
    return [_better(earlier.verdict(row), later.verdict(row)) for row in rows]


def _later(
    book: LawBook, code: str, cohort: Cohort, earlier: Judgement, decided_on: date
) -> Judgement | None:
    version = book.in_force(code, cohort.kind, decided_on)
    if version is None or version.start <= earlier.version.start:
        return None
    instrument = book.instruments[version.basis.citation.instrument]
    return book.judge(code, cohort, decided_on) if instrument.more_favourable else None


def _better(earlier: Verdict, later: Verdict) -> Verdict:
    if OUTCOMES.index(earlier.outcome) >= OUTCOMES.index(later.outcome):
        return earlier
    both = Finding(
        id="transition",
        label="Quy định chuyển tiếp",
        outcome=later.outcome,
        sentence=(
            "Hồ sơ nhận trước ngày quy định mới có hiệu lực được xét theo quy định cũ; nếu quy định mới có lợi "
            f"hơn thì áp dụng quy định mới ({later.basis})."
        ),
        children=(earlier.findings, later.findings),
    )
    return Verdict(
        honour=later.honour,
        year=later.year,
        pivot=later.pivot,
        outcome=later.outcome,
        unmet=later.unmet,
        asks=later.asks,
        basis=later.basis,
        cites=tuple(dict.fromkeys((*later.cites, *earlier.cites))),
        findings=both,
        lawbook=later.lawbook,
    )
