"""The season of a year's review, and what units registered to strive for."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thidua.registry.models import OrgUnit


class Season(models.Model):
    """One authority's round of review for one year, in the frame its office set."""

    code = models.CharField(max_length=80, unique=True)
    authority = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="seasons")
    tier = models.CharField(max_length=20)
    place = models.CharField(max_length=200)
    province = models.CharField(max_length=200, blank=True)
    review_year = models.PositiveSmallIntegerField()
    received_from = models.DateField()
    received_until = models.DateField()
    decided_on = models.DateField()
    signer_post = models.CharField(max_length=200)
    signer_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="season_days_in_order",
                condition=Q(received_from__lte=F("received_until")) & Q(decided_on__gte=F("received_from")),
            )
        ]

    def __str__(self) -> str:
        return self.code


class EmulationRegistration(models.Model):
    """What a unit registered to strive for in a year (đăng ký thi đua)."""

    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="registrations")
    year = models.PositiveSmallIntegerField()
    registered_on = models.DateField(null=True)
    persons = models.PositiveIntegerField(null=True)
    honours = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="one_registration_a_unit_year")]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"
