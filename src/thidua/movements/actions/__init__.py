"""Writes of the year's frame."""

from __future__ import annotations

from thidua.movements.actions.cascade import remind_units
from thidua.movements.actions.clusters import place_in_clusters
from thidua.movements.actions.movements import (
    change_plan,
    close_movement,
    complete_plan,
    drop_movement,
    extend_movement,
    launch,
    launch_movement,
    plan_movement,
    review_movement,
)
from thidua.movements.actions.registrations import (
    answer_registration,
    open_registration,
    register_honour,
    send_registration,
    take_off,
)
from thidua.movements.actions.seasons import enter_registrations, open_season
from thidua.movements.actions.tables import set_criteria, set_tasks
from thidua.movements.actions.tasks import add_task, assign_task, move_task, read_task

__all__ = [
    "add_task",
    "answer_registration",
    "assign_task",
    "change_plan",
    "close_movement",
    "complete_plan",
    "drop_movement",
    "enter_registrations",
    "extend_movement",
    "launch",
    "launch_movement",
    "move_task",
    "open_registration",
    "open_season",
    "place_in_clusters",
    "plan_movement",
    "read_task",
    "register_honour",
    "remind_units",
    "review_movement",
    "send_registration",
    "set_criteria",
    "set_tasks",
    "take_off",
]
