"""What a law book says of nominations: the facts of their nominees, judged at once as arrays."""

from __future__ import annotations

from collections.abc import Sequence

from thidua.eligibility.queries.collectives import collective_facts
from thidua.eligibility.queries.persons import person_facts
from thidua.lawbook import Cohort, LawBook, SubjectFacts, Verdict
from thidua.lawbook.contradictions import contradictions, withheld
from thidua.lawbook.facts import Subject
from thidua.lawbook.transition import judge_dossiers
from thidua.movements.models import Season
from thidua.nominations.models import Nomination
from thidua.nominations.queries.standing import fighters, standings
from thidua.registry.models import OrgUnit, Person
from thidua.registry.queries.units import is_household

Verdicts = dict[Person | OrgUnit, Verdict]


def nominee(one: Nomination) -> Person | OrgUnit:
    found = one.person or one.collective
    assert found is not None, "a received nomination has its nominee (database constraint)"
    return found


def subject(one: Nomination) -> Subject:
    """As what the law takes the nominee: a household is a unit of its own kind."""
    if one.collective is None:
        return "person"
    return "household" if is_household(one.collective) else "collective"


def judge(book: LawBook, season: Season, honour: str, rows: Sequence[Nomination]) -> Verdicts:
    """One verdict for each nominee of the rows, all of one subject and one honour. Raises as `LawBook.judge`."""
    nominees = list(dict.fromkeys(nominee(one) for one in rows))
    persons = [n for n in nominees if isinstance(n, Person)]
    if persons:
        facts = person_facts(season, persons, honour=honour, nominated={p.id for p in persons})
        return dict(zip(nominees, _verdicts(book, season, honour, facts), strict=True))
    return _judge_units(book, season, honour, [n for n in nominees if isinstance(n, OrgUnit)])


def _judge_units(book: LawBook, season: Season, honour: str, units: Sequence[OrgUnit]) -> Verdicts:
    """Collectives, whose shares count persons. While rows of a unit still ask for a person its share lies
    between two bounds; only an answer both bounds give is an answer."""
    held = standings(season, book)
    bounds = [
        {unit_id: standing.least for unit_id, standing in held.items()},
        {unit_id: standing.most for unit_id, standing in held.items()},
        {},
    ]
    least, most, unknown = (
        _verdicts(
            book,
            season,
            honour,
            collective_facts(season, units, honour=honour, reached_ldtt=reached, fighters=fighters(season)),
        )
        for reached in bounds
    )
    return {
        unit: low if low.outcome == high.outcome else open_
        for unit, low, high, open_ in zip(units, least, most, unknown, strict=True)
    }


def _verdicts(book: LawBook, season: Season, honour: str, facts: Sequence[SubjectFacts]) -> list[Verdict]:
    """The law of the day the dossiers were received; a later one where its transition says so. Facts that cannot
    all be true are told, never judged."""
    cohort = Cohort.build(season.review_year, facts)
    judged = judge_dossiers(book, honour, cohort, season.received_until, season.decided_on)
    faults = [contradictions(one, book.label) for one in facts]
    return [withheld(said, wrong) if wrong else said for said, wrong in zip(judged, faults, strict=True)]
