"""Setting up a year's clusters and blocks."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from thidua.access.models import User
from thidua.audit.actions import record
from thidua.kernel.text import fold
from thidua.movements.actions.naming import permit, units_named
from thidua.movements.enums import ClusterKind
from thidua.movements.models import Cluster, ClusterMember
from thidua.movements.records import ClusterPlace
from thidua.registry.models import OrgUnit


@transaction.atomic
def place_in_clusters(*, actor: User, authority: OrgUnit, year: int, places: Sequence[ClusterPlace]) -> int:
    """Set up a year's clusters and blocks with members and leads. Returns how many places are new."""
    permit(actor, "movement.launch", authority)
    units = units_named([p.unit_code for p in places])
    new = 0
    for place in places:
        kind = ClusterKind.KHOI if fold(place.cluster).startswith("khoi") else ClusterKind.CUM
        cluster, _ = Cluster.objects.get_or_create(
            year=year, name=place.cluster, defaults={"kind": kind, "authority": authority}
        )
        _, created = ClusterMember.objects.get_or_create(
            cluster=cluster, unit=units[place.unit_code], defaults={"is_lead": place.is_lead}
        )
        new += created
    if new:
        record(actor=actor, verb="clusters.entered", subject="movements.Cluster", year=year, created=new)
    return new
