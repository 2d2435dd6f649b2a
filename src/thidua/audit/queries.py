"""Reading and verifying the log."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from thidua.audit.models import AuditBlock, AuditEntry


@dataclass(frozen=True)
class Verification:
    """Result of walking the chain: sealed blocks, open entries, the first broken block or none."""

    blocks: int
    unsealed: int
    broken: int | None
    why: str = ""


def last_block() -> AuditBlock | None:
    return AuditBlock.objects.order_by("last_entry").last()


def block_hash(previous: str, entries: Iterable[AuditEntry]) -> str:
    """SHA-256 over the previous hash and the canonical JSON of every entry."""
    digest = hashlib.sha256(previous.encode())
    for entry in entries:
        line = [entry.id, entry.at.isoformat(), entry.actor, entry.verb, entry.subject, entry.detail]
        digest.update(json.dumps(line, ensure_ascii=False, sort_keys=True).encode())
    return digest.hexdigest()


def verify() -> Verification:
    """Walk every sealed block in order; stop at the first that does not match its entries."""
    previous, blocks, last = "", 0, 0
    for block in AuditBlock.objects.order_by("last_entry").iterator():
        entries = list(AuditEntry.objects.filter(id__gt=last, id__lte=block.last_entry).order_by("id"))
        if block.previous_hash != previous:
            return Verification(blocks, 0, block.id, "khối không nối với khối trước")
        if len(entries) != block.entries or block_hash(previous, entries) != block.hash:
            return Verification(blocks, 0, block.id, "nội dung khối đã bị thay đổi")
        previous, last, blocks = block.hash, block.last_entry, blocks + 1
    return Verification(blocks, AuditEntry.objects.filter(id__gt=last).count(), None)
