"""The way of a citizen's letter: received, in hand, answered or refused with a reason."""

from __future__ import annotations

from thidua.flow.actions import guard
from thidua.flow.workflow import Transition, Workflow
from thidua.publishing.enums import LetterKind, LetterState

# Terms of the house; a wrong entry about a person is put right in 10 working days (government-it 1.10).
ANSWER_WORKING_DAYS = {LetterKind.OPINION: 15, LetterKind.FAULT: 10, LetterKind.NOMINATION: 15}


@guard("letter.no_answer", "Chưa ghi nội dung trả lời hoặc lý do.", "Ghi rồi gửi lại.")
def _has_answer(letter: object) -> bool:
    return bool(getattr(letter, "answer"))  # noqa: B009 – any object with an answer


LETTER = Workflow(
    name="letter",
    initial=LetterState.RECEIVED,
    transitions=(
        Transition("take", (LetterState.RECEIVED,), LetterState.IN_HAND, "letter.answer", "Nhận xử lý"),
        Transition(
            "answer",
            (LetterState.IN_HAND,),
            LetterState.ANSWERED,
            "letter.answer",
            "Trả lời",
            guards=(_has_answer,),
            deadline_working_days=max(ANSWER_WORKING_DAYS.values()),
        ),
        Transition(
            "refuse",
            (LetterState.RECEIVED, LetterState.IN_HAND),
            LetterState.REFUSED,
            "letter.answer",
            "Không xử lý",
            guards=(_has_answer,),
        ),
        Transition(
            "reopen",
            (LetterState.ANSWERED, LetterState.REFUSED),
            LetterState.IN_HAND,
            "letter.answer",
            "Xử lý lại",
        ),
    ),
)
