"""A unit's scorecard in a round: its cells, the blind scores of others, corrections, the leader's proposal.

None is "not scored yet"; zero is a score.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.documents.models import Attachment
from thidua.movements.enums import CardState
from thidua.movements.models.clusters import Cluster
from thidua.movements.models.scores import ScoreCriterion, ScoreRound
from thidua.registry.models import OrgUnit


class Scorecard(models.Model):
    """`total`, `place` and `class_word` stand from publication on, and change by a correction alone."""

    round = models.ForeignKey(ScoreRound, on_delete=models.PROTECT, related_name="cards")
    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="cards")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="scorecards")
    state = models.CharField(max_length=10, choices=CardState.choices, default=CardState.DRAFT)
    reason = models.CharField(max_length=500, blank=True)
    total = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    place = models.PositiveSmallIntegerField(null=True)
    class_word = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "unit"], name="one_card_a_unit_round")]

    def __str__(self) -> str:
        return f"{self.unit} – {self.round}"


class ScoreCell(models.Model):
    """One criterion of a card. Each side carries a version, so that two people who write it notice each other."""

    card = models.ForeignKey(Scorecard, on_delete=models.PROTECT, related_name="cells")
    criterion = models.ForeignKey(ScoreCriterion, on_delete=models.PROTECT, related_name="cells")
    self_points = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    self_note = models.CharField(max_length=1000, blank=True)
    self_version = models.PositiveIntegerField(default=0)
    office_points = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    office_reason = models.CharField(max_length=500, blank=True)
    office_version = models.PositiveIntegerField(default=0)
    result = models.DecimalField(max_digits=6, decimal_places=2, null=True)

    class Meta:
        ordering = ["criterion__position"]
        constraints = [
            models.UniqueConstraint(fields=["card", "criterion"], name="one_cell_a_criterion"),
            models.CheckConstraint(
                name="points_not_negative",
                condition=(Q(self_points__isnull=True) | Q(self_points__gte=0))
                & (Q(office_points__isnull=True) | Q(office_points__gte=0)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.card}: {self.criterion}"


class CellEvidence(models.Model):
    """A file that shows what a unit's own score rests on."""

    cell = models.ForeignKey(ScoreCell, on_delete=models.PROTECT, related_name="evidence")
    file = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="score_evidence")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.file)


class CrossScore(models.Model):
    """What another member of the cluster gives, unseen by all others until cross scoring is closed."""

    cell = models.ForeignKey(ScoreCell, on_delete=models.PROTECT, related_name="cross_scores")
    by_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="given_scores")
    points = models.DecimalField(max_digits=6, decimal_places=2)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cell", "by_unit"], name="one_cross_score_a_unit"),
            models.CheckConstraint(name="cross_points_not_negative", condition=Q(points__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.by_unit}: {self.cell_id}"


class ScoreCorrection(models.Model):
    """A published figure changed in the open: who, when, why, by which paper, and what stood before."""

    card = models.ForeignKey(Scorecard, on_delete=models.PROTECT, related_name="corrections")
    criterion = models.ForeignKey(ScoreCriterion, on_delete=models.PROTECT, related_name="corrections")
    before = models.DecimalField(max_digits=6, decimal_places=2)
    after = models.DecimalField(max_digits=6, decimal_places=2)
    total_before = models.DecimalField(max_digits=8, decimal_places=2)
    total_after = models.DecimalField(max_digits=8, decimal_places=2)
    place_before = models.PositiveSmallIntegerField()
    place_after = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=500)
    paper = models.CharField(max_length=200)
    by = models.CharField(max_length=150)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.card}: {self.before} → {self.after}"


class LeaderProposal(models.Model):
    """The first of a cluster, proposed for the honour its table names; the office confirms it."""

    card = models.ForeignKey(Scorecard, on_delete=models.PROTECT, related_name="proposals")
    honour = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=500, blank=True)
    proposed_by = models.CharField(max_length=150)
    proposed_at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.CharField(max_length=150, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.card}: {self.honour}"
