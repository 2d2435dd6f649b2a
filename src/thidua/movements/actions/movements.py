"""Launching a movement with its criteria, clusters and covenants."""

from __future__ import annotations

from django.db import transaction

from thidua.access.models import User
from thidua.audit.actions import record
from thidua.movements.actions.clusters import place_in_clusters
from thidua.movements.actions.covenants import sign_for
from thidua.movements.actions.naming import permit
from thidua.movements.models import EmulationMovement, MovementCriterion
from thidua.movements.records import LaunchRecord
from thidua.registry.models import OrgUnit


@transaction.atomic
def launch(*, actor: User, authority: OrgUnit, plan: LaunchRecord) -> EmulationMovement:
    """Launch a movement with criteria, clusters and the covenants signed for it; launching again is none.

    Raises Refused when the actor may not, InputFault when a covenant names an unknown unit.
    """
    permit(actor, "movement.launch", authority)
    movement, created = EmulationMovement.objects.get_or_create(
        authority=authority,
        year=plan.year,
        title=plan.title,
        defaults={"theme": plan.theme, "tasks": list(plan.tasks)},
    )
    if not created:
        return movement
    MovementCriterion.objects.bulk_create(
        MovementCriterion(movement=movement, position=i, content=content, max_points=points)
        for i, (content, points) in enumerate(plan.criteria, 1)
    )
    place_in_clusters(actor=actor, authority=authority, year=plan.year, places=plan.clusters)
    signed = sign_for(movement, plan.targets)
    record(
        actor=actor,
        verb="movement.launched",
        subject=f"movements.EmulationMovement:{movement.id}",
        covenants=signed,
        criteria=len(plan.criteria),
    )
    return movement
