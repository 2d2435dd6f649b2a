"""Screenings as people read them: what was found by honour, and who could be proposed."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from thidua.access.models import User
from thidua.access.queries import units_with
from thidua.eligibility.enums import Outcome
from thidua.eligibility.models import ScreenedHonour, Screening
from thidua.eligibility.queries.kept import ids_of, outcomes_of
from thidua.eligibility.queries.law import law_book
from thidua.eligibility.queries.packed import Ids
from thidua.eligibility.queries.screening import DEFERRED, MET, NOT_MET, TO_ATTEST
from thidua.flow.enums import OPEN_JOBS
from thidua.honours.models import Award
from thidua.registry.models import OrgUnit, Person, Post
from thidua.registry.queries.tree import descendant_ids

_CODES = {
    Outcome.NOT_MET: NOT_MET,
    Outcome.TO_ATTEST: TO_ATTEST,
    Outcome.MET: MET,
    Outcome.DEFERRED: DEFERRED,
}


def screenings_for(user: User) -> QuerySet[Screening]:
    """Screenings of the units on which the user may read them, the newest first."""
    found = Screening.objects.filter(unit_id__in=units_with(user, "screening.read"))
    return found.select_related("unit", "job").order_by("-id")


def open_screening(unit: OrgUnit, year: int) -> Screening | None:
    """One that is asked for and not done."""
    found = Screening.objects.filter(unit=unit, year=year, job__state__in=OPEN_JOBS)
    return found.select_related("job").first()


def latest_screening(unit: OrgUnit, year: int) -> Screening | None:
    """The newest one that is done."""
    done = Screening.objects.filter(unit=unit, year=year, people__isnull=False)
    return done.order_by("-id").first()


def is_of_todays_law(screening: Screening) -> bool:
    """Whether the book still says what it said when this was screened."""
    return screening.law_digest == law_book().digest


def results(screening: Screening) -> list[ScreenedHonour]:
    """What was found, the highest honour first."""
    held = {one.honour: one for one in screening.honours.defer("outcomes")}
    return [held[honour.code] for honour in law_book().honours() if honour.code in held]


def people_found(screening: Screening, honour: str, outcome: Outcome) -> Ids:
    """Ids of those with an outcome, in order. Raises ScreenedHonour.DoesNotExist for an honour not screened."""
    found = screening.honours.get(honour=honour)
    if screening.people is None:
        raise ValueError("a result without the people it is of")
    ids: Ids = ids_of(bytes(screening.people))[outcomes_of(bytes(found.outcomes)) == _CODES[outcome]]
    return ids


def candidates(
    screening: Screening, honour: str, outcome: Outcome = Outcome.MET, *, unit: OrgUnit | None = None
) -> QuerySet[Person]:
    """Those with an outcome as persons: `persons_named`. Raises as `people_found`."""
    return persons_named(screening, honour, people_found(screening, honour, outcome), unit=unit)


def persons_named(
    screening: Screening, honour: str, ids: Ids, *, unit: OrgUnit | None = None
) -> QuerySet[Person]:
    """People of a screening with `unit_name` of their post now and `given`: whether the ledger holds the honour
    for the year already. Only of `unit` and below it, when one is named; by name."""
    post = Post.objects.filter(person=OuterRef("pk"), until_on__isnull=True)
    given = Award.objects.filter(
        person=OuterRef("pk"), honour=honour, year=screening.year, revoked_on__isnull=True
    )
    rows = Person.objects.filter(pk__in=ids.tolist())
    if unit is not None:
        rows = rows.filter(Exists(post.filter(unit_id__in=descendant_ids([unit.pk]))))
    named = rows.annotate(unit_name=Subquery(post.values("unit__name")[:1]), given=Exists(given))
    return named.order_by(F("sort_key"), "pk")
