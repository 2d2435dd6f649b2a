"""The way of a conference, and of each award that is handed over at it."""

from __future__ import annotations

from thidua.conferences.enums import ConferenceState, HandoverState
from thidua.flow.actions import guard
from thidua.flow.workflow import Transition, Workflow

_OPEN = (HandoverState.WAITING, HandoverState.ABSENT)


@guard("conference.programme", "Chưa có chương trình.", "Ghi các mục của chương trình rồi khai mạc.")
def _has_programme(one: object) -> bool:
    return bool(one.programme.exists())  # type: ignore[attr-defined]


@guard("conference.handover", "Còn người, tập thể chưa nhận.", "Ghi đã trao cho từng người, tập thể còn lại.")
def _is_handed_over(one: object) -> bool:
    held = one.presented.filter(state__in=_OPEN, award__revoked_on=None)  # type: ignore[attr-defined]
    return not held.exists()


CONFERENCE = Workflow(
    name="conference",
    initial=ConferenceState.PLANNED,
    transitions=(
        Transition(
            "begin",
            (ConferenceState.PLANNED,),
            ConferenceState.RUNNING,
            "conference.write",
            "Khai mạc",
            guards=(_has_programme,),
        ),
        Transition("end", (ConferenceState.RUNNING,), ConferenceState.DONE, "conference.write", "Bế mạc"),
        Transition(
            "close",
            (ConferenceState.DONE,),
            ConferenceState.CLOSED,
            "conference.write",
            "Kết thúc việc trao",
            guards=(_is_handed_over,),
        ),
        Transition("drop", (ConferenceState.PLANNED,), ConferenceState.DROPPED, "conference.write", "Hủy"),
    ),
)

HANDOVER = Workflow(
    name="handover",
    initial=HandoverState.WAITING,
    transitions=(
        Transition("present", _OPEN, HandoverState.PRESENTED, "conference.write", "Đã nhận tại hội nghị"),
        Transition("miss", (HandoverState.WAITING,), HandoverState.ABSENT, "conference.write", "Vắng mặt"),
        Transition("hand", _OPEN, HandoverState.HANDED, "conference.write", "Đã nhận sau"),
        Transition(
            "undo",
            (HandoverState.PRESENTED, HandoverState.ABSENT, HandoverState.HANDED),
            HandoverState.WAITING,
            "conference.write",
            "Ghi nhầm, làm lại",
        ),
    ),
)
