"""The papers of a dossier: what an honour needs on a day, and what is missing of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from thidua.lawbook.dossiers.tables import Form, Needed, Papers
from thidua.lawbook.facts import Subject
from thidua.lawbook.rules import Honour, Instrument, at
from thidua.lawbook.source import spoken


@dataclass(frozen=True)
class Paper:
    """One paper as a clerk asks for it: its name with the number of its form; `when` tells when it is needed."""

    code: str
    name: str
    when: str = ""


@dataclass(frozen=True)
class Checklist:
    """What a dossier needs: `papers` surely, `asked` depending on a circumstance nobody has told yet."""

    papers: tuple[Paper, ...]
    asked: tuple[Paper, ...]
    sets: int
    electronic: bool
    cite: str
    spoken: str
    unverified: bool
    heading: str = "Hồ sơ cần"

    def missing(self, present: Collection[str]) -> Checklist:
        """The list without the papers that are there."""
        return replace(
            self,
            papers=tuple(one for one in self.papers if one.code not in present),
            asked=tuple(one for one in self.asked if one.code not in present),
            heading="Còn thiếu",
        )

    @property
    def sentence(self) -> str:
        """What to tell the one who sent the dossier."""
        names = "; ".join(one.name for one in self.papers) or "không"
        told = [f"{self.heading}: {names} ({self.spoken})."]
        told += [f"Nếu {one.when} thì cần thêm: {one.name}." for one in self.asked]
        told.append(
            f"Số lượng: {self.sets:02d} bộ (bản chính)." if self.sets else "Số bộ theo quy định của bộ, tỉnh."
        )
        told.append("Kèm tệp điện tử (word và pdf), trừ nội dung bí mật nhà nước." if self.electronic else "")
        return " ".join(one for one in told if one)


@dataclass(frozen=True)
class Filing:
    """One honour for one kind of nominee on a day. `circumstances`: what is known to be so, or not so."""

    honour: Honour
    subject: Subject
    on: date
    circumstances: Mapping[str, bool]
    labels: Mapping[str, str]
    instruments: Mapping[str, Instrument]

    def checklist(self, law: Papers) -> Checklist | None:
        """None when the book does not say what the dossier needs on that day."""
        contents = at(law.contents.get(self.honour.code, ()), self.on)
        if contents is None:
            return None
        forms = [form for form in law.forms if self._fits(form)]
        papers = [self._paper(one, law, forms) for one in contents.papers if not self._ruled_out(one)]
        basis = contents.basis
        return Checklist(
            papers=tuple(paper for paper in papers if not paper.when),
            asked=tuple(paper for paper in papers if paper.when),
            sets=contents.sets,
            electronic=contents.electronic,
            cite=str(basis.citation),
            spoken=spoken(basis, self.instruments),
            unverified=basis.unverified,
        )

    def _ruled_out(self, needed: Needed) -> bool:
        """Every circumstance that would ask for the paper is known not to be so."""
        return bool(needed.when) and all(self.circumstances.get(word) is False for word in needed.when)

    def _paper(self, needed: Needed, law: Papers, forms: Iterable[Form]) -> Paper:
        """`when` stays empty for a paper that is surely needed."""
        sure = not needed.when or any(self.circumstances.get(word) for word in needed.when)
        unknown = [] if sure else [word for word in needed.when if word not in self.circumstances]
        when = " hoặc ".join(self.labels[word] for word in unknown)
        return Paper(needed.paper, self._name(needed.paper, law, forms), when)

    def _fits(self, form: Form) -> bool:
        """The form's decree is in force on the day, and what it asks of honour, nominee, circumstance holds."""
        decree = self.instruments[form.basis.citation.instrument]
        ended = self.instruments.get(decree.repealed_by)
        return (
            decree.start <= self.on
            and not (ended and ended.start <= self.on)
            and (not form.honours or self.honour.code in form.honours)
            and (not form.subject or form.subject == self.subject)
            and (not form.when or any(self.circumstances.get(word) for word in form.when))
        )

    def _name(self, paper: str, law: Papers, forms: Iterable[Form]) -> str:
        form = next((one for one in forms if paper in one.papers), None)
        if form is None:
            return law.names[paper]
        doubt = ", chưa kiểm chứng" if form.basis.unverified else ""
        return f"{law.names[paper]} (Mẫu số {form.number} của {form.basis.citation.instrument}{doubt})"
