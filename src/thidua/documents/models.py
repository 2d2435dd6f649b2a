"""Files people send with what they write: evidence, scanned papers, pictures."""

from __future__ import annotations

from django.db import models

from thidua.access.models import User


class Attachment(models.Model):
    """One file as it was sent. Who may read it is decided by what it is attached to."""

    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    uploader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="attachments")
    sent_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name
