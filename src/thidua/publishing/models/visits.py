"""What visitors sent, as far as limits need to know it: no address, no text."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from thidua.publishing.enums import VisitKind


class Visit(models.Model):
    """One thing sent. `visitor` is a keyed hash of the address that changes every day, `text` one of what was
    written; rows are swept after two days."""

    kind = models.CharField(max_length=20, choices=VisitKind.choices)
    visitor = models.CharField(max_length=64)
    text = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            models.Index(fields=["visitor", "kind", "at"], name="visit_of_visitor"),
            models.Index(fields=["text", "at"], name="visit_by_text"),
            models.Index(fields=["at"], name="visit_at"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"
