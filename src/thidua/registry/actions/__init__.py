"""Writes of the registry."""

from thidua.registry.actions.changes import (
    Basis,
    NewUnit,
    dissolve,
    establish,
    merge,
    move_unit,
    rearrange,
    rename,
    split,
)
from thidua.registry.actions.people import enter_people
from thidua.registry.actions.positions import enter_positions
from thidua.registry.actions.standing import enter_disciplines, enter_ratings
from thidua.registry.actions.undoing import place_people, undo_act
from thidua.registry.actions.units import enter_units

__all__ = [
    "Basis",
    "NewUnit",
    "dissolve",
    "enter_disciplines",
    "enter_people",
    "enter_positions",
    "enter_ratings",
    "enter_units",
    "establish",
    "merge",
    "move_unit",
    "place_people",
    "rearrange",
    "rename",
    "split",
    "undo_act",
]
