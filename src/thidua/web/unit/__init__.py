"""Screens of a unit: sending its lists and following them."""
