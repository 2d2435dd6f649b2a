"""What heads of units sign at the launch of a movement, what is read of it, and how it ended."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.documents.models import Attachment
from thidua.movements.enums import CovenantResult, CovenantState, GoalKind, SignedBy
from thidua.movements.models.movements import EmulationMovement
from thidua.registry.models import OrgUnit


class CovenantIndicator(models.Model):
    """One line of a movement's template of covenants: how a target of this name counts, and the least (or most) the
    authority asks; none where each unit sets its own."""

    movement = models.ForeignKey(
        EmulationMovement, on_delete=models.PROTECT, related_name="covenant_indicators"
    )
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    measure = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=20, choices=GoalKind.choices, default=GoalKind.AT_LEAST)
    cumulative = models.BooleanField(default=False)
    goal = models.DecimalField(max_digits=16, decimal_places=3, null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["movement", "name"], name="one_indicator_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Covenant(models.Model):
    """One unit's covenant. `signed_on` is the day it was signed; `paper` the signed file, none while only the act of
    signing is on record. `witnesses` are posts, not names."""

    movement = models.ForeignKey(EmulationMovement, on_delete=models.PROTECT, related_name="covenants")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="covenants")
    head_post = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=20, choices=CovenantState.choices, default=CovenantState.DRAFT)
    returned = models.CharField(max_length=500, blank=True)
    signed_on = models.DateField(null=True)
    witnesses = models.CharField(max_length=500, blank=True)
    paper = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, related_name="covenants")
    result = models.CharField(max_length=20, choices=CovenantResult.choices, blank=True)
    judged_on = models.DateField(null=True)
    finding = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["movement", "unit"], name="one_covenant_a_unit"),
            models.CheckConstraint(
                name="judged_covenant_has_its_result",
                condition=~Q(state=CovenantState.JUDGED) | (~Q(result="") & Q(judged_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} – {self.movement}"


class CovenantTarget(models.Model):
    """One target: `goal` is none where the paper names no figure. Of a `cumulative` one quarters add up (trees
    planted), of others the last quarter counts (share of households)."""

    covenant = models.ForeignKey(Covenant, on_delete=models.PROTECT, related_name="targets")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    measure = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=20, choices=GoalKind.choices, default=GoalKind.AT_LEAST)
    cumulative = models.BooleanField(default=False)
    goal = models.DecimalField(max_digits=16, decimal_places=3, null=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["covenant", "position"], name="one_target_a_position")]

    def __str__(self) -> str:
        return self.name


class CovenantReading(models.Model):
    """What a quarter brought, by which source. One that `corrects` an earlier says why; the earlier stays."""

    target = models.ForeignKey(CovenantTarget, on_delete=models.PROTECT, related_name="readings")
    quarter = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=16, decimal_places=3)
    source = models.CharField(max_length=300)
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")
    reason = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["quarter", "id"]
        constraints = [
            models.CheckConstraint(name="quarter_of_a_year", condition=Q(quarter__gte=1, quarter__lte=4)),
            models.CheckConstraint(
                name="corrected_quarter_says_why", condition=Q(corrects__isnull=True) | ~Q(reason="")
            ),
            # One first figure a quarter; what follows it corrects.
            models.UniqueConstraint(
                fields=["target", "quarter"],
                name="one_first_figure_a_quarter",
                condition=Q(corrects__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Quý {self.quarter}: {self.value}"


class CovenantSignature(models.Model):
    """A signature by certificate as it was made: whose certificate, as whom, on which file."""

    covenant = models.ForeignKey(Covenant, on_delete=models.PROTECT, related_name="signatures")
    role = models.CharField(max_length=20, choices=SignedBy.choices)
    subject = models.CharField(max_length=300)
    post = models.CharField(max_length=200)
    paper = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="covenant_signatures")
    by = models.CharField(max_length=150)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.subject}"
