"""The demo's next year after its season: what a district does with a launched movement until the year is closed.

All figures, texts and persons are invented and say so; the season's figures stay as they are.
"""

from __future__ import annotations

from thidua.access.models import User
from thidua.movements.models import Season


def demo_year(season: Season, office: User) -> None:
    """Add it once, part by part; nothing is done where a part is there."""
