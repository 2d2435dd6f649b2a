"""Lists of nominations as clerks make them, read without looking anybody up."""

from thidua.nominations.imports.drafts import DraftRow, Kind, ListDraft
from thidua.nominations.imports.lists import read_list
from thidua.nominations.imports.wordings import WORDINGS, HonourReader, Reading

__all__ = ["WORDINGS", "DraftRow", "HonourReader", "Kind", "ListDraft", "Reading", "read_list"]
