"""Freezing what the law said."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection

from thidua.eligibility.models import Verdict
from thidua.lawbook import Verdict as Judged
from thidua.movements.models import Season
from thidua.registry.models import OrgUnit, Person


def freeze(
    season: Season, honour: str, judged: Mapping[Person | OrgUnit, Judged], *, law_digest: str
) -> dict[Person | OrgUnit, Verdict]:
    """Keep verdicts with pivot day, hash of the law and findings, inside the caller's transaction.

    A verdict is never changed: judging again keeps a new one beside the old.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("verdicts frozen outside a transaction")
    kept = {
        subject: Verdict(
            season=season,
            honour=honour,
            person=subject if isinstance(subject, Person) else None,
            unit=subject if isinstance(subject, OrgUnit) else None,
            pivot_on=season.received_until,
            law_digest=law_digest,
            outcome=verdict.outcome,
            unmet=list(verdict.unmet),
            cites=list(verdict.cites),
            findings=verdict.as_json(),
        )
        for subject, verdict in judged.items()
    }
    Verdict.objects.bulk_create(kept.values(), batch_size=500)
    return kept
