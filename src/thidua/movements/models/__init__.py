"""Tables of the year's frame."""

from __future__ import annotations

from thidua.movements.models.clusters import Cluster, ClusterMember
from thidua.movements.models.covenants import Covenant, CovenantTarget
from thidua.movements.models.movements import (
    EmulationMovement,
    MovementCriterion,
    MovementExtension,
    MovementReminder,
    MovementReview,
)
from thidua.movements.models.registrations import RegistrationLine, RegistrationSheet
from thidua.movements.models.seasons import EmulationRegistration, Season
from thidua.movements.models.tasks import MovementTask, TaskReading

__all__ = [
    "Cluster",
    "ClusterMember",
    "Covenant",
    "CovenantTarget",
    "EmulationMovement",
    "EmulationRegistration",
    "MovementCriterion",
    "MovementExtension",
    "MovementReminder",
    "MovementReview",
    "MovementTask",
    "RegistrationLine",
    "RegistrationSheet",
    "Season",
    "TaskReading",
]
