"""Councils, meetings, tallies."""
