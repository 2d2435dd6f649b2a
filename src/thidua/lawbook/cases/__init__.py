"""Executable cases of the law: read, run against a lawbook, tell what passed, failed, is not covered yet."""

from thidua.lawbook.cases.results import CaseResult, Tally, tally
from thidua.lawbook.cases.running import Case, read, run, run_one
from thidua.lawbook.cases.shape import KINDS, check_file
from thidua.lawbook.cases.stories import Story, stories

__all__ = [
    "KINDS",
    "Case",
    "CaseResult",
    "Story",
    "Tally",
    "check_file",
    "read",
    "run",
    "run_one",
    "stories",
    "tally",
]
