"""Letters of citizens: what they write is read by the office alone, who they are is kept sealed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.publishing.enums import LetterKind, LetterState
from thidua.registry.models import OrgUnit


class CitizenLetter(models.Model):
    """One letter. Of its code only a keyed hash is kept: the sender alone can ask after it. `about` is whom or what it
    speaks of, `place` where that is; `folded` is what is searched."""

    authority = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=20, choices=LetterKind.choices)
    code_hash = models.CharField(max_length=64, unique=True)
    about = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    folded = models.TextField()
    sender_sealed = models.BinaryField(null=True)
    contact_sealed = models.BinaryField(null=True)
    sent_at = models.DateTimeField(auto_now_add=True)
    answer_until = models.DateField()
    state = models.CharField(max_length=20, choices=LetterState.choices, default=LetterState.RECEIVED)
    taken_by = models.CharField(max_length=150, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=150, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["authority", "state", "answer_until"], name="letter_waiting")]
        constraints = [
            models.CheckConstraint(
                name="closed_letter_has_its_answer",
                condition=Q(state__in=[LetterState.RECEIVED, LetterState.IN_HAND])
                | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"
