"""Findings people made, and verdicts frozen on the day they were judged."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from thidua.eligibility.enums import Outcome
from thidua.movements.models import Season
from thidua.registry.models import OrgUnit, Person


class Attestation(models.Model):
    """A competent person's finding on what no program can compute: who found what, by which paper.

    Without a person and unit it covers every nominee of the season's lists for the honours named.
    """

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="attestations")
    criterion = models.CharField(max_length=60)
    honours = ArrayField(models.CharField(max_length=40))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="attestations")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, null=True, related_name="attestations")
    found = models.BooleanField(default=True)
    by = models.CharField(max_length=200)
    paper = models.CharField(max_length=300)
    recorded_by = models.CharField(max_length=150)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["season", "criterion", "person", "unit", "by", "paper"],
                name="one_finding_a_paper",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.by}, {self.paper}"


class Verdict(models.Model):
    """What the law said of one subject and honour on the pivot day, with the findings as they were."""

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="verdicts")
    honour = models.CharField(max_length=40)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="verdicts")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, null=True, related_name="verdicts")
    pivot_on = models.DateField()
    law_digest = models.CharField(max_length=64)
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    unmet = ArrayField(models.CharField(max_length=60), default=list)
    cites = ArrayField(models.CharField(max_length=100), default=list)
    findings = models.JSONField()
    judged_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["season", "honour"])]
        constraints = [
            models.CheckConstraint(
                name="verdict_of_person_or_unit",
                condition=Q(person__isnull=True, unit__isnull=False)
                | Q(person__isnull=False, unit__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.honour} {self.person or self.unit}: {self.outcome}"
