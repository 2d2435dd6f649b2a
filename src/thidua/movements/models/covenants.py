"""What heads of units sign at the launch of a movement."""

from __future__ import annotations

from django.db import models

from thidua.movements.models.movements import EmulationMovement
from thidua.registry.models import OrgUnit


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
