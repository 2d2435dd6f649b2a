"""Writes of this room."""

from thidua.personnel.actions.merging import merge_people, unmerge_people
from thidua.personnel.actions.pairs import ask_again, look_for_duplicates, tell_apart

__all__ = ["ask_again", "look_for_duplicates", "merge_people", "tell_apart", "unmerge_people"]
