"""The ledger of honours. A line is never deleted; a revoked one says when and by which paper."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thidua.audit.history import tracked
from thidua.honours.enums import Ground, Source
from thidua.registry.models import OrgUnit, Person

_JUDGED_BY = ("honour", "year", "ground", "counted_from", "counted_until", "decided_on", "revoked_on")


@tracked()
class Award(models.Model):
    """One honour given to one recipient for one achievement year by one decision.

    `name_written` and `unit_written` keep what the paper says, whatever the register says later.
    `counted_from` and `counted_until` are the years the decision names as counted.
    """

    # Two lines of one honour stay two lines when their persons are found to be one: none is taken out.
    merging = "kept"

    honour = models.CharField(max_length=40, db_index=True)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="awards", db_index=False
    )
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, null=True, related_name="awards")
    year = models.PositiveSmallIntegerField()
    decision_number = models.CharField(max_length=60)
    decided_on = models.DateField()
    issued_by = models.CharField(max_length=200)
    source = models.CharField(max_length=20, choices=Source.choices)
    ground = models.CharField(max_length=20, choices=Ground.choices, default=Ground.MERIT)
    name_written = models.CharField(max_length=300)
    unit_written = models.CharField(max_length=300, blank=True)
    counted_from = models.PositiveSmallIntegerField(null=True)
    counted_until = models.PositiveSmallIntegerField(null=True)
    revoked_on = models.DateField(null=True)
    revoked_by = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["year", "honour"]),
            # Holds what a screening reads of a line, so that a province is read from the index alone.
            models.Index(fields=["person"], include=_JUDGED_BY, name="award_of_person"),
        ]
        constraints = [
            models.CheckConstraint(
                name="award_of_person_or_unit",
                condition=Q(person__isnull=True, unit__isnull=False)
                | Q(person__isnull=False, unit__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["person", "honour", "year", "decision_number"],
                name="one_line_a_person_decision",
                condition=Q(person__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["unit", "honour", "year", "decision_number"],
                name="one_line_a_unit_decision",
                condition=Q(unit__isnull=False),
            ),
            # A yearly title is decided once a year by this authority, whatever the decision's number.
            models.UniqueConstraint(
                fields=["person", "honour", "year"],
                name="one_decided_award_a_person_year",
                condition=Q(person__isnull=False, source="decided", revoked_on__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["unit", "honour", "year"],
                name="one_decided_award_a_unit_year",
                condition=Q(unit__isnull=False, source="decided", revoked_on__isnull=True),
            ),
            models.CheckConstraint(
                name="counted_years_in_order",
                condition=Q(counted_from__isnull=True, counted_until__isnull=True)
                | Q(counted_until__gte=F("counted_from")),
            ),
            models.CheckConstraint(
                name="revoked_by_a_paper",
                condition=Q(revoked_on__isnull=True) | ~Q(revoked_by=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.honour} {self.year}: {self.name_written} ({self.decision_number})"
