"""Initiatives as recognised, and the applications they come from."""

from __future__ import annotations

from thidua.initiatives.models.applications import (
    Application,
    ApplicationAuthor,
    CouncilCriterion,
    CouncilSeat,
    InitiativeCouncil,
    Mark,
)
from thidua.initiatives.models.initiatives import (
    Initiative,
    InitiativeAuthor,
    RecognitionCorrection,
    ScopeFinding,
)

__all__ = [
    "Application",
    "ApplicationAuthor",
    "CouncilCriterion",
    "CouncilSeat",
    "Initiative",
    "InitiativeAuthor",
    "InitiativeCouncil",
    "Mark",
    "RecognitionCorrection",
    "ScopeFinding",
]
