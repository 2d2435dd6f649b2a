"""What people did to the records of persons: corrections, merges row by row, pairs to look at, transfers."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from thidua.access.models import User
from thidua.personnel.enums import ClaimState, FaultAbout, FaultState, PairAnswer, TransferState
from thidua.registry.models import OrgUnit, Person


class Correction(models.Model):
    """One thing of a person's record that somebody set right by hand: what it was, what it is now, and why."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="corrections")
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=150)
    field = models.CharField(max_length=40)
    label = models.CharField(max_length=120)
    was = models.CharField(max_length=300, blank=True)
    now = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.label}: {self.was} → {self.now}"


class PersonMerge(models.Model):
    """Two records found to be one person. `fields` keeps what the survivor's own columns were and became, `aside`
    what a room above set aside so that the two could be one: its keys, by its own word."""

    # The log of merges is no fact of a person: it is never re-pointed itself.
    merging = "stays"

    survivor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    merged = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges_away")
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=150)
    reason = models.CharField(max_length=500, blank=True)
    fields = models.JSONField(default=dict)
    aside = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=150, blank=True)
    undone_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["merged"], name="one_standing_merge", condition=Q(undone_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.merged.code} → {self.survivor.code}"


class MergedRow(models.Model):
    """One row a merge touched: moved to the survivor, or taken out because the other one was chosen.

    `was` is the whole row of one that was taken out, as PostgreSQL writes it.
    """

    merge = models.ForeignKey(PersonMerge, on_delete=models.PROTECT, related_name="rows")
    table = models.CharField(max_length=100)
    column = models.CharField(max_length=63)
    row = models.BigIntegerField()
    was = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["merge", "table", "column", "row"], name="one_line_a_merged_row")
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.row}"


class DuplicatePair(models.Model):
    """Two records that may be one person, with the reasons and a score of 100; `answer` is a person's."""

    merging = "stays"

    one = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="pairs")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="pairs_as_other")
    score = models.PositiveSmallIntegerField()
    reasons = ArrayField(models.CharField(max_length=200), default=list)
    found_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(max_length=20, choices=PairAnswer.choices, blank=True)
    answered_by = models.CharField(max_length=150, blank=True)
    answered_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["answer", "-score"])]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="one_question_a_pair"),
            models.CheckConstraint(name="pair_in_order", condition=Q(one__lt=F("other"))),
        ]

    def __str__(self) -> str:
        return f"{self.one.code} – {self.other.code}: {self.score}"


class Transfer(models.Model):
    """A person's move to another unit, proposed by the one and accepted by the other; the post changes then."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="transfers")
    from_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="transfers_away")
    to_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="transfers_here")
    title = models.CharField(max_length=200, blank=True)
    from_on = models.DateField()
    paper = models.CharField(max_length=200)
    state = models.CharField(max_length=20, choices=TransferState.choices, default=TransferState.PROPOSED)
    proposed_by = models.CharField(max_length=150)
    proposed_at = models.DateTimeField(auto_now_add=True)
    answer_until = models.DateField()
    answered_by = models.CharField(max_length=150, blank=True)
    answered_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "answer_until"])]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], name="one_open_transfer", condition=Q(state=TransferState.PROPOSED)
            ),
            models.CheckConstraint(name="transfer_elsewhere", condition=~Q(from_unit=F("to_unit"))),
            models.CheckConstraint(
                name="refused_transfer_has_a_reason",
                condition=~Q(state=TransferState.REFUSED) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person.code}: {self.from_unit.code} → {self.to_unit.code}"


class RecordClaim(models.Model):
    """Somebody with an account says which record is his own: what he gave, and `person` as found by it (none: no
    record fits). The number is kept by its last digits alone."""

    # It leads on to the survivor by the code it was confirmed for.
    merging = "stays"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="claims")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="claims")
    name_given = models.CharField(max_length=200)
    born_given = models.DateField()
    last_digits = models.CharField(max_length=3)
    state = models.CharField(max_length=20, choices=ClaimState.choices, default=ClaimState.PROPOSED)
    at = models.DateTimeField(auto_now_add=True)
    answer_until = models.DateField()
    answered_by = models.CharField(max_length=150, blank=True)
    answered_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                name="one_claim_at_a_time",
                condition=Q(state__in=[ClaimState.PROPOSED, ClaimState.ACCEPTED]),
            ),
            models.UniqueConstraint(
                fields=["person"], name="one_owner_of_a_record", condition=Q(state=ClaimState.ACCEPTED)
            ),
            models.CheckConstraint(
                name="accepted_claim_has_a_record",
                condition=~Q(state=ClaimState.ACCEPTED) | Q(person__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.name_given}"


class FaultReport(models.Model):
    """What a person says is wrong in the own record, and what the office answered."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="fault_reports")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="fault_reports")
    about = models.CharField(max_length=20, choices=FaultAbout.choices)
    text = models.CharField(max_length=1000)
    state = models.CharField(max_length=20, choices=FaultState.choices, default=FaultState.REPORTED)
    at = models.DateTimeField(auto_now_add=True)
    answer_until = models.DateField()
    answer = models.CharField(max_length=1000, blank=True)
    answered_by = models.CharField(max_length=150, blank=True)
    answered_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.person.code}: {self.get_about_display()}"
