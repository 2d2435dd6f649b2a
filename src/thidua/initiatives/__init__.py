"""Initiatives, their recognition, scope of effect and authors' shares."""
