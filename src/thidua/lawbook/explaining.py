"""From judged arrays to the answer for one nominee: the tree of findings in Vietnamese, with articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from thidua.lawbook.checks.kinds import MET, NOT_MET, Seen
from thidua.lawbook.checks.phrases import ADD_AWARDS
from thidua.lawbook.cohort import Bool, Cohort, Int8
from thidua.lawbook.judging import Judged
from thidua.lawbook.rules import AnyOf, Basis, Criterion, StandardOf, Unread, Version
from thidua.lawbook.verdict import Finding, Outcome, Verdict

if TYPE_CHECKING:
    from thidua.lawbook.book import LawBook

_UNREAD = "Quy định này chưa được kiểm chứng từ văn bản gốc."
_READ = "Đề nghị người có thẩm quyền xem xét, cán bộ pháp chế đối chiếu văn bản gốc."


@dataclass(frozen=True)
class Judgement:
    """Answer for a cohort: `outcome` 0 not met, 1 to attest, 2 met; `held` where a hold defers it."""

    book: LawBook
    honour: str
    cohort: Cohort
    on: date
    version: Version
    root: Judged

    @property
    def outcome(self) -> Int8:
        return self.root.outcome

    @property
    def held(self) -> Bool:
        return self.root.held

    def part(self, name: str) -> Judged:
        """The judged node of an id, the first in the order of the law. Raises KeyError."""
        return _part(self.root, name)

    def verdict(self, row: int) -> Verdict:
        """The explained answer for one nominee of the cohort, by its place."""
        explain = _Explaining(self.book, self.cohort, row, self.on)
        top = explain.finding(self.root)
        unmet = [leaf.key for leaf in top.deciding("not_met")] if top.outcome == "not_met" else []
        if top.outcome in ("not_met", "deferred"):
            unmet += [leaf.key for leaf in top.deciding("deferred")]
        open_points = top.deciding("to_attest") if top.outcome == "to_attest" else ()
        basis = str(self.version.basis.citation)
        return Verdict(
            honour=self.honour,
            year=self.cohort.year,
            pivot=self.on,
            outcome=top.outcome,
            unmet=tuple(dict.fromkeys(key for key in unmet if key)),
            asks=tuple(dict.fromkeys((leaf.key, leaf.lack) for leaf in open_points)),
            basis=basis,
            cites=tuple(dict.fromkeys(_cites(top, basis))),
            findings=top,
            lawbook=self.book.digest,
        )


def _part(judged: Judged, name: str) -> Judged:
    waiting = [judged]
    while waiting:
        one = waiting.pop(0)
        if getattr(one.node, "id", "") == name:
            return one
        waiting += one.parts
    raise KeyError(name)


def _cites(top: Finding, basis: str) -> list[str]:
    """For a refusal the articles that refuse first; else the honour's own, then all that carry it."""
    if top.outcome in ("not_met", "deferred"):
        leaves = [*top.deciding("not_met"), *top.deciding("deferred")]
        return [*(leaf.cite for leaf in leaves if leaf.cite), basis]
    return [basis, *_standing(top, top.outcome)]


def _standing(finding: Finding, outcome: Outcome) -> list[str]:
    """Articles of the leaves that carry the outcome, in the order of the law."""
    if finding.outcome not in ("met", outcome):
        return []
    if not finding.children:
        return [finding.cite] if finding.cite else []
    return [cite for child in finding.children for cite in _standing(child, outcome)]


@dataclass(frozen=True)
class _Explaining:
    book: LawBook
    cohort: Cohort
    row: int
    on: date

    def finding(self, judged: Judged) -> Finding:
        node = judged.node
        outcome = self._outcome(judged)
        if isinstance(node, Criterion):
            return self._leaf(node, judged, outcome)
        if isinstance(node, Unread):
            return self._unread(node, outcome)
        if isinstance(node, StandardOf) and self._title_unknown(node, judged):
            return self._of_unknown_title(node, outcome)
        if isinstance(node, StandardOf) and not self._by_standard(node, judged):
            return self._by_other(node, outcome)
        return self._group(judged, outcome)

    def _group(self, judged: Judged, outcome: Outcome) -> Finding:
        """Criteria with something to say; ways written for other groups of people are only named."""
        node = judged.node
        parts = [part for part in judged.parts if part.relevant[self.row]]
        own = [not (isinstance(node, AnyOf) and self._for_others(part)) for part in parts]
        if not any(own):
            own = [True] * len(parts)
        return Finding(
            node.id,
            node.label,
            outcome,
            self._heading(node),
            group="any" if isinstance(node, AnyOf) else "all",
            others=tuple(part.node.label for part, shown in zip(parts, own, strict=True) if not shown),
            children=tuple(self.finding(part) for part, shown in zip(parts, own, strict=True) if shown),
        )

    def _outcome(self, judged: Judged) -> Outcome:
        value = judged.outcome[self.row]
        if value == NOT_MET:
            return "not_met"
        if judged.held[self.row]:
            return "deferred"
        return "met" if value == MET else "to_attest"

    def _for_others(self, judged: Judged) -> bool:
        """An alternative written for another group of people is no reason to show."""
        return any(
            isinstance(part.node, Criterion) and part.node.check.selects and part.raw[self.row] == NOT_MET
            for part in judged.parts
        )

    def _by_standard(self, node: StandardOf, judged: Judged) -> bool:
        by_title = node.or_title and self.cohort.title(node.honour)[self.row]
        return bool(judged.parts) and not by_title and not self._title_unknown(node, judged)

    def _title_unknown(self, node: StandardOf, judged: Judged) -> bool:
        """The standard fails, but nobody entered whether the title was given."""
        fails = bool(judged.parts) and min(part.outcome[self.row] for part in judged.parts) == NOT_MET
        return fails and node.or_title and not self.cohort.honours_known[self.row]

    def _heading(self, node: object) -> str:
        if isinstance(node, AnyOf):
            return "Chỉ cần đạt một trong các điều kiện sau."
        if isinstance(node, StandardOf):
            return (
                f"Phải đạt tiêu chuẩn danh hiệu “{self.book.label(node.honour)}” của năm {self.cohort.year}."
            )
        return "Phải đạt tất cả các điều kiện sau."

    def _leaf(self, node: Criterion, judged: Judged, outcome: Outcome) -> Finding:
        seen = Seen(self.cohort, self.row, int(judged.raw[self.row]), self.book.label)
        said = node.check.say(seen)
        basis = node.basis(self.on)
        doubted = node.doubted(self.on) and not node.check.selects
        lack = ("text" if doubted else said.lack or node.check.lack) if outcome == "to_attest" else ""
        return Finding(
            id=node.id,
            label=node.label,
            outcome=outcome,
            sentence=f"{said.sentence} {_UNREAD}" if doubted else said.sentence,
            cite=str(basis.citation),
            article=self._article(basis),
            key=node.key,
            lack=lack,
            cure=_READ if doubted and outcome == "to_attest" else said.cure,
            evidence=said.evidence,
        )

    def _unread(self, node: Unread, outcome: Outcome) -> Finding:
        return Finding(
            id=node.id,
            label=node.label,
            outcome=outcome,
            sentence="Văn bản áp dụng tại ngày xét chưa được đọc.",
            cite=str(node.basis.citation),
            article=self._article(node.basis),
            key=node.id,
            lack="text",
            cure=_READ,
        )

    def _of_unknown_title(self, node: StandardOf, outcome: Outcome) -> Finding:
        name, year = self.book.label(node.honour), self.cohort.year
        sentence = f"Chưa có dữ liệu về danh hiệu “{name}” năm {year}; xét theo tiêu chuẩn thì chưa đạt danh hiệu này."
        return Finding(node.id, node.label, outcome, sentence, key=node.honour, lack="fact", cure=ADD_AWARDS)

    def _by_other(self, node: StandardOf, outcome: Outcome) -> Finding:
        """The title is on record, or no standard of the other honour is known on that day."""
        name, year = self.book.label(node.honour), self.cohort.year
        if outcome != "met":
            sentence = f"Chưa rõ tiêu chuẩn “{name}” tại ngày xét."
            return Finding(node.id, node.label, outcome, sentence, lack="text", cure=_READ)
        given = self.cohort.subjects[self.row].honours or () if self.cohort.subjects else ()
        papers = tuple(g.evidence for g in given if g.honour == node.honour and g.year == year and g.evidence)
        sentence = f"Đã được công nhận danh hiệu “{name}” năm {year}."
        return Finding(node.id, node.label, outcome, sentence, key=node.honour, evidence=papers)

    def _article(self, basis: Basis) -> str:
        return self.book.spoken(basis)
