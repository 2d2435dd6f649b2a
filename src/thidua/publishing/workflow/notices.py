"""The way of a notice of suspension: announced; cancelled with a reason."""

from __future__ import annotations

from thidua.flow.actions import guard
from thidua.flow.workflow import Transition, Workflow
from thidua.publishing.enums import NoticeState


@guard("notice.reason", "Chưa ghi lý do hủy.", "Ghi lý do rồi hủy.")
def _says_why(notice: object) -> bool:
    return bool(getattr(notice, "cancel_reason"))  # noqa: B009 – any object with a reason


NOTICE = Workflow(
    name="notice",
    initial=NoticeState.ANNOUNCED,
    transitions=(
        Transition(
            "cancel",
            (NoticeState.ANNOUNCED,),
            NoticeState.CANCELLED,
            "notice.write",
            "Hủy thông báo",
            guards=(_says_why,),
        ),
    ),
)
