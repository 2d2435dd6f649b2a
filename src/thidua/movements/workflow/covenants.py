"""The way of a covenant from its draft to its result."""

from __future__ import annotations

from thidua.flow.actions import guard
from thidua.flow.workflow import Transition, Workflow
from thidua.movements.enums import CovenantState


@guard("covenant.empty", "Giao ước chưa có chỉ tiêu nào.", "Thêm chỉ tiêu rồi làm lại.")
def _has_targets(one: object) -> bool:
    return bool(one.targets.exists())  # type: ignore[attr-defined]


COVENANT = Workflow(
    name="covenant",
    initial=CovenantState.DRAFT,
    transitions=(
        Transition(
            "send",
            (CovenantState.DRAFT,),
            CovenantState.SENT,
            "covenant.write",
            "Gửi để thống nhất",
            guards=(_has_targets,),
        ),
        Transition("return", (CovenantState.SENT,), CovenantState.DRAFT, "covenant.agree", "Trả lại"),
        Transition("agree", (CovenantState.SENT,), CovenantState.AGREED, "covenant.agree", "Thống nhất"),
        Transition(
            "sign", (CovenantState.AGREED,), CovenantState.SIGNED, "covenant.sign", "Ký bằng chứng thư"
        ),
        Transition("scan", (CovenantState.AGREED,), CovenantState.SIGNED, "covenant.write", "Gửi bản đã ký"),
        # A signing that was held and is entered from the file of the launch.
        Transition(
            "record", (CovenantState.DRAFT,), CovenantState.SIGNED, "covenant.agree", "Ghi nhận đã ký"
        ),
        Transition("judge", (CovenantState.SIGNED,), CovenantState.JUDGED, "covenant.judge", "Kết luận"),
    ),
)
