"""Whose record an account may see as its own."""

from __future__ import annotations

from thidua.access.models import User
from thidua.personnel.enums import ClaimState
from thidua.personnel.models import RecordClaim
from thidua.registry.models import Person
from thidua.registry.queries.people import living


def last_claim(user: User) -> RecordClaim | None:
    """What the account claimed last."""
    return user.claims.select_related("person", "unit").order_by("-id").first()


def own_person(user: User) -> Person | None:
    """The living record confirmed to be the account's; none without a confirmation."""
    claim = user.claims.filter(state=ClaimState.ACCEPTED).select_related("person").first()
    return living(claim.person) if claim is not None and claim.person is not None else None
