"""Findings people made, holds and their release, verdicts frozen on the day they were judged, screenings."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from thidua.eligibility.enums import HoldKind, Outcome
from thidua.flow.models import Job
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


class Hold(models.Model):
    """An open process that stops the consideration of a person or a collective, until a written finding."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="holds")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, null=True, related_name="holds")
    kind = models.CharField(max_length=20, choices=HoldKind.choices)
    from_on = models.DateField()
    paper = models.CharField(max_length=300)
    opened_by = models.CharField(max_length=150)
    released_on = models.DateField(null=True)
    release_paper = models.CharField(max_length=300, blank=True)
    released_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="hold_of_person_or_unit",
                condition=Q(person__isnull=True, unit__isnull=False)
                | Q(person__isnull=False, unit__isnull=True),
            ),
            models.CheckConstraint(
                name="hold_released_by_a_paper",
                condition=Q(released_on__isnull=True, release_paper="")
                | Q(released_on__gte=F("from_on")) & ~Q(release_paper=""),
            ),
            models.UniqueConstraint(
                fields=["person", "unit", "kind"],
                name="one_open_hold_of_a_kind",
                condition=Q(released_on__isnull=True),
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.unit}: {self.get_kind_display()}"


class Verdict(models.Model):
    """What the law said of one subject and honour on the pivot day, with the findings as they were."""

    # What was said stays said of the record it was said of, whatever that record is merged into.
    merging = "stays"
    # A file of facts is not taken back once somebody was judged by them.
    rests_on_facts = "judged_at"

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


class Screening(models.Model):
    """Who could be proposed: everybody of a unit and of what lies below, by every honour that is computed.

    `people` are the ids screened, in order, packed (`queries.kept`); none until the job is done. The law and the
    day it was taken from are kept, so that an old screening is known as one.
    """

    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="screenings")
    year = models.PositiveSmallIntegerField()
    law_on = models.DateField()
    law_digest = models.CharField(max_length=64)
    job = models.OneToOneField(Job, on_delete=models.PROTECT, related_name="screening")
    people = models.BinaryField(null=True)
    count = models.PositiveIntegerField(null=True)
    asked_by = models.CharField(max_length=150)
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-id"])]
        constraints = [
            models.CheckConstraint(
                name="screened_people_are_counted",
                condition=Q(people__isnull=True, count__isnull=True)
                | Q(people__isnull=False, count__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"


class ScreenedHonour(models.Model):
    """What a screening found for one honour: an outcome a person in the order of its `people`, packed; and how
    many there are of each."""

    screening = models.ForeignKey(Screening, on_delete=models.PROTECT, related_name="honours")
    honour = models.CharField(max_length=40)
    outcomes = models.BinaryField()
    met = models.PositiveIntegerField()
    to_attest = models.PositiveIntegerField()
    deferred = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["screening", "honour"], name="one_result_a_screened_honour")
        ]

    def __str__(self) -> str:
        return f"{self.screening}: {self.honour}"
