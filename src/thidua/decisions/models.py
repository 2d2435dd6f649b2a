"""Decisions with their numbers and lines. Number, ledger and state of nominations change together."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from thidua.audit.history import tracked
from thidua.decisions.enums import Origin
from thidua.honours.models import Award
from thidua.movements.models import Season
from thidua.nominations.models import Nomination
from thidua.registry.models import OrgUnit


class NumberSeries(models.Model):
    """The records office's counter of one body, series and year; `next` is the number to give next."""

    body = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="number_series")
    series = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    next = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "series", "year"], name="one_counter_a_series")
        ]

    def __str__(self) -> str:
        return f"{self.next}/{self.series} ({self.year})"


@tracked()
class Decision(models.Model):
    """A decision on honours: issued by this authority, or of a higher level and recorded here."""

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="decisions")
    origin = models.CharField(max_length=20, choices=Origin.choices)
    honour = models.CharField(max_length=40, blank=True)
    body = models.CharField(max_length=200)
    series = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField(null=True)
    number = models.CharField(max_length=60)
    signed_on = models.DateField()
    signer_post = models.CharField(max_length=200)
    signer_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "series", "year", "serial"],
                name="one_serial_a_series",
                condition=Q(serial__isnull=False),
            ),
            models.UniqueConstraint(fields=["body", "number", "year"], name="one_number_a_body_year"),
        ]
        indexes = [
            GinIndex(OpClass(Upper("number"), name="gin_trgm_ops"), name="decision_number_trgm"),
            models.Index(fields=["-signed_on", "number", "id"], name="decision_by_day"),
            models.Index(fields=["year", "-signed_on", "number", "id"], name="decision_by_year"),
            models.Index(fields=["number", "id"], name="decision_by_number"),
        ]

    def __str__(self) -> str:
        return self.number


class DecisionLine(models.Model):
    """One recipient in the decision's list, tied to its line of the ledger."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    # What the QR on the certificate carries: random, says nothing by itself, leads to the public page.
    code = models.CharField(max_length=40, null=True, unique=True)
    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="decision_line")
    nomination = models.OneToOneField(
        Nomination, on_delete=models.PROTECT, null=True, related_name="decision_line"
    )

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["decision", "position"], name="one_line_a_position")]

    def __str__(self) -> str:
        return f"{self.decision} – {self.position}"
