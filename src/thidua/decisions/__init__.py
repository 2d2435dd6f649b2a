"""Decisions: drafted, numbered, issued; decisions of higher levels recorded."""
