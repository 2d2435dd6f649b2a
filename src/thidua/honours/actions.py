"""Writing lines of the ledger. Lines are added or revoked, never changed, never deleted."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection, transaction

from thidua.audit.actions import record
from thidua.audit.actor import Actor
from thidua.honours.enums import Source
from thidua.honours.models import Award
from thidua.honours.queries import new_lines
from thidua.honours.records import AwardRecord


@transaction.atomic
def enter_past_awards(*, actor: Actor, records: Sequence[AwardRecord]) -> list[Award]:
    """Enter lines of an old register or a higher level's list; lines already there are passed over.

    Returns the new lines, in the order of the records.
    """
    awards = write_lines(new_lines(records))
    if awards:
        record(actor=actor, verb="awards.entered", subject="honours.Award", created=len(awards))
    return awards


def write_lines(records: Sequence[AwardRecord]) -> list[Award]:
    """Write lines inside the caller's transaction; the caller's act writes the audit row.

    Raises RuntimeError outside a transaction and IntegrityError when a yearly title would be doubled.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("lines of the ledger written outside a transaction")
    return Award.objects.bulk_create([_award(r) for r in records], batch_size=2000)


def _award(r: AwardRecord) -> Award:
    return Award(
        honour=r.honour,
        person_id=r.person_id,
        unit_id=r.unit_id,
        year=r.year,
        decision_number=r.number,
        decided_on=r.decided_on,
        issued_by=r.issued_by,
        source=r.source,
        ground=r.ground,
        name_written=r.name,
        unit_written=r.unit_name,
        counted_from=r.year if r.source == Source.DECIDED else None,
        counted_until=r.year if r.source == Source.DECIDED else None,
    )
