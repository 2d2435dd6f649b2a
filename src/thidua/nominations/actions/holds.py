"""A hold and its release, with what they do to nominations under way."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction

from thidua.access.models import User
from thidua.eligibility.actions import open_hold, release_hold
from thidua.eligibility.enums import HoldKind
from thidua.eligibility.models import Hold
from thidua.nominations.actions.appraise import appraise_again
from thidua.nominations.enums import State
from thidua.nominations.models import Nomination
from thidua.registry.models import OrgUnit, Person

_STOPPED = (State.TO_ATTEST, State.ELIGIBLE, State.APPROVED)


@transaction.atomic
def put_on_hold(*, actor: User, nominee: Person | OrgUnit, kind: HoldKind, from_on: date, paper: str) -> Hold:
    """Open a hold and stop the nominee's nominations that are not decided yet, voted on or not.

    What was decided stays decided. Raises Refused as `open_hold`.
    """
    made = open_hold(actor=actor, nominee=nominee, kind=kind, from_on=from_on, paper=paper)
    appraise_again(actor=actor, nominations=_of(nominee, _STOPPED))
    return made


@transaction.atomic
def lift_hold(*, actor: User, hold: Hold, on: date, paper: str) -> Hold:
    """Release a hold by a written finding and judge the stopped nominations again; those that qualify go to
    the council (again). Raises Refused as `release_hold`."""
    released = release_hold(actor=actor, hold=hold, on=on, paper=paper)
    nominee = hold.person or hold.unit
    assert nominee is not None, "a hold has its nominee (database constraint)"
    appraise_again(actor=actor, nominations=_of(nominee, (State.DEFERRED,)))
    return released


def _of(nominee: Person | OrgUnit, states: Collection[State]) -> list[Nomination]:
    rows = Nomination.objects.filter(state__in=states).select_related(
        "season__authority", "person", "collective", "verdict"
    )
    side = {"person": nominee} if isinstance(nominee, Person) else {"collective": nominee}
    return list(rows.filter(**side).prefetch_related("person__posts").order_by("id"))
