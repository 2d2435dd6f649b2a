"""The way of a nomination from a row of a list to a decision."""

from __future__ import annotations

from thidua.flow.actions import guard
from thidua.flow.workflow import Transition, Workflow
from thidua.nominations.enums import State, UploadState


@guard("nomination.no_reason", "Chưa ghi lý do không đủ điều kiện.", "Ghi lý do rồi làm lại.")
def _has_reason(nomination: object) -> bool:
    return bool(getattr(nomination, "reasons"))  # noqa: B009 – any object with reasons


@guard("nomination.not_met", "Kết luận của hồ sơ chưa phải là “đủ điều kiện”.", "Xem cây tiêu chuẩn.")
def _verdict_met(nomination: object) -> bool:
    verdict = getattr(nomination, "verdict")  # noqa: B009
    return verdict is not None and verdict.outcome == "met"


OPEN = (State.LISTED, State.ASKED, State.RECEIVED, State.TO_ATTEST, State.DEFERRED, State.ELIGIBLE)

NOMINATION = Workflow(
    name="nomination",
    initial=State.LISTED,
    transitions=(
        Transition(
            "receive", (State.LISTED, State.ASKED), State.RECEIVED, "nomination.appraise", "Nhận danh sách"
        ),
        Transition("ask", (State.LISTED, State.ELIGIBLE), State.ASKED, "nomination.appraise", "Hỏi lại"),
        Transition(
            "find_eligible",
            (State.RECEIVED, State.TO_ATTEST, State.DEFERRED),
            State.ELIGIBLE,
            "nomination.appraise",
            "Xác nhận đủ điều kiện",
            guards=(_verdict_met,),
        ),
        Transition(
            "need_finding",
            # An eligible one comes back to it when facts change: two records found to be one person.
            (State.RECEIVED, State.DEFERRED, State.ELIGIBLE),
            State.TO_ATTEST,
            "nomination.appraise",
            "Đề nghị xác nhận",
        ),
        Transition(
            "defer",
            (State.RECEIVED, State.TO_ATTEST, State.ELIGIBLE, State.APPROVED),
            State.DEFERRED,
            "nomination.appraise",
            "Tạm dừng xét",
        ),
        Transition(
            "refuse",
            OPEN,
            State.REFUSED,
            "nomination.appraise",
            "Trả lại, không đủ điều kiện",
            guards=(_has_reason,),
            notice="submitting_unit",
        ),
        Transition(
            "absorb",
            (State.RECEIVED, State.ELIGIBLE, State.TO_ATTEST, State.DEFERRED, State.APPROVED),
            State.ABSORBED,
            "decision.issue",
            "Gộp vào danh hiệu cao hơn",
        ),
        Transition("approve", (State.ELIGIBLE,), State.APPROVED, "tally.record", "Hội đồng thông qua"),
        Transition("reject", (State.ELIGIBLE,), State.REJECTED, "tally.record", "Hội đồng không thông qua"),
        Transition("award", (State.APPROVED,), State.AWARDED, "decision.issue", "Ký và phát hành"),
        Transition("withdraw", (*OPEN, State.REFUSED), State.WITHDRAWN, "sheet.submit", "Hoàn tác"),
        Transition(
            "set_aside",
            (*OPEN, State.APPROVED),
            State.WITHDRAWN,
            "person.merge",
            "Rút, một người có hai hồ sơ",
            notice="submitting_unit",
        ),
        Transition(
            "bring_back",
            (State.WITHDRAWN,),
            State.RECEIVED,
            "person.merge",
            "Trở lại, hai hồ sơ là hai người",
            notice="submitting_unit",
        ),
        Transition("judge_anew", (State.REFUSED,), State.RECEIVED, "nomination.appraise", "Xét lại từ đầu"),
    ),
)

UPLOAD = Workflow(
    name="upload",
    initial=UploadState.DRAFT,
    transitions=(
        Transition("receive", (UploadState.DRAFT,), UploadState.RECEIVED, "sheet.submit", "Nhận danh sách"),
        Transition("drop", (UploadState.DRAFT,), UploadState.DROPPED, "sheet.submit", "Bỏ"),
        Transition("withdraw", (UploadState.RECEIVED,), UploadState.WITHDRAWN, "sheet.submit", "Hoàn tác"),
    ),
)
