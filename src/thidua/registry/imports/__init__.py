"""Registers as offices keep them, read by what their headings mean."""

from thidua.registry.imports.people import read_people
from thidua.registry.imports.positions import read_positions
from thidua.registry.imports.standing import read_disciplines, read_ratings
from thidua.registry.imports.units import read_units

__all__ = ["read_disciplines", "read_people", "read_positions", "read_ratings", "read_units"]
