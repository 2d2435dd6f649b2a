"""Writing and sealing the log."""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction

from thidua.audit.actor import Actor
from thidua.audit.models import AuditBlock, AuditEntry
from thidua.audit.queries import block_hash, last_block

BLOCK_SIZE = 1000


def record(*, actor: Actor, verb: str, subject: str, **detail: Any) -> AuditEntry:
    """One audit row, inside the caller's transaction; under a delegation with the name of who passed the right on.

    Raises RuntimeError outside of a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"audit row {verb} written outside a transaction")
    if holders := getattr(actor, "acts_for", ()):
        detail["acts_for"] = list(holders)
    return AuditEntry.objects.create(actor=actor.username, verb=verb, subject=subject, detail=detail)


@transaction.atomic
def seal() -> int:
    """Seal the entries no block holds yet; returns how many blocks were made. One sealer at a time.

    An id below the newest may still belong to a transaction that has not committed, so sealing takes a
    lock that waits for every writer under way and lets new ones wait until the block stands.
    """
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE audit_auditentry IN SHARE ROW EXCLUSIVE MODE")
    blocks = 0
    while True:
        before = last_block()
        after = before.last_entry if before else 0
        entries = list(AuditEntry.objects.filter(id__gt=after).order_by("id")[:BLOCK_SIZE])
        if not entries:
            return blocks
        previous = before.hash if before else ""
        AuditBlock.objects.create(
            first_entry=entries[0].id,
            last_entry=entries[-1].id,
            entries=len(entries),
            previous_hash=previous,
            hash=block_hash(previous, entries),
        )
        blocks += 1
