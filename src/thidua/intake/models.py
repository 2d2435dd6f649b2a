"""Files sent to be taken in, what their columns mean, what is wrong in them, and which rows they wrote."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.access.models import User
from thidua.intake.enums import IntakeKind, IntakeState
from thidua.registry.models import OrgUnit


class Intake(models.Model):
    """One file. Its rows may be about `unit` and what lies below; `sender` is whose layout it has.

    `sealed` is the encrypted content. `columns` is what its headings are and mean (none: not read yet), `mapped`
    says that a person or a remembered layout vouches for it. `draft` is what the preview shows; like the faults it
    holds no personal id. `fault` says why the file cannot be read at all.
    """

    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="intakes")
    sender = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="intakes_sent")
    uploader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="intakes")
    kind = models.CharField(max_length=20, choices=IntakeKind.choices)
    file = models.CharField(max_length=200)
    folded_file = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    sealed = models.BinaryField()
    corrections = models.BinaryField(null=True)
    state = models.CharField(max_length=20, choices=IntakeState.choices, default=IntakeState.DRAFT)
    columns = models.JSONField(null=True)
    mapped = models.BooleanField(default=False)
    sheet = models.CharField(max_length=200, blank=True)
    header_row = models.PositiveIntegerField(null=True)
    draft = models.JSONField(null=True)
    fault = models.TextField(blank=True)
    rows = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(auto_now_add=True)
    accepted_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "sha256"],
                name="one_open_intake_a_content",
                condition=Q(state__in=[IntakeState.DRAFT, IntakeState.ACCEPTED]),
            ),
            models.CheckConstraint(
                name="accepted_intake_has_its_moment",
                condition=Q(state__in=[IntakeState.DRAFT, IntakeState.DROPPED])
                | Q(accepted_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.file


class Layout(models.Model):
    """What the headings of a sender's files of a kind mean: heading → field, "" for a column left out."""

    sender = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="layouts")
    kind = models.CharField(max_length=20, choices=IntakeKind.choices)
    fields = models.JSONField()
    sheet = models.CharField(max_length=200, blank=True)
    header_row = models.PositiveIntegerField(null=True)
    used_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sender", "kind"], name="one_layout_a_sender_kind")]

    def __str__(self) -> str:
        return f"{self.sender} {self.kind}"


class CellFault(models.Model):
    """What is wrong in one cell, or in a row as a whole (no column), and what cures it."""

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="faults")
    sheet = models.CharField(max_length=200, blank=True)
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=60)
    message = models.TextField()
    cure = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["intake", "sheet", "row"])]

    def __str__(self) -> str:
        return f"{self.intake_id} {self.sheet} {self.row} {self.column}: {self.code}"


class WrittenRow(models.Model):
    """One row of a table that an intake made, changed or removed.

    `was` is the whole row before, as PostgreSQL writes it (none: made by the intake); `mark` is the digest of the
    row after (empty: removed), by which a later change is seen.
    """

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="written")
    table = models.CharField(max_length=100)
    row = models.BigIntegerField()
    was = models.JSONField(null=True)
    mark = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["intake", "table", "row"], name="one_line_a_written_row")
        ]

    def __str__(self) -> str:
        return f"{self.intake_id} {self.table} {self.row}"
