"""Writes of the year's frame."""

from __future__ import annotations

from thidua.movements.actions.clusters import place_in_clusters
from thidua.movements.actions.movements import launch
from thidua.movements.actions.seasons import enter_registrations, open_season

__all__ = ["enter_registrations", "launch", "open_season", "place_in_clusters"]
