"""Notices that the system will stop for a while."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thidua.publishing.enums import NoticeState
from thidua.registry.models import OrgUnit


class SuspensionNotice(models.Model):
    """From when until when what cannot be used. An urgent one says why it was not announced in time."""

    authority = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="suspension_notices")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    what = models.CharField(max_length=500)
    urgent_reason = models.CharField(max_length=500, blank=True)
    announced_on = models.DateField()
    announced_by = models.CharField(max_length=150)
    state = models.CharField(max_length=20, choices=NoticeState.choices, default=NoticeState.ANNOUNCED)
    cancel_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["until_at"], name="notice_until")]
        constraints = [
            models.CheckConstraint(
                name="notice_ends_after_it_starts", condition=Q(until_at__gt=F("from_at"))
            ),
            models.CheckConstraint(
                name="cancelled_notice_says_why",
                condition=~Q(state=NoticeState.CANCELLED) | ~Q(cancel_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.what
