"""Reads of the year's frame."""
