"""Initiatives as their council recognised them, and their authors."""

from __future__ import annotations

from django.db import models

from thidua.initiatives.enums import InitiativeKind, Scope
from thidua.registry.models import OrgUnit, Person


class Initiative(models.Model):
    """One initiative. `recognised` is none while its council has not answered; `applied` (in use, with effect)
    and `replicable` (fit for wider use) are none where nobody has said."""

    code = models.CharField(max_length=60, unique=True)
    title = models.CharField(max_length=500)
    kind = models.CharField(max_length=20, choices=InitiativeKind.choices, default=InitiativeKind.INITIATIVE)
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, null=True, related_name="initiatives")
    scope = models.CharField(max_length=20, choices=Scope.choices)
    recognised = models.BooleanField(null=True)
    applied = models.BooleanField(null=True)
    replicable = models.BooleanField(null=True)
    year = models.PositiveSmallIntegerField()
    decision_number = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class InitiativeAuthor(models.Model):
    """Author or co-author; the share is in percent, none where the record does not say."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="authors")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="initiatives")
    share = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["initiative", "person"], name="once_an_author")]

    def __str__(self) -> str:
        return f"{self.person} – {self.initiative.code}"


class ScopeFinding(models.Model):
    """A body found how far the effect of a recognised initiative reaches, by a paper; each finding stays."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="findings")
    scope = models.CharField(max_length=20, choices=Scope.choices)
    body = models.CharField(max_length=200)
    paper = models.CharField(max_length=200)
    decided_on = models.DateField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["decided_on", "id"]

    def __str__(self) -> str:
        return f"{self.get_scope_display()}: {self.body}"


class RecognitionCorrection(models.Model):
    """What was recognised was set right by a later paper; what stood before stays readable."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="corrections")
    before = models.JSONField()
    after = models.JSONField()
    reason = models.CharField(max_length=500)
    paper = models.CharField(max_length=200)
    by = models.CharField(max_length=150)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.initiative.code}: {self.reason}"
