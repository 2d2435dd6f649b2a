"""Who of a unit's own list reaches the LĐTT standard: the base of shares and of collectives."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count

from thidua.eligibility.queries.law import law_book
from thidua.eligibility.queries.persons import person_facts
from thidua.lawbook import Cohort, LawBook
from thidua.movements.models import Season
from thidua.nominations.enums import NomineeKind, State
from thidua.nominations.models import Nomination
from thidua.registry.models import Person

BASE = "ldtt"
FIGHTER = "cstd_co_so"

# Kept nominations: the unit's own, whatever the law said of them; a duplicate is on another list.
_NOT_OWN = ("duplicate_nomination", "unknown_person")


@dataclass(frozen=True)
class Standing:
    """Of one unit's list: who reaches the LĐTT standard, how many rows still ask for a person, and how many
    persons may yet reach it (a finding or a release is awaited)."""

    reached: frozenset[int]
    open_rows: int
    undecided: int = 0

    @property
    def least(self) -> int:
        """The base if nothing open turns out to reach the standard."""
        return len(self.reached)

    @property
    def most(self) -> int:
        """The base if everything open does."""
        return len(self.reached) + self.open_rows + self.undecided


def standings(season: Season, book: LawBook | None = None) -> dict[int, Standing]:
    """Standing of every unit that listed persons, by unit id; by this installation's law when no other is given."""
    rows = (
        season.nominations.filter(kind=NomineeKind.PERSON, honour__in=[BASE, FIGHTER], person__isnull=False)
        .exclude(reasons__overlap=list(_NOT_OWN))
        .exclude(state=State.WITHDRAWN)
        .values_list("submitting_unit_id", "person_id")
        .distinct()
    )
    listed: dict[int, set[int]] = defaultdict(set)
    for unit_id, person_id in rows:
        if person_id is not None:
            listed[unit_id].add(person_id)
    ids = set().union(*listed.values()) if listed else set()
    reached, undecided = _reached(book or law_book(), season, ids)
    open_rows = _open_rows(season)
    return {
        unit_id: Standing(frozenset(ids & reached), open_rows.get(unit_id, 0), len(ids & undecided))
        for unit_id, ids in ((u, listed.get(u, set())) for u in {*listed, *open_rows})
    }


def _reached(book: LawBook, season: Season, ids: set[int]) -> tuple[set[int], set[int]]:
    """Ids of those for whom every criterion of the LĐTT standard is met on the pivot day, and of those for
    whom none fails but something is open."""
    persons = list(Person.objects.filter(id__in=ids).prefetch_related("posts").order_by("id"))
    facts = person_facts(season, persons, honour=BASE, nominated=ids)
    cohort = Cohort.build(season.review_year, facts)
    judgement = book.judge(BASE, cohort, season.received_until)
    reached = {p.id for i, p in enumerate(persons) if judgement.outcome[i] == 2 and not judgement.held[i]}
    hopeful = {p.id for i, p in enumerate(persons) if judgement.outcome[i] > 0}
    return reached, hopeful - reached


def _open_rows(season: Season) -> dict[int, int]:
    """Rows by unit whose person is still asked for."""
    rows = season.nominations.filter(kind=NomineeKind.PERSON, state=State.ASKED, person__isnull=True)
    counted = rows.values("submitting_unit_id").annotate(n=Count("line_id", distinct=True))
    return {row["submitting_unit_id"]: row["n"] for row in counted}


def fighters(season: Season) -> dict[int, int]:
    """How many of each unit's own list qualify as grassroots fighters and were not refused."""
    states = (State.ELIGIBLE, State.APPROVED, State.AWARDED)
    rows = Nomination.objects.filter(season=season, honour=FIGHTER, state__in=states)
    return Counter(rows.values_list("submitting_unit_id", flat=True))
