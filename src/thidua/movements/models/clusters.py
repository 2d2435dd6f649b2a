"""Clusters of places and blocks of bodies."""

from __future__ import annotations

from django.db import models

from thidua.movements.enums import ClusterKind
from thidua.registry.models import OrgUnit


class Cluster(models.Model):
    """A cluster of places or a block of bodies that score one another in a year."""

    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=ClusterKind.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "name"], name="one_cluster_a_name_year")]

    def __str__(self) -> str:
        return f"{self.name} ({self.year})"


class ClusterMember(models.Model):
    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="members")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="cluster_places")
    is_lead = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cluster", "unit"], name="once_in_a_cluster")]

    def __str__(self) -> str:
        return f"{self.unit} – {self.cluster}"
