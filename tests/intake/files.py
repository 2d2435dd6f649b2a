"""Files as offices send them, taken in as a worker would, and the tables as they stand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from tests.builders import save
from thidua.access.models import User
from thidua.flow import jobs
from thidua.flow.enums import OPEN_JOBS
from thidua.flow.models import Job
from thidua.intake.actions import assign_columns, send
from thidua.intake.actions.files import ask
from thidua.intake.jobs import read  # noqa: F401 – makes the works known
from thidua.intake.models import Intake
from thidua.registry.models import OrgUnit

HEAD = (
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "Đơn vị",
    "Danh hiệu",
    "Năm",
    "Số quyết định",
    "Ngày ký",
    "Cấp quyết định",
)


def line(ordinal: int, name: str, born: str, year: int = 2019, **more: Any) -> tuple[Any, ...]:
    """A line of an old list of awards, of unit A."""
    cells = {
        "unit": "UBND xã An",
        "honour": "Lao động tiên tiến",
        "number": f"12/{year}/QĐ-UBND",
        "day": f"20/12/{year}",
        "body": "Chủ tịch UBND huyện",
    } | more
    return (
        ordinal, name, born, cells["unit"], cells["honour"], year, cells["number"], cells["day"], cells["body"]
    )  # fmt: skip


def book(folder: Path, *rows: Sequence[object]) -> bytes:
    return save(folder / "tep.xlsx", *rows).read_bytes()


def work_off() -> None:
    """What the worker beside the server does."""
    for job in Job.objects.filter(state__in=OPEN_JOBS).order_by("pk"):
        jobs.run(job.pk)


def sent(
    actor: User,
    sender: OrgUnit,
    content: bytes,
    kind: str = "awards",
    file: str = "so-cu.xlsx",
    **fields: str,
) -> Intake:
    """Sent and read; its columns taken as guessed, apart from `fields` (heading → field), and checked."""
    one = send(actor=actor, kind=kind, sender=sender, file=file, content=content)
    work_off()
    one.refresh_from_db()
    if one.columns is not None and not one.mapped:
        guessed = {column["heading"]: column["field"] for column in one.columns}
        assign_columns(
            actor=actor, intake=one, fields=guessed | fields, sheet=one.sheet, header_row=one.header_row
        )
        work_off()
        one.refresh_from_db()
    return one


def done(actor: User, one: Intake, kind: str) -> Job:
    """Have the file accepted or undone, as from the screen; the job as it ended."""
    with transaction.atomic():
        job = ask(actor=actor, intake=one, kind=f"intake.{kind}")
    jobs.run(job.pk)
    job.refresh_from_db()
    one.refresh_from_db()
    return job


def counts(one: Intake) -> tuple[int, int, int, int]:
    """New, changed, the same, wrong."""
    return one.created, one.changed, one.same, one.wrong


def faults(one: Intake) -> list[tuple[int, str, str]]:
    return list(one.faults.order_by("sheet", "row", "id").values_list("row", "column", "message"))


def tables() -> dict[str, list[str]]:
    """Every row of every table that keeps facts, as PostgreSQL writes it."""
    rooms = ("registry", "honours", "initiatives", "personnel")
    held = {}
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if model._meta.app_label in rooms and not hasattr(model, "pgh_tracked_model"):
                cursor.execute(f'SELECT to_jsonb(t)::text FROM "{model._meta.db_table}" t ORDER BY t.id')
                held[model._meta.db_table] = [row for (row,) in cursor.fetchall()]
    return held
