"""What of a person's record a reader may see: the one place that hides numbers, grades, discipline, processes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.http import HttpRequest

from thidua.lawbook.facts import SubjectFacts
from thidua.personnel.models import Correction
from thidua.registry.models import Person
from thidua.registry.queries.people import unit_of_record
from thidua.web.shell.rights import may


@dataclass(frozen=True)
class Seen:
    """What the reader may see beyond the plain facts, and whether pages of the office open to him; nothing unless it
    is given."""

    numbers: bool = False
    ratings: bool = False
    discipline: bool = False
    holds: bool = False
    opens: bool = False

    @classmethod
    def by(cls, request: HttpRequest, person: Person) -> Seen:
        """By the reader's rights on the unit of record."""
        unit = unit_of_record(person)
        return cls(
            may(request, "person.identify", unit),
            may(request, "rating.read", unit),
            may(request, "discipline.read", unit),
            may(request, "hold.read", unit),
            opens=True,
        )

    @classmethod
    def own(cls) -> Seen:
        """By the person: all but open processes, which are told by whoever conducts them."""
        return cls(numbers=True, ratings=True, discipline=True)

    def of_facts(self, facts: SubjectFacts) -> SubjectFacts:
        """The facts with what may not be known left out. What the law asks is still judged, as any refusal tells;
        which decision of discipline it was is not told."""
        if not self.holds:
            facts = replace(facts, pending=None)
        if not self.discipline:
            known = tuple(replace(one, evidence="") for one in facts.disciplines)
            facts = replace(facts, disciplines=known)
        return facts

    def of_corrections(self, rows: QuerySet[Correction]) -> QuerySet[Correction]:
        if not self.ratings:
            rows = rows.exclude(field__startswith="rating:")
        if not self.discipline:
            rows = rows.exclude(field="discipline")
        return rows
