"""Who may decide an honour on a day, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from thidua.kernel.numbers import day
from thidua.lawbook.rules import Basis, Deciders, Honour, Instrument, at
from thidua.lawbook.source import Source, spoken


@dataclass(frozen=True)
class Office:
    """One who decides: at which tier, and from which day the office is no more."""

    decider: str
    tier: str
    ended: date | None = None
    basis: Basis | None = None


@dataclass(frozen=True)
class Competence:
    """`allowed` None: the law in the book does not say. `unverified`: it says so on a basis nobody has read."""

    decider: str
    allowed: bool | None
    reason: str
    cites: tuple[str, ...] = ()
    unverified: bool = False


@dataclass(frozen=True)
class Question:
    """May `decider` decide `honour` on the day? Labels of deciders come from the terms."""

    honour: Honour
    decider: str
    on: date
    labels: Mapping[str, str]
    instruments: Mapping[str, Instrument]

    def answer(self, office: Office | None) -> Competence:
        """Raises KeyError for a decider without a name."""
        who = self.labels[self.decider]
        if office and office.ended and office.basis and self.on >= office.ended:
            why = f"Từ ngày {day(office.ended)} không còn {who} (căn cứ {self._article(office.basis)})."
            return self._competence(False, why, office.basis)
        found = at(self.honour.deciders, self.on)
        if found is None or not found.who:
            return Competence(
                self.decider,
                None,
                f"Bộ luật chưa ghi ai quyết định “{self.honour.name}” ngày {day(self.on)}; "
                "cần cán bộ pháp chế xác nhận.",
            )
        if self.decider in found.who:
            why = f"{who} quyết định “{self.honour.name}” (căn cứ {self._article(found.basis)})."
            return self._competence(True, why, found.basis)
        return self._competence(False, self._refusal(who, found), found.basis)

    def _refusal(self, who: str, found: Deciders) -> str:
        others = "; ".join(self.labels[code] for code in found.who)
        later = [d for d in self.honour.deciders if d.start > self.on and self.decider in d.who]
        change = f" {who} chỉ có thẩm quyền từ ngày {day(later[0].start)}." if later else ""
        return (
            f"Ngày {day(self.on)}, {who} không có thẩm quyền quyết định “{self.honour.name}”; người quyết định: "
            f"{others} (căn cứ {self._article(found.basis)}).{change}"
        )

    def _article(self, basis: Basis) -> str:
        return spoken(basis, self.instruments)

    def _competence(self, allowed: bool, reason: str, basis: Basis) -> Competence:
        return Competence(self.decider, allowed, reason, (str(basis.citation),), basis.unverified)


def read(source: Source) -> dict[str, Office]:
    """`offices.yaml`: every decider of the terms stands there once."""
    fields = source.named("offices.yaml")
    if fields is None:
        return {}
    made: dict[str, Office] = {}
    for inner in fields.items("offices"):
        decider = source.term(inner, "decider", "decider")
        ended = inner.mapping("ended")
        start, basis = source.start(ended) if ended else (None, None)
        if ended:
            ended.finish()
        if decider in made:
            inner.fault("decider", f"“{decider}” khai báo hai lần.")
        made[decider] = Office(decider, source.term(inner, "tier", "tier"), start, basis)
        inner.finish()
    for decider in source.terms.get("decider", {}):
        if decider not in made:
            fields.fault("offices", f"Thiếu “{decider}” trong danh sách “offices”.")
    fields.finish()
    return made
