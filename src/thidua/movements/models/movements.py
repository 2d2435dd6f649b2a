"""Movements and what they ask."""

from __future__ import annotations

from django.db import models

from thidua.movements.enums import MovementKind
from thidua.registry.models import OrgUnit


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
