"""Tables of the year's frame."""

from __future__ import annotations

from thidua.movements.models.clusters import Cluster, ClusterMember, ClusterTerm
from thidua.movements.models.covenants import (
    Covenant,
    CovenantIndicator,
    CovenantReading,
    CovenantSignature,
    CovenantTarget,
)
from thidua.movements.models.movements import (
    EmulationMovement,
    MovementCriterion,
    MovementExtension,
    MovementReminder,
    MovementReview,
)
from thidua.movements.models.registrations import RegistrationLine, RegistrationSheet
from thidua.movements.models.scorecards import (
    CellEvidence,
    CrossScore,
    LeaderProposal,
    Scorecard,
    ScoreCell,
    ScoreCorrection,
)
from thidua.movements.models.scores import RoundCluster, ScoreClass, ScoreCriterion, ScoreRound, ScoreTable
from thidua.movements.models.seasons import EmulationRegistration, Season
from thidua.movements.models.tasks import MovementTask, TaskReading

__all__ = [
    "CellEvidence",
    "Cluster",
    "ClusterMember",
    "ClusterTerm",
    "Covenant",
    "CovenantIndicator",
    "CovenantReading",
    "CovenantSignature",
    "CovenantTarget",
    "CrossScore",
    "EmulationMovement",
    "EmulationRegistration",
    "LeaderProposal",
    "MovementCriterion",
    "MovementExtension",
    "MovementReminder",
    "MovementReview",
    "MovementTask",
    "RegistrationLine",
    "RegistrationSheet",
    "RoundCluster",
    "ScoreCell",
    "ScoreClass",
    "ScoreCorrection",
    "ScoreCriterion",
    "ScoreRound",
    "ScoreTable",
    "Scorecard",
    "Season",
    "TaskReading",
]
