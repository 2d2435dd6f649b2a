"""Movements with the criteria they are scored by, their reviews, extensions, and reminders to units below."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thidua.documents.models import Attachment
from thidua.movements.enums import MovementKind, MovementLevel, MovementState, ReviewKind
from thidua.registry.models import OrgUnit


class EmulationMovement(models.Model):
    """A movement of an authority or unit, planned or launched. `parent` is the higher one it answers.

    `launched_on` is none while it is a draft, and where a launch was recorded from a file that does not say the day.
    `cascade_until` is the day by which units below launch their own.
    """

    authority = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="movements")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="derived")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=MovementKind.choices, default=MovementKind.REGULAR)
    level = models.CharField(max_length=20, choices=MovementLevel.choices, default=MovementLevel.UNIT)
    title = models.CharField(max_length=300)
    folded_title = models.CharField(max_length=300)
    theme = models.CharField(max_length=300, blank=True)
    objective = models.TextField(blank=True)
    subjects = models.CharField(max_length=500, blank=True)
    basis = models.TextField(blank=True)
    plan_number = models.CharField(max_length=60, blank=True)
    plan_on = models.DateField(null=True)
    plan_file = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, related_name="plans")
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    cascade_until = models.DateField(null=True)
    midterm_on = models.DateField(null=True)
    final_on = models.DateField(null=True)
    launched_on = models.DateField(null=True)
    state = models.CharField(max_length=20, choices=MovementState.choices, default=MovementState.DRAFT)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "year", "title"],
                name="one_movement_a_title",
                condition=~Q(state=MovementState.DROPPED),
            ),
            # One answer of a unit to a higher movement; a dropped draft is none.
            models.UniqueConstraint(
                fields=["authority", "parent"],
                name="one_derived_movement_a_unit",
                condition=Q(parent__isnull=False) & ~Q(state=MovementState.DROPPED),
            ),
            models.CheckConstraint(
                name="movement_days_in_order",
                condition=Q(from_on__isnull=True) | Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
            ),
            models.CheckConstraint(
                name="draft_movement_has_no_launch",
                condition=~Q(state=MovementState.DRAFT) | Q(launched_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class MovementCriterion(models.Model):
    """What is scored and the most points it may give, `bonus_points` beyond them. `group` gathers criteria under a
    heading; `evidence` says what paper is asked. `origin` is the criterion of the higher movement it was taken from."""

    movement = models.ForeignKey(EmulationMovement, on_delete=models.PROTECT, related_name="criteria")
    origin = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="inherited")
    position = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=300, blank=True)
    content = models.CharField(max_length=300)
    max_points = models.DecimalField(max_digits=6, decimal_places=2)
    bonus_points = models.DecimalField(max_digits=6, decimal_places=2, default=0)
    evidence = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["movement", "position"], name="one_criterion_a_position"),
            models.CheckConstraint(
                name="criterion_points_not_negative", condition=Q(max_points__gte=0, bonus_points__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return self.content


class MovementReview(models.Model):
    """A mid-term or final review that was held: day, paper, what it found."""

    movement = models.ForeignKey(EmulationMovement, on_delete=models.PROTECT, related_name="reviews")
    kind = models.CharField(max_length=20, choices=ReviewKind.choices)
    held_on = models.DateField()
    paper = models.CharField(max_length=200)
    findings = models.TextField()
    file = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, related_name="reviews")
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["held_on", "id"]
        constraints = [models.UniqueConstraint(fields=["movement", "kind"], name="one_review_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.held_on:%d/%m/%Y}"


class MovementExtension(models.Model):
    """The end of a movement moved to a later day, with paper and reason; the earlier day stays readable."""

    movement = models.ForeignKey(EmulationMovement, on_delete=models.PROTECT, related_name="extensions")
    before_on = models.DateField()
    until_on = models.DateField()
    paper = models.CharField(max_length=200)
    reason = models.CharField(max_length=500)
    by = models.CharField(max_length=150)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="extension_is_later", condition=Q(until_on__gt=F("before_on")))
        ]

    def __str__(self) -> str:
        return f"{self.before_on:%d/%m/%Y} → {self.until_on:%d/%m/%Y}"


class MovementReminder(models.Model):
    """A unit below was reminded to launch its own."""

    movement = models.ForeignKey(EmulationMovement, on_delete=models.PROTECT, related_name="reminders")
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="movement_reminders")
    on = models.DateField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [models.UniqueConstraint(fields=["movement", "unit", "on"], name="one_reminder_a_day")]

    def __str__(self) -> str:
        return f"{self.unit} {self.on:%d/%m/%Y}"
