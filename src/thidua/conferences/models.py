"""A conference with its guests, programme, awards to present and pictures."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.conferences.enums import ConferenceState, HandoverState
from thidua.documents.models import Attachment
from thidua.honours.models import Award
from thidua.movements.models import EmulationMovement, Season
from thidua.registry.models import OrgUnit


class Conference(models.Model):
    """One conference of an authority: the season it reviews, the movement it launches (either may be none)."""

    authority = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="conferences")
    title = models.CharField(max_length=300)
    held_on = models.DateField()
    begins_at = models.TimeField()
    place = models.CharField(max_length=300)
    season = models.ForeignKey(Season, on_delete=models.PROTECT, null=True, related_name="conferences")
    movement = models.ForeignKey(
        EmulationMovement, on_delete=models.PROTECT, null=True, related_name="conferences"
    )
    state = models.CharField(max_length=20, choices=ConferenceState.choices, default=ConferenceState.PLANNED)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "held_on", "title"],
                name="one_conference_a_day_title",
                condition=~Q(state=ConferenceState.DROPPED),
            )
        ]

    def __str__(self) -> str:
        return self.title


class GuestGroup(models.Model):
    """Those invited by their post; `came` is none until it was counted."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="guests")
    position = models.PositiveSmallIntegerField()
    post = models.CharField(max_length=300)
    seats = models.PositiveSmallIntegerField()
    came = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "position"], name="one_guest_a_position")
        ]

    def __str__(self) -> str:
        return self.post


class ProgrammeItem(models.Model):
    """One part of the programme, and the post that leads it."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="programme")
    position = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    content = models.CharField(max_length=300)
    leader = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "position"], name="one_programme_item_a_position"),
            models.CheckConstraint(name="programme_item_takes_time", condition=Q(minutes__gte=1)),
        ]

    def __str__(self) -> str:
        return self.content


class PresentedAward(models.Model):
    """One award of the ledger to be handed over at the conference, once in all; who was absent gets it later."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="presented")
    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="presented")
    state = models.CharField(max_length=20, choices=HandoverState.choices, default=HandoverState.WAITING)
    handed_on = models.DateField(null=True)
    received_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="handed_award_has_its_day",
                condition=Q(state__in=[HandoverState.WAITING, HandoverState.ABSENT])
                | Q(handed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="award_handed_later_says_to_whom",
                condition=~Q(state=HandoverState.HANDED) | ~Q(received_by=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award.name_written}: {self.get_state_display()}"


class Picture(models.Model):
    """A picture with its caption; `alternative` says in words what is to be seen."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="pictures")
    position = models.PositiveSmallIntegerField()
    caption = models.CharField(max_length=300)
    alternative = models.CharField(max_length=300)
    image = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="pictures")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "position"], name="one_picture_a_position")
        ]

    def __str__(self) -> str:
        return self.caption
