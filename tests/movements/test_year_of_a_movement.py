"""A movement from its plan to its end: readiness, launch, tasks with readings, reviews, extension, closing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from builders import House, house, user
from movements_of_tests import END, PLAN, START, TASKS, drafted, under_way
from steps import check_every_state_and_role

from thidua.access.enums import Role
from thidua.audit.models import AuditEntry
from thidua.flow.workflow import Transition
from thidua.kernel.issues import Refused
from thidua.movements.actions import (
    add_task,
    assign_task,
    change_plan,
    close_movement,
    complete_plan,
    drop_movement,
    extend_movement,
    launch_movement,
    move_task,
    plan_movement,
    read_task,
    review_movement,
    set_criteria,
    set_tasks,
)
from thidua.movements.models import MovementTask
from thidua.movements.queries.tasks import progress
from thidua.movements.records import CriterionRecord, PlanDays, PlanRecord, ReadingRecord, TaskRecord
from thidua.movements.workflow import MOVEMENT, TASK
from thidua.movements.workflow.readiness import readiness

READ = ReadingRecord(date(2024, 6, 30), "Báo cáo 9/BC", Decimal("12.5"))


@pytest.fixture
def town(db: None) -> House:
    return house()


def codes(fault: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [issue.code for issue in fault.value.issues]


@pytest.mark.parametrize("step", MOVEMENT.transitions, ids=lambda step: step.name)
def test_every_state_and_role_for_this_step(town: House, step: Transition) -> None:
    check_every_state_and_role(MOVEMENT, step, drafted(town), town.authority)


@pytest.mark.parametrize("step", TASK.transitions, ids=lambda step: step.name)
def test_every_state_and_role_for_this_step_of_a_task(town: House, step: Transition) -> None:
    task = under_way(town).tasks.get(position=1)
    read_task(actor=town.office, task=task, reading=READ)
    check_every_state_and_role(TASK, step, task, town.authority, outcome="x")


def test_a_plan_that_lacks_something_is_not_launched_and_says_all_of_it(town: House) -> None:
    bare = plan_movement(
        actor=town.office, authority=town.authority, plan=PlanRecord(2024, "X", "regular", "unit")
    )
    with pytest.raises(Refused) as fault:
        launch_movement(actor=town.office, movement=bare, on=START)
    missing = ["paper", "period", "basis", "tasks", "owners", "indicators"]
    assert codes(fault) == [f"movement.{key}" for key in missing]
    bare.refresh_from_db()
    assert (bare.state, bare.launched_on) == ("draft", None)
    assert [c.key for c in readiness(bare) if not c.ok and not c.blocking] == ["theme", "points", "reviews"]


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("owner_code", "", "movement.owners"),
        ("indicator", "", "movement.indicators"),
    ],
)
def test_one_task_without_owner_or_indicator_holds_the_launch(
    town: House, field: str, value: str, code: str
) -> None:
    made = drafted(town)
    held = list(made.tasks.order_by("position"))
    rows = [replace(row, pk=task.pk) for row, task in zip(TASKS, held, strict=True)]
    set_tasks(actor=town.office, movement=made, rows=[rows[0], replace(rows[1], **{field: value})])
    with pytest.raises(Refused) as fault:
        launch_movement(actor=town.office, movement=made, on=START)
    assert codes(fault) == [code]
    assert "Nhiệm vụ 2 chưa có" in str(fault.value.issues[0])


def test_the_table_of_tasks_is_written_as_a_whole(town: House) -> None:
    made = drafted(town)
    first, second = made.tasks.order_by("position")
    turned = [
        TaskRecord("Mới"),
        replace(TASKS[1], pk=second.pk),
        replace(TASKS[0], pk=first.pk, content="Đổi"),
    ]
    set_tasks(actor=town.office, movement=made, rows=turned)
    assert [(t.position, t.content) for t in made.tasks.order_by("position")] == [
        (1, "Mới"), (2, "Hộ văn hóa"), (3, "Đổi"),
    ]  # fmt: skip
    assert set(made.tasks.values_list("pk", flat=True)) >= {first.pk, second.pk}
    set_tasks(actor=town.office, movement=made, rows=[replace(TASKS[0], pk=first.pk)])
    assert list(made.tasks.values_list("position", "content")) == [(1, "Thu ngân sách")]


@pytest.mark.parametrize(
    ("points", "refused"), [("-0.01", True), ("0", False), ("1000", False), ("1000.01", True)]
)
def test_points_of_a_criterion_have_bounds(town: House, points: str, refused: bool) -> None:
    made = drafted(town)
    rows = [CriterionRecord("Kinh tế", Decimal(points))]
    if not refused:
        assert set_criteria(actor=town.office, movement=made, rows=rows) == 1
        return
    with pytest.raises(Refused) as fault:
        set_criteria(actor=town.office, movement=made, rows=rows)
    assert (codes(fault), made.criteria.get().max_points) == (["criterion.points"], Decimal(100))


def test_a_launched_plan_is_fixed_and_grows_with_a_reason_alone(town: House) -> None:
    made = under_way(town)
    for change in (
        lambda: change_plan(actor=town.office, movement=made, plan=replace(PLAN, theme="Khác")),
        lambda: set_tasks(actor=town.office, movement=made, rows=TASKS[:1]),
        lambda: set_criteria(actor=town.office, movement=made, rows=[]),
    ):
        with pytest.raises(Refused) as fault:
            change()
        assert codes(fault) == ["movement.fixed"]
    with pytest.raises(Refused):
        add_task(actor=town.office, movement=made, row=TaskRecord("Thêm"), reason="")
    made_task = add_task(actor=town.office, movement=made, row=TaskRecord("Thêm"), reason="Chỉ đạo mới")
    made.refresh_from_db()
    assert (made_task.position, made.theme, made.tasks.count()) == (3, "Kỷ cương", 3)
    assert AuditEntry.objects.get(verb="task.added").detail["reason"] == "Chỉ đạo mới"


def test_a_second_movement_of_one_title_and_year_is_refused_a_dropped_one_does_not_count(town: House) -> None:
    made = drafted(town)
    with pytest.raises(Refused) as fault:
        plan_movement(actor=town.office, authority=town.authority, plan=PLAN)
    assert codes(fault) == ["movement.title"]
    drop_movement(actor=town.office, movement=made)
    assert plan_movement(actor=town.office, authority=town.authority, plan=PLAN).state == "draft"


def test_the_owner_reports_and_nobody_else(town: House) -> None:
    task = under_way(town).tasks.get(position=1)  # of unit B
    with pytest.raises(Refused) as fault:
        read_task(actor=user("cb-a", Role.UNIT_CLERK, town.a), task=task, reading=READ)
    assert (codes(fault), task.readings.count()) == (["movements.right"], 0)
    read_task(actor=user("cb-b", Role.UNIT_CLERK, town.b), task=task, reading=READ)
    task.refresh_from_db()
    assert (task.state, task.readings.get().value, task.readings.get().by) == (
        "running",
        Decimal("12.5"),
        "cb-b",
    )


@pytest.mark.parametrize(
    ("reading", "code"),
    [
        (replace(READ, value=None), "reading.empty"),
        (replace(READ, source=""), "reading.source"),
        (replace(READ, on=date(2024, 1, 28)), "reading.early"),
    ],
)
def test_a_reading_says_what_by_which_source_and_not_before_the_launch(
    town: House, reading: ReadingRecord, code: str
) -> None:
    task = under_way(town).tasks.get(position=1)
    with pytest.raises(Refused) as fault:
        read_task(actor=town.office, task=task, reading=reading)
    assert (codes(fault), task.readings.count()) == ([code], 0)


def test_a_reading_of_the_day_of_the_launch_counts_and_zero_is_a_figure(town: House) -> None:
    task = under_way(town).tasks.get(position=1)
    read_task(actor=town.office, task=task, reading=replace(READ, on=START, value=Decimal(0)))
    assert (task.readings.get().value, progress(Decimal(0), task.goal), progress(None, task.goal)) == (
        0,
        0,
        None,
    )


def test_a_wrong_reading_is_corrected_with_a_reason_and_stays_readable(town: House) -> None:
    task = under_way(town).tasks.get(position=1)
    wrong = read_task(actor=town.office, task=task, reading=READ)
    right = replace(READ, value=Decimal(13))
    with pytest.raises(Refused) as fault:
        read_task(actor=town.office, task=task, reading=right, corrects=wrong)
    assert codes(fault) == ["reading.why"]
    read_task(actor=town.office, task=task, reading=right, corrects=wrong, reason="Cộng sót một xã")
    with pytest.raises(Refused) as fault:
        read_task(actor=town.office, task=task, reading=right, corrects=wrong, reason="Lần nữa")
    assert codes(fault) == ["reading.corrected"]
    rows = task.readings.order_by("id").values_list("value", "reason", "corrects_id")
    assert list(rows) == [(Decimal("12.5"), "", None), (13, "Cộng sót một xã", wrong.pk)]


def test_a_task_is_done_once_it_was_read_and_given_up_with_a_reason(town: House) -> None:
    made = under_way(town)
    first, second = made.tasks.order_by("position")
    with pytest.raises(Refused) as fault:
        move_task(actor=town.office, task=first, step="finish")
    assert codes(fault) == ["task.unread"]
    read_task(actor=town.office, task=first, reading=READ)
    move_task(actor=town.office, task=first, step="finish", outcome="Đạt")
    with pytest.raises(Refused) as fault:
        move_task(actor=town.office, task=second, step="miss")
    assert codes(fault) == ["task.why"]
    move_task(actor=town.office, task=second, step="miss", outcome="Chưa đủ kinh phí")
    found = list(MovementTask.objects.order_by("position").values_list("state", "outcome"))
    assert found == [("done", "Đạt"), ("missed", "Chưa đủ kinh phí")]


def test_a_movement_is_extended_reviewed_and_closed_when_every_task_is_settled(town: House) -> None:
    made = under_way(town)
    with pytest.raises(Refused) as fault:
        extend_movement(actor=town.office, movement=made, until_on=END, paper="1/QĐ", reason="x")
    assert codes(fault) == ["movement.later"]
    later = date(2025, 1, 1)
    extend_movement(actor=town.office, movement=made, until_on=later, paper="1/QĐ", reason="Chờ số liệu")
    assert [(e.before_on, e.until_on) for e in made.extensions.all()] == [(END, later)]
    with pytest.raises(Refused) as fault:
        close_movement(actor=town.office, movement=made)
    assert codes(fault) == ["movement.undone"]
    for task in made.tasks.all():
        assign_task(actor=town.office, task=task, row=replace(TASKS[0], owner_code="A"))
        move_task(actor=town.office, task=task, step="miss", outcome="Hết năm")
    with pytest.raises(Refused) as fault:
        close_movement(actor=town.office, movement=made)
    assert codes(fault) == ["flow.state"]
    review_movement(
        actor=town.office, movement=made, kind="final", held_on=START, paper="9/BC", findings="Khá"
    )
    close_movement(actor=town.office, movement=made)
    made.refresh_from_db()
    assert (made.state, [r.kind for r in made.reviews.all()]) == ("closed", ["final"])


def test_a_review_is_not_held_before_the_launch(town: House) -> None:
    made = under_way(town)
    with pytest.raises(Refused) as fault:
        review_movement(
            actor=town.office,
            movement=made,
            kind="midterm",
            held_on=date(2024, 1, 28),
            paper="9/BC",
            findings="Khá",
        )
    assert (codes(fault), made.reviews.count()) == (["movement.review_early"], 0)


def test_what_a_recorded_launch_lacks_is_added_and_what_it_says_stays(town: House) -> None:
    made = under_way(town)
    plan = replace(
        PLAN, theme="Khác", subjects="Cán bộ, công chức", days=PlanDays(final_on=date(2024, 12, 10))
    )
    assert complete_plan(actor=town.office, movement=made, plan=plan) == ["subjects", "final_on"]
    made.refresh_from_db()
    assert (made.theme, made.subjects, made.final_on) == ("Kỷ cương", "Cán bộ, công chức", date(2024, 12, 10))
