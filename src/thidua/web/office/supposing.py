"""Reads the form of the what-if page: which honour, year and day, and what is supposed to be otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from django.http import QueryDict

from thidua.lawbook.facts import GRADES, SCOPES, Grade, InitiativeFact, Scope, SubjectFacts
from thidua.lawbook.whatif import Supposed, Title

YEARS = 6  # years of grades the form shows, the review year included
ROWS = (1, 2, 3)  # titles and initiatives that may be added at once
_FIRST, _LAST = 1990, 2100


@dataclass
class Form:
    """What the form says; `faults` name the field and the cure."""

    data: QueryDict | Mapping[str, str]
    faults: list[str] = field(default_factory=list)

    def text(self, name: str) -> str:
        return str(self.data.get(name, "")).strip()

    def year(self, name: str, what: str) -> int | None:
        """A year of four digits; None when there is none or it cannot be read."""
        text = self.text(name)
        if not text:
            return None
        if text.isascii() and text.isdigit() and _FIRST <= int(text) <= _LAST:
            return int(text)
        self.faults.append(f"{what}: năm “{text}” không đọc được. Ghi bốn chữ số, ví dụ 2023.")
        return None

    def day(self, name: str, what: str) -> date | None:
        text = self.text(name)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.faults.append(f"{what}: ngày “{text}” không đọc được. Chọn lại ngày.")
            return None

    def supposed(
        self, facts: SubjectFacts, honours: Mapping[str, str], criteria: tuple[str, ...]
    ) -> Supposed:
        """What differs from the facts; whatever is left as it is counts for nothing."""
        return Supposed(
            grades=dict(self._grades(facts)),
            given=tuple(self._given(honours)),
            taken=frozenset(self._taken(facts)),
            works=tuple(self._works()),
            ended=dict(self._ended(facts)),
            attested=dict(self._attested(facts, criteria)),
        )

    def _attested(self, facts: SubjectFacts, criteria: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
        for criterion in criteria:
            chosen = {"1": True, "0": False}.get(self.text(f"xac_nhan_{criterion}"))
            if chosen is not None and chosen != facts.attested.get(criterion):
                yield criterion, chosen

    def _grades(self, facts: SubjectFacts) -> Iterator[tuple[int, Grade | None]]:
        for name in self.data:
            head, _, year = name.rpartition("_")
            chosen = self.text(name)
            if head == "xep_loai" and year.isdigit() and chosen in (*GRADES, "-"):
                grade = cast(Grade, chosen) if chosen != "-" else None
                if grade != (facts.ratings or {}).get(int(year)):
                    yield int(year), grade

    def _given(self, honours: Mapping[str, str]) -> Iterator[Title]:
        for row in ROWS:
            code, year = self.text(f"them_{row}"), self.year(f"them_nam_{row}", "Thêm danh hiệu")
            if code in honours and year:
                yield code, year
            elif code and not self.text(f"them_nam_{row}"):
                self.faults.append(f"Thêm danh hiệu: chưa ghi năm của {honours.get(code, code)}.")

    def _taken(self, facts: SubjectFacts) -> Iterator[Title]:
        marked = self.data.getlist("bo") if isinstance(self.data, QueryDict) else ()
        for one in facts.honours or ():
            if f"{one.honour}:{one.year}" in marked:
                yield one.honour, one.year

    def _works(self) -> Iterator[InitiativeFact]:
        for row in ROWS:
            year = self.year(f"sang_kien_{row}", "Thêm sáng kiến")
            scope = self.text(f"pham_vi_{row}")
            if year:
                known: Scope = scope if scope in SCOPES else SCOPES[0]
                yield InitiativeFact(year, known, recognised=True, applied=True, replicable=True)

    def _ended(self, facts: SubjectFacts) -> Iterator[tuple[int, date]]:
        for place, one in enumerate(facts.disciplines):
            until = self.day(f"het_han_{place}", "Hết hạn kỷ luật")
            if until and until != one.until:
                yield place, until
