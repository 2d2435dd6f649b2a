"""Reads law/, picks what is in force on a day, judges a cohort and explains a verdict. No Django."""

from thidua.lawbook.book import LawBook
from thidua.lawbook.cohort import Cohort
from thidua.lawbook.explaining import Judgement
from thidua.lawbook.facts import (
    DisciplineFact,
    GivenHonour,
    InitiativeFact,
    LeaveFact,
    MemberFacts,
    SubjectFacts,
)
from thidua.lawbook.faults import Fault, LawFault, NotInForce
from thidua.lawbook.reading import load
from thidua.lawbook.rules import Honour, Quota, Version
from thidua.lawbook.verdict import Finding, Verdict

__all__ = [
    "Cohort",
    "DisciplineFact",
    "Fault",
    "Finding",
    "GivenHonour",
    "Honour",
    "InitiativeFact",
    "Judgement",
    "LawBook",
    "LawFault",
    "LeaveFact",
    "MemberFacts",
    "NotInForce",
    "Quota",
    "SubjectFacts",
    "Verdict",
    "Version",
    "load",
]
