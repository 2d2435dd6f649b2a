"""The ways of a movement, of its tasks and of a unit's register of titles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from thidua.flow.actions import guard
from thidua.flow.workflow import Transition, Workflow
from thidua.kernel.issues import Issue
from thidua.movements.enums import MovementState, RegistrationState, TaskState
from thidua.movements.workflow.readiness import readiness

_ART_17 = "06/2022/QH15 art 17"


def _is_ready(movement: Any) -> Iterable[Issue]:
    """Every item of the readiness list that a launch waits for."""
    return [
        Issue(f"movement.{check.key}", check.message, check.cure)
        for check in readiness(movement)
        if check.blocking and not check.ok
    ]


@guard("task.unread", "Nhiệm vụ chưa có số liệu, kết quả nào.", "Ghi kết quả kèm nguồn rồi làm lại.")
def _is_read(task: Any) -> bool:
    return bool(task.readings.exists())


@guard("registration.empty", "Bản đăng ký chưa có dòng nào.", "Thêm cá nhân, tập thể rồi gửi.")
def _has_lines(sheet: Any) -> bool:
    return bool(sheet.lines.exists())


MOVEMENT = Workflow(
    name="movement",
    initial=MovementState.DRAFT,
    transitions=(
        Transition(
            "launch",
            (MovementState.DRAFT,),
            MovementState.LAUNCHED,
            "movement.launch",
            "Phát động",
            guards=(_is_ready,),
            basis="06/2022/QH15 art 18",
        ),
        # A launch that was held and is entered from its files: what the plan lacks is asked for afterwards.
        Transition(
            "record",
            (MovementState.DRAFT,),
            MovementState.LAUNCHED,
            "movement.launch",
            "Ghi nhận đã phát động",
        ),
        Transition(
            "review_midterm",
            (MovementState.LAUNCHED,),
            MovementState.MIDTERM,
            "movement.review",
            "Ghi sơ kết",
            basis=_ART_17,
        ),
        Transition(
            "review_final",
            (MovementState.LAUNCHED, MovementState.MIDTERM),
            MovementState.FINAL,
            "movement.review",
            "Ghi tổng kết",
            basis=_ART_17,
        ),
        Transition(
            "close", (MovementState.FINAL,), MovementState.CLOSED, "movement.launch", "Kết thúc phong trào"
        ),
        Transition("drop", (MovementState.DRAFT,), MovementState.DROPPED, "movement.plan", "Bỏ dự thảo"),
    ),
)

TASK = Workflow(
    name="task",
    initial=TaskState.OPEN,
    transitions=(
        Transition("start", (TaskState.OPEN,), TaskState.RUNNING, "task.report", "Bắt đầu"),
        Transition(
            "finish",
            (TaskState.OPEN, TaskState.RUNNING),
            TaskState.DONE,
            "task.report",
            "Báo hoàn thành",
            guards=(_is_read,),
        ),
        Transition(
            "miss",
            (TaskState.OPEN, TaskState.RUNNING),
            TaskState.MISSED,
            "movement.review",
            "Không hoàn thành",
        ),
        Transition(
            "reopen", (TaskState.DONE, TaskState.MISSED), TaskState.RUNNING, "movement.review", "Mở lại"
        ),
    ),
)

REGISTRATION = Workflow(
    name="registration",
    initial=RegistrationState.DRAFT,
    transitions=(
        Transition(
            "send",
            (RegistrationState.DRAFT, RegistrationState.RETURNED),
            RegistrationState.SENT,
            "registration.write",
            "Gửi đăng ký",
            guards=(_has_lines,),
        ),
        Transition(
            "accept",
            (RegistrationState.SENT,),
            RegistrationState.ACCEPTED,
            "registration.answer",
            "Tiếp nhận",
        ),
        Transition(
            "return", (RegistrationState.SENT,), RegistrationState.RETURNED, "registration.answer", "Trả lại"
        ),
    ),
)
