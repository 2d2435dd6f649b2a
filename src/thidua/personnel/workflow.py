"""The way of a transfer from one unit's proposal to the other's answer."""

from __future__ import annotations

from thidua.flow.actions import guard
from thidua.flow.workflow import Transition, Workflow
from thidua.personnel.enums import TransferState

# How long the receiving unit has to answer: a term of the house, no law sets one.
ANSWER_WORKING_DAYS = 5


@guard("transfer.no_reason", "Chưa ghi lý do không tiếp nhận.", "Ghi lý do rồi gửi lại.")
def _has_reason(transfer: object) -> bool:
    return bool(getattr(transfer, "reason"))  # noqa: B009 – any object with a reason


TRANSFER = Workflow(
    name="transfer",
    initial=TransferState.PROPOSED,
    transitions=(
        Transition(
            "accept",
            (TransferState.PROPOSED,),
            TransferState.ACCEPTED,
            "transfer.answer",
            "Tiếp nhận",
            deadline_working_days=ANSWER_WORKING_DAYS,
            notice="from_unit",
        ),
        Transition(
            "refuse",
            (TransferState.PROPOSED,),
            TransferState.REFUSED,
            "transfer.answer",
            "Không tiếp nhận",
            guards=(_has_reason,),
            deadline_working_days=ANSWER_WORKING_DAYS,
            notice="from_unit",
        ),
        Transition(
            "withdraw",
            (TransferState.PROPOSED,),
            TransferState.WITHDRAWN,
            "transfer.propose",
            "Rút đề nghị",
            notice="to_unit",
        ),
    ),
)
