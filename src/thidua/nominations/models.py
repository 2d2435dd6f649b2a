"""The lists units send, their rows, and one nomination for each nominee and honour."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from thidua.access.models import User
from thidua.audit.history import tracked
from thidua.eligibility.models import Verdict
from thidua.movements.models import Season
from thidua.nominations.enums import LIVE_STATES, NomineeKind, Question, State, UploadState
from thidua.registry.models import OrgUnit, Person


class NominationSheet(models.Model):
    """One file as a unit sent it. `file` is its path below the season's folder.

    A withdrawn sheet keeps its rows; its content and its name are free to be sent again.
    """

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="sheets")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="sheets")
    file = models.CharField(max_length=400)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    received_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["season", "sha256"],
                name="one_content_once_a_season",
                condition=Q(withdrawn_at__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["season", "file"],
                name="one_file_name_a_season",
                condition=Q(withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.file


class UploadedList(models.Model):
    """A file sent on screen, with what was read of it until its sender says yes or no.

    `sealed` is the encrypted content (it holds personal ids); `draft` is what the preview shows and holds
    none. `unit` is empty until the file itself says who sends it. `fault` says why the file cannot be a list.
    """

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="uploads")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, null=True, related_name="uploads")
    uploader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="uploads")
    file = models.CharField(max_length=200)
    folded_file = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    sealed = models.BinaryField()
    state = models.CharField(max_length=20, choices=UploadState.choices, default=UploadState.DRAFT)
    draft = models.JSONField(null=True)
    fault = models.TextField(blank=True)
    nomination_sheet = models.OneToOneField(
        NominationSheet, on_delete=models.PROTECT, null=True, related_name="upload"
    )
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["season", "sha256", "uploader"],
                name="one_open_upload_a_content",
                condition=Q(state__in=[UploadState.DRAFT, UploadState.RECEIVED]),
            ),
            models.CheckConstraint(
                name="received_upload_has_its_sheet",
                condition=Q(state__in=[UploadState.DRAFT, UploadState.DROPPED])
                | Q(nomination_sheet__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.file


class SheetRow(models.Model):
    """One row that names a nominee, as written and as read (`read` holds no personal id)."""

    nomination_sheet = models.ForeignKey(NominationSheet, on_delete=models.PROTECT, related_name="lines")
    sheet = models.CharField(max_length=200, blank=True)
    row = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=NomineeKind.choices)
    name = models.CharField(max_length=300)
    folded_name = models.CharField(max_length=300, blank=True)
    wording = models.CharField(max_length=300, blank=True)
    read = models.JSONField(default=dict)
    id_hash = models.CharField(max_length=64, blank=True)
    repairs = ArrayField(models.CharField(max_length=200), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nomination_sheet", "sheet", "row"], name="one_line_a_row")
        ]

    def __str__(self) -> str:
        return f"{self.nomination_sheet} {self.sheet} {self.row}"


@tracked()
class Nomination(models.Model):
    """One nominee proposed for one honour in one season. Nominee is empty until the row is identified."""

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="nominations")
    line = models.ForeignKey(SheetRow, on_delete=models.PROTECT, related_name="nominations")
    submitting_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="nominations")
    honour = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=NomineeKind.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="nominations")
    collective = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, null=True, related_name="honoured_for")
    priority = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.LISTED)
    question = models.CharField(max_length=30, choices=Question.choices, blank=True)
    candidates = ArrayField(models.CharField(max_length=40), default=list)
    reasons = ArrayField(models.CharField(max_length=60), default=list)
    sentences = ArrayField(models.TextField(), default=list)
    cites = ArrayField(models.CharField(max_length=100), default=list)
    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, null=True, related_name="nominations")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "honour"], name="one_nomination_a_row_honour"),
            models.UniqueConstraint(
                fields=["season", "person", "honour"],
                name="one_live_nomination_a_person",
                condition=Q(person__isnull=False, state__in=LIVE_STATES),
            ),
            models.UniqueConstraint(
                fields=["season", "collective", "honour"],
                name="one_live_nomination_a_collective",
                condition=Q(collective__isnull=False, state__in=LIVE_STATES),
            ),
            models.CheckConstraint(
                name="live_nomination_has_one_nominee",
                condition=~Q(state__in=LIVE_STATES)
                | Q(kind="person", person__isnull=False, collective__isnull=True)
                | Q(kind="collective", person__isnull=True, collective__isnull=False),
            ),
            models.CheckConstraint(
                name="judged_states_have_a_verdict",
                condition=~Q(state__in=[State.ELIGIBLE, State.APPROVED, State.AWARDED])
                | Q(verdict__isnull=False),
            ),
            models.CheckConstraint(
                name="refused_has_a_reason",
                condition=~Q(state=State.REFUSED) | ~Q(reasons=[]),
            ),
        ]
        indexes = [models.Index(fields=["season", "state"])]

    def __str__(self) -> str:
        return f"{self.line} {self.honour}: {self.state}"

    @property
    def merging(self) -> str:
        """When two persons prove to be one: an awarded line stays as it is, of others only one may go on."""
        return "kept" if self.state == State.AWARDED else "settled"
