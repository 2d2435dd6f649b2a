"""Lists of nominations as clerks make them, read without looking anybody up."""

from thidua.nominations.imports.drafts import DraftRow, Kind, ListDraft
from thidua.nominations.imports.lists import read_list

__all__ = ["DraftRow", "Kind", "ListDraft", "read_list"]
