"""Acts on what the public reads."""

from __future__ import annotations

from thidua.publishing.actions.visits import admit_visitor, sweep_visits

__all__ = ["admit_visitor", "sweep_visits"]
