"""What must stand before a movement is launched, and what is better in place (Law 06/2022/QH15 art 17)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.kernel.numbers import day, decimal, number
from thidua.movements.models import EmulationMovement, MovementTask

_USUAL_POINTS = 100


@dataclass(frozen=True)
class Check:
    """One item of the list. One that is not `blocking` is advice; `part` names the part of the page that cures it."""

    key: str
    label: str
    ok: bool
    message: str = ""
    cure: str = ""
    blocking: bool = True
    part: str = "ke-hoach"


def readiness(movement: EmulationMovement) -> list[Check]:
    """The list, in the order of the plan."""
    tasks = list(movement.tasks.all())
    return [
        Check(
            "paper",
            "Số, ngày kế hoạch",
            bool(movement.plan_number and movement.plan_on),
            "Chưa có số, ngày của kế hoạch phát động.",
            "Ghi số, ngày kế hoạch.",
        ),
        Check(
            "period",
            "Thời gian thực hiện",
            bool(movement.from_on and movement.until_on),
            "Chưa có thời gian thực hiện.",
            "Ghi ngày bắt đầu, ngày kết thúc.",
        ),
        Check("basis", "Căn cứ", bool(movement.basis), "Chưa ghi căn cứ.", "Ghi văn bản làm căn cứ."),
        Check(
            "theme",
            "Chủ đề",
            bool(movement.theme),
            "Chưa ghi chủ đề.",
            "Ghi chủ đề của phong trào.",
            blocking=False,
        ),
        Check(
            "tasks",
            "Nhiệm vụ trọng tâm",
            bool(tasks),
            "Chưa có nhiệm vụ nào.",
            "Thêm ít nhất một nhiệm vụ.",
            part="nhiem-vu",
        ),
        *_of_tasks(tasks),
        _points(movement),
        _reviews(movement),
        *_of_parent(movement),
    ]


def _of_tasks(tasks: Sequence[MovementTask]) -> list[Check]:
    nobody = [t.position for t in tasks if t.owner_id is None]
    unmeasured = [t.position for t in tasks if not t.indicator]
    return [
        Check(
            "owners",
            "Mỗi nhiệm vụ có đơn vị chủ trì",
            bool(tasks) and not nobody,
            f"Nhiệm vụ {_listed(nobody)} chưa có đơn vị chủ trì." if nobody else "Chưa có nhiệm vụ nào.",
            "Chọn đơn vị chủ trì.",
            part="nhiem-vu",
        ),
        Check(
            "indicators",
            "Mỗi nhiệm vụ có chỉ số đo",
            bool(tasks) and not unmeasured,
            f"Nhiệm vụ {_listed(unmeasured)} chưa có chỉ số đo." if unmeasured else "Chưa có nhiệm vụ nào.",
            "Ghi chỉ số, đơn vị tính, mục tiêu.",
            part="nhiem-vu",
        ),
    ]


def _points(movement: EmulationMovement) -> Check:
    total = sum(c.max_points for c in movement.criteria.all())
    return Check(
        "points",
        "Tiêu chí chấm điểm cộng bằng 100",
        total == _USUAL_POINTS,
        f"Tổng điểm tối đa là {decimal(total)}." if total else "Chưa có tiêu chí chấm điểm.",
        "Xem lại bảng tiêu chí; thang khác 100 vẫn phát động được.",
        blocking=False,
        part="tieu-chi",
    )


def _reviews(movement: EmulationMovement) -> Check:
    days = [one for one in (movement.midterm_on, movement.final_on) if one]
    start, end = movement.from_on, movement.until_on
    inside = all((not start or one >= start) and (not end or one <= end) for one in days)
    return Check(
        "reviews",
        "Hạn sơ kết, tổng kết",
        movement.final_on is not None and inside,
        "Hạn sơ kết, tổng kết nằm ngoài thời gian thực hiện."
        if days and not inside
        else "Chưa ghi hạn tổng kết.",
        "Ghi hạn sơ kết, tổng kết trong thời gian thực hiện.",
        blocking=False,
    )


def _of_parent(movement: EmulationMovement) -> list[Check]:
    """A derived movement ends with the higher one at the latest."""
    higher = movement.parent
    if higher is None:
        return []
    late = bool(higher.until_on and movement.until_on and movement.until_on > higher.until_on)
    return [
        Check(
            "parent",
            "Trong thời gian của phong trào cấp trên",
            not late,
            f"Phong trào cấp trên kết thúc ngày {day(higher.until_on)}.",
            "Xem lại ngày kết thúc.",
            blocking=False,
        )
    ]


def _listed(positions: Sequence[int]) -> str:
    return ", ".join(number(one) for one in positions)
