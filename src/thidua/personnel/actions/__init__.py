"""Writes of this room."""

from thidua.personnel.actions.merging import merge_people, unmerge_people

__all__ = ["merge_people", "unmerge_people"]
