"""The way of an application to its recognition."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from thidua.flow.actions import guard
from thidua.flow.workflow import Transition, Workflow
from thidua.initiatives.enums import ApplicationState as State
from thidua.kernel.issues import Issue


def _is_whole(one: Any) -> Iterable[Issue]:
    """What an application lacks to be sent."""
    shares = sum(one.authors.values_list("share", flat=True))
    if not one.solution:
        yield Issue("application.solution", "Chưa ghi nội dung giải pháp.", "Ghi giải pháp rồi nộp.")
    if shares != 100:
        yield Issue(
            "application.shares",
            f"Tỷ lệ đóng góp của các tác giả cộng lại là {shares} %.",
            "Sửa để tổng đúng bằng 100 %.",
        )


@guard("application.council", "Chưa chọn hội đồng chấm.", "Chọn hội đồng rồi chuyển.")
def _has_council(one: Any) -> bool:
    return one.council_id is not None


APPLICATION = Workflow(
    name="application",
    initial=State.DRAFT,
    transitions=(
        Transition(
            "send", (State.DRAFT, State.RETURNED), State.SENT, "initiative.apply", "Nộp", guards=(_is_whole,)
        ),
        Transition("return", (State.SENT,), State.RETURNED, "initiative.receive", "Trả lại"),
        Transition(
            "take_up",
            (State.SENT,),
            State.MARKING,
            "initiative.receive",
            "Chuyển hội đồng chấm",
            guards=(_has_council,),
        ),
        Transition("close", (State.MARKING,), State.MARKED, "initiative.receive", "Chốt điểm"),
        Transition("recognise", (State.MARKED,), State.RECOGNISED, "initiative.recognise", "Công nhận"),
        Transition("refuse", (State.MARKED,), State.REFUSED, "initiative.recognise", "Không công nhận"),
        Transition(
            "withdraw",
            (State.DRAFT, State.SENT, State.RETURNED),
            State.WITHDRAWN,
            "initiative.apply",
            "Rút",
        ),
    ),
)
