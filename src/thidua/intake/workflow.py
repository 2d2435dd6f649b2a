"""The way of a file from being sent to being in the registers, and back."""

from __future__ import annotations

from thidua.flow.actions import guard
from thidua.flow.workflow import Transition, Workflow
from thidua.intake.enums import IntakeState


@guard("intake.unchecked", "Tệp chưa kiểm tra xong.", "Chờ kiểm tra xong rồi làm lại.")
def _is_checked(intake: object) -> bool:
    return getattr(intake, "draft") is not None  # noqa: B009 – any object with a preview


@guard("intake.wrong", "Tệp còn dòng sai nên chưa ghi được dòng nào.", "Sửa các dòng đó rồi gửi lại tệp.")
def _is_right(intake: object) -> bool:
    return not getattr(intake, "wrong")  # noqa: B009


INTAKE = Workflow(
    name="intake",
    initial=IntakeState.DRAFT,
    transitions=(
        Transition(
            "accept",
            (IntakeState.DRAFT,),
            IntakeState.ACCEPTED,
            "intake.manage",
            "Ghi vào hệ thống",
            guards=(_is_checked, _is_right),
        ),
        Transition("drop", (IntakeState.DRAFT,), IntakeState.DROPPED, "intake.manage", "Bỏ"),
        Transition("undo", (IntakeState.ACCEPTED,), IntakeState.UNDONE, "intake.manage", "Hoàn tác"),
    ),
)
