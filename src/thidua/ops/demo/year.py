"""The demo's next year after its season: what a district does with a launched movement until the year is closed.

All figures, texts and persons are invented and say so; the season's figures stay as they are.
"""

from __future__ import annotations

from pathlib import Path

from thidua.access.models import User
from thidua.movements.models import Season
from thidua.ops.cli import project_dir
from thidua.ops.demo.conference import demo_conference
from thidua.ops.demo.covenants import demo_covenants
from thidua.ops.demo.initiatives import demo_initiatives
from thidua.ops.demo.news import demo_news
from thidua.ops.demo.movement import demo_movement, launched
from thidua.ops.demo.prices import demo_prices
from thidua.ops.demo.people_heard import demo_people_heard
from thidua.ops.demo.scores import demo_scores

YEAR = "thach-that-2024"


def demo_year(season: Season, office: User, data: Path) -> None:
    """Add it once, part by part; nothing is done where a part is there, or where the season has no launch."""
    demo_prices(office)
    movement = launched(season.review_year + 1)
    if movement is None:
        return
    told = project_dir() / "demo" / YEAR
    demo_movement(told / "movement.yaml", movement, office)
    demo_scores(movement, office)
    demo_covenants(told / "covenants.yaml", movement, office, data / "tin-cay")
    demo_initiatives(told / "initiatives.yaml", season, office)
    demo_conference(told / "conference.yaml", season, movement, office)
    demo_news(told / "news.yaml", season, office)
    demo_people_heard(told / "people_heard.yaml", season, office)
