"""Reads of nominations."""
