"""The demo's next year after its season: what a district does with a launched movement until the year is closed.

All figures, texts and persons are invented and say so; the season's figures stay as they are.
"""

from __future__ import annotations

from thidua.access.models import User
from thidua.movements.models import Season
from thidua.ops.cli import project_dir
from thidua.ops.demo.movement import demo_movement, launched
from thidua.ops.demo.scores import demo_scores

YEAR = "thach-that-2024"


def demo_year(season: Season, office: User) -> None:
    """Add it once, part by part; nothing is done where a part is there, or where the season has no launch."""
    movement = launched(season.review_year + 1)
    if movement is None:
        return
    told = project_dir() / "demo" / YEAR
    demo_movement(told / "movement.yaml", movement, office)
    demo_scores(movement, office)
