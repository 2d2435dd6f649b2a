"""Clerks' tables: open a file, find its tables by what the headings mean, read their records."""

from thidua.kernel.sheets.headings import Column, Heading, heading_here
from thidua.kernel.sheets.model import Cell, Row, Sheet
from thidua.kernel.sheets.reader import open_tables
from thidua.kernel.sheets.tables import (
    Line,
    Record,
    Table,
    find_headings,
    find_tables,
    read_table,
    tables_under,
)
from thidua.kernel.sheets.values import Day, read_day, read_whole
from thidua.kernel.sheets.vocabulary import NUMBER, Vocabulary

__all__ = [
    "NUMBER", "Cell", "Column", "Day", "Heading", "Line", "Record", "Row", "Sheet", "Table", "Vocabulary",
    "find_headings", "find_tables", "heading_here", "open_tables", "read_day", "read_table", "read_whole",
    "tables_under",
]  # fmt: skip
