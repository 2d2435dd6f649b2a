"""Councils, their meetings and the tally of each nomination."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thidua.councils.enums import VotingMethod
from thidua.movements.models import Season
from thidua.nominations.models import Nomination
from thidua.registry.models import OrgUnit


class Council(models.Model):
    """A council of an authority; votes are shares of all its members."""

    authority = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="councils")
    name = models.CharField(max_length=200)
    chair_post = models.CharField(max_length=200)
    members = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "name"], name="one_council_a_name"),
            models.CheckConstraint(name="council_has_members", condition=Q(members__gte=1)),
        ]

    def __str__(self) -> str:
        return self.name


class Meeting(models.Model):
    """One sitting. `source` names the tally file, or says that the secretary entered a paper tally."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="meetings")
    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    number = models.PositiveSmallIntegerField()
    method = models.CharField(max_length=20, choices=VotingMethod.choices)
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "season", "number"], name="one_meeting_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.council} {self.held_on:%d/%m/%Y}"


class Tally(models.Model):
    """The counted votes on one nomination, out of all members."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="tallies")
    nomination = models.OneToOneField(Nomination, on_delete=models.PROTECT, related_name="tally")
    members = models.PositiveSmallIntegerField()
    yes = models.PositiveSmallIntegerField()
    no = models.PositiveSmallIntegerField(default=0)
    needed = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="votes_within_members", condition=Q(members__gte=F("yes") + F("no")))
        ]

    def __str__(self) -> str:
        return f"{self.nomination_id}: {self.yes}/{self.members}"
