"""A movement of the small authority: its plan, two tasks, one criterion, drafted or launched."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from builders import House

from thidua.movements.actions import launch_movement, plan_movement, set_criteria, set_tasks
from thidua.movements.models import EmulationMovement
from thidua.movements.records import CriterionRecord, PlanDays, PlanRecord, TaskRecord

START, END = date(2024, 1, 29), date(2024, 12, 31)
PLAN = PlanRecord(
    2024, "Phong trào mẫu", "regular", "locality", "Kỷ cương", basis="Luật 06/2022/QH15",
    plan_number="15/KH-UBND", plan_on=date(2024, 1, 20), days=PlanDays(START, END, date(2024, 3, 31)),
)  # fmt: skip
TASKS = (
    TaskRecord(
        "Thu ngân sách", owner_code="B", indicator="Thu trên địa bàn", measure="tỷ đồng", goal=Decimal(20)
    ),
    TaskRecord("Hộ văn hóa", owner_code="A", indicator="Tỷ lệ hộ", measure="%", due_on=date(2024, 12, 10)),
)


def drafted(h: House, plan: PlanRecord = PLAN) -> EmulationMovement:
    made = plan_movement(actor=h.office, authority=h.authority, plan=plan)
    set_tasks(actor=h.office, movement=made, rows=TASKS)
    set_criteria(actor=h.office, movement=made, rows=[CriterionRecord("Kinh tế", Decimal(100))])
    return made


def under_way(h: House) -> EmulationMovement:
    made = drafted(h)
    launch_movement(actor=h.office, movement=made, on=START)
    return made
