"""The covenant as a paper to be signed."""

from __future__ import annotations

from thidua.documents.engine import render
from thidua.kernel.numbers import decimal
from thidua.movements.enums import GoalKind
from thidua.movements.models import Covenant

_WORDS = {GoalKind.AT_LEAST: "từ", GoalKind.AT_MOST: "không quá"}


def covenant_pdf(covenant: Covenant) -> bytes:
    """The paper by the form in force on the day of the launch. Raises InputFault where a required entry is missing."""
    movement = covenant.movement
    rows = [
        {"name": t.name, "goal": f"{_WORDS[GoalKind(t.kind)]} {decimal(t.goal)} {t.measure}".strip()}
        if t.goal is not None
        else {"name": t.name, "goal": t.measure or "theo kế hoạch của đơn vị"}
        for t in covenant.targets.all()
    ]
    data = {
        "authority": movement.authority.name,
        "movement": movement.title,
        "year": str(movement.year),
        "theme": movement.theme,
        "unit": covenant.unit.name,
        "head_post": covenant.head_post or f"Thủ trưởng {covenant.unit.name}",
        "signed_on": covenant.signed_on or movement.launched_on or movement.from_on,
        "rows": rows,
        "witnesses": covenant.witnesses,
    }
    return render("giao-uoc", {key: value for key, value in data.items() if value}, on=movement.launched_on)
