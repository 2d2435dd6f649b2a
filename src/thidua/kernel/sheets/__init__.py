"""Clerks' tables: open a file, find its tables by what the headings mean, read their records."""

from thidua.kernel.sheets.model import Cell, Row, Sheet
from thidua.kernel.sheets.reader import open_tables

__all__ = ["Cell", "Row", "Sheet", "open_tables"]
