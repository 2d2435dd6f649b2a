"""The ways of a round of scoring and of a unit's scorecard in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from thidua.flow.actions import guard
from thidua.flow.workflow import Transition, Workflow
from thidua.kernel.issues import Issue
from thidua.movements.enums import CardState, CriterionKind, RoundState


@guard("round.criteria", "Bảng chấm điểm chưa có tiêu chí.", "Thêm tiêu chí rồi mở đợt chấm.")
def _has_criteria(one: Any) -> bool:
    return bool(one.table.criteria.exists())


@guard("round.unapproved", "Còn phiếu chưa duyệt.", "Duyệt hết phiếu của đợt rồi công bố.")
def _all_approved(one: Any) -> bool:
    return not one.cards.exclude(state=CardState.APPROVED).exists()


def _is_complete(card: Any) -> Iterable[Issue]:
    """Every criterion of points scored (zero counts), with its file where one is asked for."""
    for cell in card.cells.select_related("criterion"):
        asked = cell.criterion
        where = f"Tiêu chí {asked.position} “{asked.content}”"
        if cell.self_points is None and asked.kind == CriterionKind.POINTS:
            yield Issue("card.unscored", f"{where}: chưa chấm.", "Ghi điểm; không đạt thì ghi 0.")
        if asked.needs_evidence and cell.self_points and not cell.evidence.exists():
            yield Issue("card.evidence", f"{where}: thiếu minh chứng.", "Gửi tệp minh chứng.")


def _is_checked(card: Any) -> Iterable[Issue]:
    """Every criterion of points has its checked figure."""
    for cell in card.cells.select_related("criterion").filter(
        office_points=None, criterion__kind=CriterionKind.POINTS
    ):
        where = f"Tiêu chí {cell.criterion.position} “{cell.criterion.content}”"
        yield Issue("card.unchecked", f"{where}: chưa có điểm thẩm định.", "Ghi điểm hoặc lấy điểm tự chấm.")


SCORE_ROUND = Workflow(
    name="score_round",
    initial=RoundState.PLANNED,
    transitions=(
        Transition(
            "open",
            (RoundState.PLANNED,),
            RoundState.SELF,
            "score.check",
            "Mở đợt chấm",
            guards=(_has_criteria,),
        ),
        Transition("begin_cross", (RoundState.SELF,), RoundState.CROSS, "score.check", "Bắt đầu chấm chéo"),
        Transition("close_cross", (RoundState.CROSS,), RoundState.CHECK, "score.check", "Khóa chấm chéo"),
        Transition(
            "publish",
            (RoundState.CHECK,),
            RoundState.PUBLISHED,
            "score.publish",
            "Công bố kết quả",
            guards=(_all_approved,),
        ),
    ),
)

SCORECARD = Workflow(
    name="scorecard",
    initial=CardState.DRAFT,
    transitions=(
        Transition(
            "send",
            (CardState.DRAFT, CardState.RETURNED),
            CardState.SENT,
            "score.self",
            "Gửi phiếu",
            guards=(_is_complete,),
        ),
        Transition(
            "take_unsent",
            (CardState.DRAFT, CardState.RETURNED),
            CardState.SENT,
            "score.check",
            "Thẩm định không chờ tự chấm",
        ),
        Transition("return", (CardState.SENT,), CardState.RETURNED, "score.check", "Trả lại đơn vị"),
        Transition(
            "check",
            (CardState.SENT,),
            CardState.CHECKED,
            "score.check",
            "Xong thẩm định",
            guards=(_is_checked,),
        ),
        Transition("approve", (CardState.CHECKED,), CardState.APPROVED, "score.approve", "Duyệt"),
        Transition("send_back", (CardState.CHECKED,), CardState.SENT, "score.approve", "Trả lại thẩm định"),
    ),
)
