"""The ledger of honours. A line is never deleted; a revoked one says when and by which paper."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from thidua.audit.history import tracked
from thidua.honours.enums import Ground, Source
from thidua.registry.models import OrgUnit, Person

_JUDGED_BY = ("honour", "year", "ground", "counted_from", "counted_until", "decided_on", "revoked_on")

# Which lines the public roll shows, and the order of its years; every index of the roll holds these alone.
ON_ROLL = Q(revoked_on__isnull=True) & ~Q(roll_words="")
BY_DAY = ("decided_on", "decision_number", "id")
BY_YEAR = ("-year", *BY_DAY)


def _roll_index(name: str, *fields: str, holds: tuple[str, ...] = ()) -> models.Index:
    """What it `holds` beside its order is read from the index alone."""
    return models.Index(fields=list(fields), include=holds, condition=ON_ROLL, name=name)


@tracked(exclude=("roll_words",))
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
    # Name and unit as the decision writes them, folded, a space before every word: what the public searches. Empty
    # for a line of the ledger that no decision of record carries.
    roll_words = models.CharField(max_length=640, blank=True, db_default="")

    class Meta:
        indexes = [
            models.Index(fields=["year", "honour"]),
            # Holds what a screening reads of a line, so that a province is read from the index alone.
            models.Index(fields=["person"], include=_JUDGED_BY, name="award_of_person"),
            _roll_index("roll_by_year", *BY_YEAR, holds=("honour", "roll_words")),
            _roll_index("roll_by_honour", "honour", *BY_YEAR, holds=("roll_words",)),
            _roll_index("roll_by_unit", "unit_written", *BY_YEAR),
            _roll_index("roll_by_name", "roll_words", "id", holds=("year", "honour")),
            _roll_index("roll_by_number", "decision_number", "id", holds=("roll_words",)),
            _roll_index("roll_by_day", *BY_DAY, holds=("roll_words",)),
            GinIndex(
                fields=["roll_words"], opclasses=["gin_trgm_ops"], condition=ON_ROLL, name="roll_words_trgm"
            ),
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
