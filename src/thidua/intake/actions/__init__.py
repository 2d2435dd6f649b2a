"""Acts of the intake."""

from thidua.intake.actions.files import accept, assign_columns, drop, send, undo

__all__ = ["accept", "assign_columns", "drop", "send", "undo"]
