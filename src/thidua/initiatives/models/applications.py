"""Applications for recognition, the council that marks them, and its marks."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from thidua.access.models import User
from thidua.initiatives.enums import ApplicationState, InitiativeKind, Scope
from thidua.initiatives.models.initiatives import Initiative
from thidua.registry.models import OrgUnit, Person


class InitiativeCouncil(models.Model):
    """A council of initiatives of a unit. Its rule is its own: the share of points that passes and the share of members
    that must have marked, both in percent; `scope` is the widest effect it may recognise."""

    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="initiative_councils")
    name = models.CharField(max_length=200)
    pass_percent = models.PositiveSmallIntegerField()
    quorum_percent = models.PositiveSmallIntegerField()
    scope = models.CharField(max_length=20, choices=Scope.choices, default=Scope.GRASSROOTS)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="one_initiative_council_a_name"),
            models.CheckConstraint(
                name="initiative_council_percents",
                condition=Q(pass_percent__lte=100, quorum_percent__gte=1, quorum_percent__lte=100),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CouncilCriterion(models.Model):
    council = models.ForeignKey(InitiativeCouncil, on_delete=models.PROTECT, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    max_points = models.DecimalField(max_digits=5, decimal_places=1)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["council", "position"], name="one_council_criterion_a_position"),
            models.CheckConstraint(name="council_criterion_gives_points", condition=Q(max_points__gt=0)),
        ]

    def __str__(self) -> str:
        return self.name


class CouncilSeat(models.Model):
    council = models.ForeignKey(InitiativeCouncil, on_delete=models.PROTECT, related_name="seats")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="initiative_seats")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "user"], name="one_seat_a_member")]

    def __str__(self) -> str:
        return f"{self.user} – {self.council}"


class Application(models.Model):
    """One application. `shingles` are the hashes of every three words of its folded text, by which it is held against
    others; `initiative` is what it became when it was recognised."""

    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="initiative_applications")
    council = models.ForeignKey(
        InitiativeCouncil, on_delete=models.PROTECT, null=True, related_name="applications"
    )
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=InitiativeKind.choices, default=InitiativeKind.INITIATIVE)
    title = models.CharField(max_length=500)
    folded_title = models.CharField(max_length=500)
    problem = models.TextField(blank=True)
    solution = models.TextField(blank=True)
    effect = models.TextField(blank=True)
    shingles = ArrayField(models.IntegerField(), default=list)
    state = models.CharField(max_length=20, choices=ApplicationState.choices, default=ApplicationState.DRAFT)
    reason = models.CharField(max_length=500, blank=True)
    sent_on = models.DateField(null=True)
    initiative = models.OneToOneField(
        Initiative, on_delete=models.PROTECT, null=True, related_name="application"
    )

    class Meta:
        indexes = [GinIndex(fields=["shingles"], name="application_shingles")]
        constraints = [
            models.CheckConstraint(
                name="recognised_application_is_an_initiative",
                condition=~Q(state=ApplicationState.RECOGNISED) | Q(initiative__isnull=False),
            ),
            models.CheckConstraint(
                name="returned_application_says_why",
                condition=~Q(state__in=[ApplicationState.RETURNED, ApplicationState.REFUSED]) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ApplicationAuthor(models.Model):
    """An author and the share of the work in whole percent; the shares of an application are 100 when it is sent."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="authors")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="initiative_applications")
    share = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["-share", "id"]
        constraints = [
            models.UniqueConstraint(fields=["application", "person"], name="once_an_applicant"),
            models.CheckConstraint(name="share_of_an_author", condition=Q(share__gte=1, share__lte=100)),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.share} %"


class Mark(models.Model):
    """Points of one member for one criterion. Nobody else reads them before the marking is closed."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="marks")
    seat = models.ForeignKey(CouncilSeat, on_delete=models.PROTECT, related_name="marks")
    criterion = models.ForeignKey(CouncilCriterion, on_delete=models.PROTECT, related_name="marks")
    points = models.DecimalField(max_digits=5, decimal_places=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "seat", "criterion"], name="one_mark_a_criterion"),
            models.CheckConstraint(name="points_not_negative", condition=Q(points__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points}"
