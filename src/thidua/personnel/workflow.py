"""The way of a transfer from one unit's proposal to the other's answer."""

from __future__ import annotations

from thidua.flow.actions import guard
from thidua.flow.workflow import Transition, Workflow
from thidua.personnel.enums import ClaimState, FaultState, TransferState

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

# Who asks for the own data is answered in 2 working days, a correction is made in 10 days (government-it 1.10).
CLAIM_WORKING_DAYS = 2
FAULT_WORKING_DAYS = 10


@guard("claim.no_reason", "Chưa ghi lý do không xác nhận.", "Ghi lý do rồi gửi lại.")
def _says_why(claim: object) -> bool:
    return bool(getattr(claim, "reason"))  # noqa: B009 – any object with a reason


@guard("fault.no_answer", "Chưa ghi nội dung trả lời.", "Ghi nội dung rồi gửi lại.")
def _has_answer(report: object) -> bool:
    return bool(getattr(report, "answer"))  # noqa: B009 – any object with an answer


CLAIM = Workflow(
    name="claim",
    initial=ClaimState.PROPOSED,
    transitions=(
        Transition(
            "accept",
            (ClaimState.PROPOSED,),
            ClaimState.ACCEPTED,
            "claim.answer",
            "Xác nhận",
            deadline_working_days=CLAIM_WORKING_DAYS,
            notice="user",
        ),
        Transition(
            "refuse",
            (ClaimState.PROPOSED, ClaimState.ACCEPTED),
            ClaimState.REFUSED,
            "claim.answer",
            "Không xác nhận",
            guards=(_says_why,),
            deadline_working_days=CLAIM_WORKING_DAYS,
            notice="user",
        ),
    ),
)

FAULT = Workflow(
    name="fault",
    initial=FaultState.REPORTED,
    transitions=(
        Transition(
            "mend",
            (FaultState.REPORTED,),
            FaultState.MENDED,
            "fault.answer",
            "Đã sửa",
            guards=(_has_answer,),
            deadline_working_days=FAULT_WORKING_DAYS,
            notice="user",
        ),
        Transition(
            "keep",
            (FaultState.REPORTED,),
            FaultState.KEPT,
            "fault.answer",
            "Không sửa",
            guards=(_has_answer,),
            deadline_working_days=FAULT_WORKING_DAYS,
            notice="user",
        ),
    ),
)
