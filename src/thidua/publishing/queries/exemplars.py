"""Examples a person may read, those the public reads, and the honours they have."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from thidua.access.models import User
from thidua.access.queries import units_with
from thidua.honours.models import Award
from thidua.honours.queries import law_book
from thidua.publishing.enums import ExemplarState
from thidua.publishing.models import Exemplar, ExemplarConsent


@dataclass(frozen=True)
class Held:
    """One honour of an example, as the ledger has it."""

    year: int
    label: str
    decision: str


def exemplars_of(user: User) -> QuerySet[Exemplar]:
    """Those of the user's units."""
    rows = Exemplar.objects.filter(unit_id__in=units_with(user, "exemplar.read"))
    return rows.select_related("unit", "person", "collective")


def public_exemplars() -> QuerySet[Exemplar]:
    """Published ones whose consent stands."""
    consent = ExemplarConsent.objects.filter(exemplar=OuterRef("pk"), withdrawn_on=None)
    rows = Exemplar.objects.filter(Exists(consent), state=ExemplarState.PUBLISHED)
    return rows.select_related("unit", "image")


def honours_held(exemplar: Exemplar) -> list[Held]:
    """Standing honours in the ledger, the newest first; none for a written name."""
    if exemplar.person_id is None and exemplar.collective_id is None:
        return []
    rows = Award.objects.filter(revoked_on=None)
    if exemplar.person_id is not None:
        rows = rows.filter(person=exemplar.person_id)
    else:
        rows = rows.filter(unit=exemplar.collective_id)
    book = law_book()
    return [
        Held(one.year, book.label(one.honour), one.decision_number)
        for one in rows.order_by("-year", "-decided_on", "id")
    ]
