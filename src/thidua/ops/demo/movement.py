"""The movement of 2024 after its launch: who answers for its tasks, what was read of them, what a unit derived."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from thidua.access.models import User
from thidua.movements.actions import (
    answer_registration,
    assign_task,
    launch_movement,
    move_task,
    open_registration,
    plan_movement,
    read_task,
    register_honour,
    remind_units,
    review_movement,
    send_registration,
    set_criteria,
    set_tasks,
)
from thidua.movements.models import EmulationMovement, MovementTask
from thidua.movements.records import CriterionRecord, PlanDays, PlanRecord, ReadingRecord, TaskRecord
from thidua.registry.models import OrgUnit
from thidua.registry.queries.people import people_of


@transaction.atomic
def demo_movement(file: Path, movement: EmulationMovement, office: User) -> None:
    """Add it once; nothing is done where a unit has derived its own already."""
    if movement.derived.exists():
        return
    told = yaml.safe_load(file.read_text(encoding="utf-8"))
    tasks = list(movement.tasks.select_related("movement__authority").order_by("position"))
    for task, row in zip(tasks, told["tasks"], strict=True):
        _task(office, task, row)
    for row in told["derived"]:
        _derive(office, movement, row)
    remind_units(actor=office, movement=movement, on=told["reminded_on"], codes=told["reminded"])
    review_movement(actor=office, movement=movement, **told["midterm"], kind="midterm")
    for row in told["registrations"]:
        _register(office, row)


def _task(office: User, task: MovementTask, row: dict[str, Any]) -> None:
    assign_task(
        actor=office,
        task=task,
        row=TaskRecord(
            content=task.content,
            owner_code=row["owner"],
            indicator=row["indicator"],
            measure=row.get("measure", ""),
            goal=_amount(row.get("goal")),
            due_on=row["due_on"],
        ),
    )
    for reading in row.get("readings", ()):
        found = ReadingRecord(
            on=reading["day"],
            source=reading["source"],
            value=_amount(reading.get("value")),
            words=reading.get("words", ""),
        )
        read_task(actor=office, task=task, reading=found)
    if "ends" in row:
        move_task(actor=office, task=task, step=row["ends"], outcome=row["outcome"])


def _derive(office: User, movement: EmulationMovement, row: dict[str, Any]) -> None:
    """A unit's own movement: what it took over, its own theme, a task and points of its own."""
    unit = OrgUnit.objects.get(code=row["unit"])
    days = PlanDays(
        row["from_on"], movement.until_on, midterm_on=movement.midterm_on, final_on=movement.final_on
    )
    plan = PlanRecord(
        movement.year, row["title"], movement.kind, "unit", row["theme"], basis=row["basis"],
        plan_number=row["number"], plan_on=row["from_on"], days=days,
    )  # fmt: skip
    own = plan_movement(actor=office, authority=unit, plan=plan, parent=movement)
    if row.get("draft"):
        return
    held = [
        TaskRecord(t.content, t.pk, unit.code, t.indicator, t.measure, t.goal, t.due_on)
        for t in own.tasks.order_by("position")
        if t.position not in row["dropped"]
    ]
    added = [TaskRecord(owner_code=unit.code, **more) for more in row["added"]]
    set_tasks(actor=office, movement=own, rows=[*held, *added])
    criteria = [
        CriterionRecord(c.content, _amount(row["points"].get(c.position)) or c.max_points, c.pk)
        for c in own.criteria.order_by("position")
    ]
    set_criteria(actor=office, movement=own, rows=criteria)
    launch_movement(actor=office, movement=own, on=row["from_on"])


def _register(office: User, row: dict[str, Any]) -> None:
    """Registers of a school: its first persons by name, and the school itself."""
    unit = OrgUnit.objects.get(code=row["unit"])
    sheet = open_registration(actor=office, unit=unit, year=row["year"])
    staff = list(people_of([unit.pk]).order_by("sort_key", "code"))
    for honour, count in row["persons"].items():
        for person in staff[:count]:
            register_honour(actor=office, sheet=sheet, honour=honour, person=person)
    for honour in row["collective"]:
        register_honour(actor=office, sheet=sheet, honour=honour, collective=unit)
    send_registration(actor=office, sheet=sheet, on=row["sent_on"])
    if row["accepted"]:
        answer_registration(actor=office, sheet=sheet, accept=True)


def _amount(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def launched(year: int) -> EmulationMovement | None:
    """The season's launched movement of the year; none when the season has no launch."""
    found = EmulationMovement.objects.filter(year=year, parent__isnull=True, launched_on__gte=date(year, 1, 1))
    return found.order_by("id").first()
