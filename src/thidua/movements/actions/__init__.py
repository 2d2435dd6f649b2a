"""Writes of the year's frame."""

from __future__ import annotations

from thidua.movements.actions.cascade import remind_units
from thidua.movements.actions.cluster_members import join_cluster, leave_cluster, name_head, set_up_cluster
from thidua.movements.actions.clusters import place_in_clusters
from thidua.movements.actions.covenant_readings import report_quarter
from thidua.movements.actions.covenants import (
    judge_covenant,
    move_covenant,
    open_covenant,
    set_indicators,
    set_targets,
)
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
from thidua.movements.actions.score_cells import add_evidence, score_cross, score_office, score_own
from thidua.movements.actions.score_results import (
    choose_leader,
    confirm_leader,
    correct_result,
    publish_round,
)
from thidua.movements.actions.score_tables import advance_round, make_score_table, open_round, plan_round
from thidua.movements.actions.scorecards import step_card, take_proposed
from thidua.movements.actions.seasons import enter_registrations, open_season
from thidua.movements.actions.signing import file_scan, sign_covenant, witness_covenant
from thidua.movements.actions.tables import set_criteria, set_tasks
from thidua.movements.actions.tasks import add_task, assign_task, move_task, read_task

__all__ = [
    "add_evidence",
    "add_task",
    "advance_round",
    "answer_registration",
    "assign_task",
    "change_plan",
    "choose_leader",
    "close_movement",
    "complete_plan",
    "confirm_leader",
    "correct_result",
    "drop_movement",
    "enter_registrations",
    "extend_movement",
    "file_scan",
    "join_cluster",
    "judge_covenant",
    "launch",
    "launch_movement",
    "leave_cluster",
    "make_score_table",
    "move_covenant",
    "move_task",
    "name_head",
    "open_covenant",
    "open_registration",
    "open_round",
    "open_season",
    "place_in_clusters",
    "plan_movement",
    "plan_round",
    "publish_round",
    "read_task",
    "register_honour",
    "remind_units",
    "report_quarter",
    "review_movement",
    "score_cross",
    "score_office",
    "score_own",
    "send_registration",
    "set_criteria",
    "set_indicators",
    "set_targets",
    "set_tasks",
    "set_up_cluster",
    "sign_covenant",
    "step_card",
    "take_off",
    "take_proposed",
    "witness_covenant",
]
