"""People and collectives told of as examples: the story, their consent, what became of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.documents.models import Attachment
from thidua.publishing.enums import ExemplarSource, ExemplarState
from thidua.publishing.models.letters import CitizenLetter
from thidua.registry.models import OrgUnit, Person


class Exemplar(models.Model):
    """One example: a person or collective of the register, or a written name. `unit` is the one whose people write of
    it; `place` is where they live or work, as written; `folded` is what is searched."""

    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="exemplars")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="exemplars")
    collective = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, null=True, related_name="told_as")
    name = models.CharField(max_length=300)
    place = models.CharField(max_length=300)
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=20, choices=ExemplarSource.choices)
    reason = models.TextField()
    letter = models.OneToOneField(CitizenLetter, on_delete=models.PROTECT, null=True, related_name="exemplar")
    title = models.CharField(max_length=300, blank=True)
    story = models.TextField(blank=True)
    folded = models.TextField()
    image = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, related_name="exemplars")
    caption = models.CharField(max_length=300, blank=True)
    alternative = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=20, choices=ExemplarState.choices, default=ExemplarState.PROPOSED)
    published_on = models.DateField(null=True)
    closed_reason = models.CharField(max_length=500, blank=True)
    proposed_by = models.CharField(max_length=150)
    proposed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["-published_on"], name="exemplar_newest")]
        constraints = [
            models.CheckConstraint(
                name="exemplar_is_one_subject",
                condition=Q(person__isnull=True) | Q(collective__isnull=True),
            ),
            models.CheckConstraint(
                name="published_exemplar_has_day_and_story",
                condition=~Q(state=ExemplarState.PUBLISHED)
                | (Q(published_on__isnull=False) & ~Q(story="") & ~Q(title="")),
            ),
            models.CheckConstraint(
                name="closed_exemplar_says_why",
                condition=~Q(state__in=[ExemplarState.REFUSED, ExemplarState.WITHDRAWN])
                | ~Q(closed_reason=""),
            ),
            models.CheckConstraint(
                name="exemplar_picture_has_words",
                condition=Q(image__isnull=True) | (~Q(caption="") & ~Q(alternative="")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ExemplarConsent(models.Model):
    """That the person (for a collective its head) agrees to be told of in public: who took it, when, by which paper."""

    exemplar = models.ForeignKey(Exemplar, on_delete=models.PROTECT, related_name="consents")
    taken_by = models.CharField(max_length=200)
    taken_on = models.DateField()
    paper = models.CharField(max_length=300)
    recorded_by = models.CharField(max_length=150)
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_paper = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["exemplar"], name="one_standing_consent", condition=Q(withdrawn_on__isnull=True)
            ),
            models.CheckConstraint(
                name="consent_withdrawn_in_writing",
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawn_paper=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exemplar}: {self.taken_on:%d/%m/%Y}"


class ExemplarNote(models.Model):
    """What became of an example, on a day; for those who work with it, never public."""

    exemplar = models.ForeignKey(Exemplar, on_delete=models.PROTECT, related_name="notes")
    on = models.DateField()
    text = models.CharField(max_length=1000)
    by = models.CharField(max_length=150)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y} {self.text[:40]}"
