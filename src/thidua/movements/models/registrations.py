"""Titles that persons and collectives of a unit register to strive for, as the unit sends them up."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.movements.enums import RegistrationState
from thidua.movements.models.movements import EmulationMovement
from thidua.registry.models import OrgUnit, Person


class RegistrationSheet(models.Model):
    """A unit's register of titles for a year, for a movement where it names one."""

    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="registration_sheets")
    year = models.PositiveSmallIntegerField()
    movement = models.ForeignKey(
        EmulationMovement, on_delete=models.PROTECT, null=True, related_name="registration_sheets"
    )
    state = models.CharField(
        max_length=20, choices=RegistrationState.choices, default=RegistrationState.DRAFT
    )
    sent_on = models.DateField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="one_registration_sheet_a_unit_year"),
            models.CheckConstraint(
                name="sent_registration_has_its_day",
                condition=Q(state=RegistrationState.DRAFT) | Q(sent_on__isnull=False),
            ),
            models.CheckConstraint(
                name="returned_registration_says_why",
                condition=~Q(state=RegistrationState.RETURNED) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"


class RegistrationLine(models.Model):
    """One honour a person of the unit, or a collective, strives for."""

    sheet = models.ForeignKey(RegistrationSheet, on_delete=models.PROTECT, related_name="lines")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="registered_honours")
    collective = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, null=True, related_name="registered_honours"
    )
    honour = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="registered_person_or_collective",
                condition=Q(person__isnull=True, collective__isnull=False)
                | Q(person__isnull=False, collective__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["sheet", "person", "honour"], name="one_honour_a_registered_person"
            ),
            models.UniqueConstraint(
                fields=["sheet", "collective", "honour"], name="one_honour_a_registered_collective"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.collective}: {self.honour}"
