"""Tables of the year's frame."""

from __future__ import annotations

from thidua.movements.models.clusters import Cluster, ClusterMember
from thidua.movements.models.covenants import Covenant, CovenantTarget
from thidua.movements.models.movements import EmulationMovement, MovementCriterion
from thidua.movements.models.seasons import EmulationRegistration, Season

__all__ = [
    "Cluster",
    "ClusterMember",
    "Covenant",
    "CovenantTarget",
    "EmulationMovement",
    "EmulationRegistration",
    "MovementCriterion",
    "Season",
]
