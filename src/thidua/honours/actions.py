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
from thidua.kernel.text import fold


@transaction.atomic
def enter_past_awards(*, actor: Actor, records: Sequence[AwardRecord]) -> list[Award]:
    """Enter lines of an old register or a higher level's list; lines already there are passed over.

    Returns the new lines, in the order of the records.
    """
    awards = write_lines(new_lines(records))
    if awards:
        record(actor=actor, verb="awards.entered", subject="honours.Award", created=len(awards))
    return awards


def write_lines(records: Sequence[AwardRecord], *, on_roll: bool = False) -> list[Award]:
    """Write lines inside the caller's transaction; the caller's act writes the audit row. `on_roll`: a decision of
    record carries them.

    Raises RuntimeError outside a transaction and IntegrityError when a yearly title would be doubled.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("lines of the ledger written outside a transaction")
    awards = [_award(r) for r in records]
    if on_roll:
        _word(awards)
    return Award.objects.bulk_create(awards, batch_size=2000)


def put_on_roll(awards: Sequence[Award]) -> None:
    """Lines already in the ledger that a decision of record carries now, inside the caller's transaction and act."""
    if not connection.in_atomic_block:
        raise RuntimeError("the public roll written outside a transaction")
    _word(awards)
    Award.objects.bulk_update(awards, ["roll_words"], batch_size=2000)


def _word(awards: Sequence[Award]) -> None:
    """Name and unit as written, parted by a stroke so that no search runs from one into the other."""
    for one in awards:
        one.roll_words = f" {fold(one.name_written)} / {fold(one.unit_written)}"


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
