"""The log is written once: the database refuses changes, and what is forced past it is found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from builders import System
from django.db import DatabaseError, connection, transaction

from thidua.audit.actions import BLOCK_SIZE, record, seal
from thidua.audit.models import AuditBlock, AuditEntry
from thidua.audit.queries import verify

pytestmark = pytest.mark.django_db


def write(n: int) -> list[AuditEntry]:
    return [
        record(actor=System(), verb="thing.done", subject=f"thing:{i}", count=i, name="Đỗ") for i in range(n)
    ]


def run(sql: str, *values: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


@contextmanager
def without_triggers(table: str) -> Iterator[None]:
    run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    try:
        yield
    finally:
        run(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_auditentry SET actor = 'khac'",
        "DELETE FROM audit_auditentry",
        "UPDATE audit_auditblock SET hash = 'x'",
        "DELETE FROM audit_auditblock",
    ],
)
def test_the_database_itself_refuses_changes(sql: str) -> None:
    write(2)
    seal()
    before = list(AuditEntry.objects.values())
    with pytest.raises(DatabaseError, match="Cannot update or delete rows"), transaction.atomic():
        run(sql)
    assert list(AuditEntry.objects.values()) == before
    assert AuditBlock.objects.count() == 1


def test_sealed_entries_verify_and_new_ones_are_open() -> None:
    write(3)
    assert (seal(), seal()) == (1, 0)
    write(2)
    seen = verify()
    assert (seen.blocks, seen.unsealed, seen.broken) == (1, 2, None)
    assert seal() == 1
    seen = verify()
    assert (seen.blocks, seen.unsealed, seen.broken) == (2, 0, None)


@pytest.mark.parametrize(
    ("entries", "blocks"), [(0, 0), (BLOCK_SIZE - 1, 1), (BLOCK_SIZE, 1), (BLOCK_SIZE + 1, 2)]
)
def test_a_block_holds_at_most_its_size(entries: int, blocks: int) -> None:
    AuditEntry.objects.bulk_create(AuditEntry(actor="a", verb="v", subject="s") for _ in range(entries))
    assert seal() == blocks
    assert verify().broken is None
    assert list(AuditBlock.objects.order_by("id").values_list("entries", flat=True)) == (
        [BLOCK_SIZE, 1] if blocks == 2 else [entries] * blocks
    )


TAMPER = {
    "another actor": "UPDATE audit_auditentry SET actor = 'khac' WHERE id = %s",
    "another detail": "UPDATE audit_auditentry SET detail = '{}' WHERE id = %s",
    "a moment later": "UPDATE audit_auditentry SET at = at + interval '1 microsecond' WHERE id = %s",
    "taken out": "DELETE FROM audit_auditentry WHERE id = %s",
    "put between": "UPDATE audit_auditentry SET id = 9000000 + id WHERE id = %s",
}


@pytest.mark.parametrize("how", sorted(TAMPER))
def test_a_change_forced_into_a_sealed_block_is_found_at_that_block(how: str) -> None:
    marked = []
    for _ in range(3):
        marked.append(write(4)[2].id)
        seal()
    blocks = list(AuditBlock.objects.order_by("id"))
    with without_triggers("audit_auditentry"):
        assert run(TAMPER[how], marked[1]) == 1
    seen = verify()
    assert (seen.blocks, seen.broken, seen.why) == (1, blocks[1].id, "nội dung khối đã bị thay đổi")


def test_a_block_taken_out_or_rewritten_is_found() -> None:
    for _ in range(3):
        write(2)
        seal()
    first, second, third = AuditBlock.objects.order_by("id")
    with without_triggers("audit_auditblock"):
        run("UPDATE audit_auditblock SET hash = %s WHERE id = %s", "f" * 64, second.id)
    assert verify().broken == second.id
    with without_triggers("audit_auditblock"):
        run("DELETE FROM audit_auditblock WHERE id = %s", second.id)
    seen = verify()
    assert (seen.blocks, seen.broken, seen.why) == (1, third.id, "khối không nối với khối trước")
    assert first.id < second.id


@pytest.mark.django_db(transaction=True)
def test_an_act_outside_a_transaction_leaves_no_row() -> None:
    with pytest.raises(RuntimeError, match=r"thing\.done"):
        write(1)
    assert AuditEntry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_failed_act_leaves_no_row() -> None:
    @transaction.atomic
    def act() -> None:
        write(1)
        raise LookupError

    with pytest.raises(LookupError):
        act()
    assert AuditEntry.objects.count() == 0
