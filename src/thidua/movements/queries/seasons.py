"""The season pages are about."""

from __future__ import annotations

from thidua.movements.models import Season


def latest_season() -> Season | None:
    """The newest season; none before the first is opened."""
    return Season.objects.select_related("authority").order_by("-review_year", "-id").first()
