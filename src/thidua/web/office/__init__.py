"""Screens of the office: the season, its nominations, questions, people, decisions."""
