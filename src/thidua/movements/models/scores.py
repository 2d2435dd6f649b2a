"""Tables of points with their written rule, and the rounds in which they are used."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thidua.movements.enums import CriterionKind, RoundState, ScoreRule
from thidua.movements.models.clusters import Cluster
from thidua.movements.models.movements import EmulationMovement
from thidua.registry.models import OrgUnit


class ScoreTable(models.Model):
    """What an authority scores its clusters by in a year. Nothing of it is national: criteria and rule are its own.

    `tie_position` is the criterion whose higher result goes first among equals; equals left share a place.
    `flag_honour` is the honour a leader is proposed for.
    """

    authority = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="score_tables")
    movement = models.ForeignKey(
        EmulationMovement, on_delete=models.PROTECT, null=True, related_name="score_tables"
    )
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    rule = models.CharField(max_length=10, choices=ScoreRule.choices, default=ScoreRule.OFFICE)
    weight_self = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    weight_cross = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    weight_office = models.DecimalField(max_digits=5, decimal_places=2, default=100)
    bonus_cap = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    tie_position = models.PositiveSmallIntegerField(null=True)
    flag_honour = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "year", "name"], name="one_score_table_a_name"),
            models.CheckConstraint(
                name="score_weights_make_a_hundred",
                condition=Q(weight_office=100 - F("weight_self") - F("weight_cross")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.year})"


class ScoreCriterion(models.Model):
    """One row of a table: points, a bonus or a deduction up to `max_points`."""

    table = models.ForeignKey(ScoreTable, on_delete=models.PROTECT, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=300, blank=True)
    content = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=CriterionKind.choices, default=CriterionKind.POINTS)
    max_points = models.DecimalField(max_digits=6, decimal_places=2)
    needs_evidence = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["table", "position"], name="one_score_criterion_a_position"),
            models.CheckConstraint(name="score_maximum_above_zero", condition=Q(max_points__gt=0)),
        ]

    def __str__(self) -> str:
        return self.content


class ScoreClass(models.Model):
    """A word of classification the table gives to totals from `from_points` on."""

    table = models.ForeignKey(ScoreTable, on_delete=models.PROTECT, related_name="classes")
    label = models.CharField(max_length=60)
    from_points = models.DecimalField(max_digits=6, decimal_places=2)

    class Meta:
        ordering = ["-from_points"]
        constraints = [models.UniqueConstraint(fields=["table", "from_points"], name="one_class_a_threshold")]

    def __str__(self) -> str:
        return self.label


class ScoreRound(models.Model):
    """One use of a table in some clusters; the days are the last ones for each part."""

    table = models.ForeignKey(ScoreTable, on_delete=models.PROTECT, related_name="rounds")
    name = models.CharField(max_length=120)
    clusters = models.ManyToManyField(Cluster, through="RoundCluster", related_name="rounds")
    self_until = models.DateField()
    cross_until = models.DateField()
    check_until = models.DateField()
    state = models.CharField(max_length=10, choices=RoundState.choices, default=RoundState.PLANNED)
    decision_number = models.CharField(max_length=60, blank=True)
    published_on = models.DateField(null=True)
    published_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["table", "name"], name="one_round_a_name"),
            models.CheckConstraint(
                name="round_days_in_order",
                condition=Q(self_until__lte=F("cross_until"), cross_until__lte=F("check_until")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} – {self.table}"


class RoundCluster(models.Model):
    """A cluster a round is held in."""

    round = models.ForeignKey(ScoreRound, on_delete=models.PROTECT, related_name="held_in")
    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="held_rounds")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "cluster"], name="once_in_a_round")]

    def __str__(self) -> str:
        return f"{self.round}: {self.cluster}"
