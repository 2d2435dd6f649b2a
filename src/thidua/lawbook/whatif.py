"""What if: the facts of one person with some of them changed, judged again. Nothing is written anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from thidua.kernel.issues import Issue
from thidua.kernel.numbers import day
from thidua.lawbook.book import LawBook
from thidua.lawbook.checks.kinds import Label
from thidua.lawbook.checks.person import Attested
from thidua.lawbook.cohort import Cohort
from thidua.lawbook.contradictions import contradictions
from thidua.lawbook.facts import GivenHonour, Grade, InitiativeFact, SubjectFacts
from thidua.lawbook.rules import AllOf, AnyOf, Criterion, Node, StandardOf
from thidua.lawbook.verdict import Verdict

Title = tuple[str, int]  # code of the honour and its year


@dataclass(frozen=True)
class Supposed:
    """What is supposed to be otherwise. `grades` None: the grade of that year is not on record; `ended` gives the
    end of a discipline by its place."""

    grades: Mapping[int, Grade | None] = field(default_factory=dict)
    given: tuple[Title, ...] = ()
    taken: frozenset[Title] = frozenset()
    works: tuple[InitiativeFact, ...] = ()
    ended: Mapping[int, date] = field(default_factory=dict)
    attested: Mapping[str, bool] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any((self.grades, self.given, self.taken, self.works, self.ended, self.attested))

    def applied(self, facts: SubjectFacts) -> SubjectFacts:
        """The facts as they would be; a list nobody kept begins with what is supposed."""
        return replace(
            facts,
            ratings=self._ratings(facts) if self.grades else facts.ratings,
            honours=self._honours(facts) if self.given or self.taken else facts.honours,
            initiatives=(*(facts.initiatives or ()), *self.works) if self.works else facts.initiatives,
            disciplines=tuple(
                replace(one, until=self.ended[place]) if place in self.ended else one
                for place, one in enumerate(facts.disciplines)
            ),
            attested={**facts.attested, **self.attested},
        )

    def _ratings(self, facts: SubjectFacts) -> dict[int, Grade]:
        merged = {**(facts.ratings or {}), **self.grades}
        return {year: grade for year, grade in merged.items() if grade is not None}

    def _honours(self, facts: SubjectFacts) -> tuple[GivenHonour, ...]:
        kept = [one for one in facts.honours or () if (one.honour, one.year) not in self.taken]
        return (*kept, *(GivenHonour(code, year) for code, year in self.given))

    def told(self, facts: SubjectFacts, label: Label) -> tuple[str, ...]:
        """Each supposition as a sentence."""
        return tuple(self._told(facts, label))

    def _told(self, facts: SubjectFacts, label: Label) -> Iterator[str]:
        for year, grade in sorted(self.grades.items()):
            yield (
                f"Năm {year} xếp loại “{label(f'grade.{grade}')}”."
                if grade
                else f"Năm {year} chưa có xếp loại."
            )
        for code, year in self.given:
            yield f"Có thêm {label(code)} năm {year}."
        for code, year in sorted(self.taken, key=lambda title: (title[1], title[0])):
            yield f"Không có {label(code)} năm {year}."
        for one in self.works:
            yield f"Có thêm sáng kiến được công nhận năm {one.year}, phạm vi {label(f'scope.{one.scope}')}."
        for place, until in sorted(self.ended.items()):
            kind = label(f"discipline.{facts.disciplines[place].kind}")
            yield f"Kỷ luật {kind} từ {day(facts.disciplines[place].start)} hết hạn ngày {day(until)}."
        for criterion, found in self.attested.items():
            yield f"Được xác nhận {'đạt' if found else 'không đạt'}: {label(f'criterion.{criterion}')}."


@dataclass(frozen=True)
class Compared:
    """The verdict on what is on record, and on what is supposed; without the latter where facts contradict."""

    facts: SubjectFacts
    before: Verdict
    after: Verdict | None
    issues: tuple[Issue, ...] = ()


def compare(
    book: LawBook, code: str, facts: SubjectFacts, year: int, on: date, supposed: Supposed
) -> Compared:
    """Judge twice. Raises as `LawBook.judge`; facts on record that contradict one another are judged as they are."""
    changed = supposed.applied(facts)
    known = {issue.message for issue in contradictions(facts, book.label)}
    issues = tuple(one for one in contradictions(changed, book.label) if one.message not in known)
    before = book.judge(code, Cohort.build(year, [facts]), on).verdict(0)
    after = None if issues else book.judge(code, Cohort.build(year, [changed]), on).verdict(0)
    return Compared(changed, before, after, issues)


def findings_asked(book: LawBook, code: str, on: date) -> tuple[str, ...]:
    """Criteria of an honour that only a competent person finds, those of a standard it builds on included."""
    version = book.in_force(code, "person", on)
    return tuple(dict.fromkeys(_findings(book, version.requires if version else None, on)))


def _findings(book: LawBook, node: Node | None, on: date) -> Iterator[str]:
    if isinstance(node, Criterion) and isinstance(node.check, Attested):
        yield node.check.criterion
    elif isinstance(node, AllOf | AnyOf):
        for part in node.parts:
            yield from _findings(book, part, on)
    elif isinstance(node, StandardOf):
        yield from findings_asked(book, node.honour, on)
