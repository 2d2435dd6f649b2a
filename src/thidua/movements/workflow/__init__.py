"""Tables of transitions of the year's frame."""

from __future__ import annotations

from thidua.movements.workflow.covenants import COVENANT
from thidua.movements.workflow.movements import MOVEMENT, REGISTRATION, TASK
from thidua.movements.workflow.scores import SCORE_ROUND, SCORECARD

__all__ = ["COVENANT", "MOVEMENT", "REGISTRATION", "SCORECARD", "SCORE_ROUND", "TASK"]
