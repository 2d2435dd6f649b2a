"""Movements with tasks and criteria, clusters, covenants with targets, and the season of a year's review."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thidua.movements.enums import ClusterKind, MovementKind
from thidua.registry.models import OrgUnit


class Season(models.Model):
    """One authority's round of review for one year, in the frame its office set."""

    code = models.CharField(max_length=80, unique=True)
    authority = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="seasons")
    tier = models.CharField(max_length=20)
    place = models.CharField(max_length=200)
    province = models.CharField(max_length=200, blank=True)
    review_year = models.PositiveSmallIntegerField()
    received_from = models.DateField()
    received_until = models.DateField()
    decided_on = models.DateField()
    signer_post = models.CharField(max_length=200)
    signer_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="season_days_in_order",
                condition=Q(received_from__lte=F("received_until")) & Q(decided_on__gte=F("received_from")),
            )
        ]

    def __str__(self) -> str:
        return self.code


class EmulationRegistration(models.Model):
    """What a unit registered to strive for in a year (đăng ký thi đua)."""

    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="registrations")
    year = models.PositiveSmallIntegerField()
    registered_on = models.DateField(null=True)
    persons = models.PositiveIntegerField(null=True)
    honours = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="one_registration_a_unit_year")]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"


class EmulationMovement(models.Model):
    """A launched movement: theme, period and what it asks."""

    authority = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="movements")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=MovementKind.choices, default=MovementKind.REGULAR)
    title = models.CharField(max_length=300)
    theme = models.CharField(max_length=300, blank=True)
    tasks = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "year", "title"], name="one_movement_a_title")
        ]

    def __str__(self) -> str:
        return self.title


class MovementCriterion(models.Model):
    """A group of criteria and the most points it may give."""

    movement = models.ForeignKey(EmulationMovement, on_delete=models.PROTECT, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    content = models.CharField(max_length=300)
    max_points = models.DecimalField(max_digits=6, decimal_places=2)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["movement", "position"], name="one_criterion_a_position")
        ]

    def __str__(self) -> str:
        return self.content


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


class Covenant(models.Model):
    """What the head of a unit signed at the launch of a movement."""

    movement = models.ForeignKey(EmulationMovement, on_delete=models.PROTECT, related_name="covenants")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="covenants")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["movement", "unit"], name="one_covenant_a_unit")]

    def __str__(self) -> str:
        return f"{self.unit} – {self.movement}"


class CovenantTarget(models.Model):
    covenant = models.ForeignKey(Covenant, on_delete=models.PROTECT, related_name="targets")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    measure = models.CharField(max_length=60, blank=True)
    goal = models.DecimalField(max_digits=16, decimal_places=3, null=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["covenant", "position"], name="one_target_a_position")]

    def __str__(self) -> str:
        return self.name
