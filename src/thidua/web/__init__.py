"""Screens and endpoints, no rules."""
