"""Clusters of places and blocks of bodies."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thidua.movements.enums import ClusterDuty, ClusterKind
from thidua.registry.models import OrgUnit


class Cluster(models.Model):
    """A cluster of places or a block of bodies that score one another in a year, set up by `authority`."""

    authority = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, null=True, related_name="clusters")
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=ClusterKind.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "name"], name="one_cluster_a_name_year")]

    def __str__(self) -> str:
        return f"{self.name} ({self.year})"


class ClusterMember(models.Model):
    """A unit in a cluster: from the year's beginning where no day is given, to its end."""

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="members")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="cluster_places")
    is_lead = models.BooleanField(default=False)
    joined_on = models.DateField(null=True)
    left_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster", "unit"], name="once_in_a_cluster"),
            models.CheckConstraint(
                name="member_days_in_order",
                condition=Q(joined_on__isnull=True)
                | Q(left_on__isnull=True)
                | Q(left_on__gte=F("joined_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} – {self.cluster}"


class ClusterTerm(models.Model):
    """Which unit was head or deputy of a cluster, and when."""

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="terms")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="cluster_terms")
    duty = models.CharField(max_length=10, choices=ClusterDuty.choices)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        ordering = ["from_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="term_days_in_order", condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on"))
            ),
            models.UniqueConstraint(
                fields=["cluster", "duty"],
                name="one_open_term_a_duty",
                condition=Q(until_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_duty_display()}: {self.unit}"
