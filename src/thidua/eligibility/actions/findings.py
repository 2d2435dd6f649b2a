"""Recording who found what, by which paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from thidua.access.models import User
from thidua.access.queries import can
from thidua.audit.actions import record
from thidua.eligibility.models import Attestation
from thidua.kernel.issues import Issue, Refused
from thidua.movements.models import Season


@dataclass(frozen=True)
class AttestationRecord:
    """A finding that covers every nominee of the season's lists for the honours named."""

    criterion: str
    honours: tuple[str, ...]
    by: str
    paper: str
    found: bool = True


@transaction.atomic
def attest(*, actor: User, season: Season, findings: Sequence[AttestationRecord]) -> int:
    """Record findings; one already recorded is passed over. Returns how many are new.

    The signed and sealed list of a unit is the paper of what only people can find (law 15/2003 article 24).
    Raises Refused when the actor may not.
    """
    if not (answer := can(actor, "finding.attest", unit=season.authority)):
        raise Refused(Issue("attest.right", answer.reason))
    new = 0
    for f in findings:
        _, created = Attestation.objects.get_or_create(
            season=season,
            criterion=f.criterion,
            person=None,
            unit=None,
            by=f.by,
            paper=f.paper,
            defaults={"honours": list(f.honours), "found": f.found, "recorded_by": actor.username},
        )
        new += created
    if new:
        record(actor=actor, verb="findings.attested", subject=f"movements.Season:{season.code}", created=new)
    return new
