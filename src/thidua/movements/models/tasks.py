"""Tasks of a movement: who answers for each, by what it is measured, what was read and where it stands."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.documents.models import Attachment
from thidua.movements.enums import TaskState
from thidua.movements.models.movements import EmulationMovement
from thidua.registry.models import OrgUnit


class MovementTask(models.Model):
    """One task of a launch. `owner` is none until the authority has named who answers for it; `origin` is the task of
    the higher movement it was taken from. `outcome` says why it ended as it did."""

    movement = models.ForeignKey(EmulationMovement, on_delete=models.PROTECT, related_name="tasks")
    origin = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="inherited")
    position = models.PositiveSmallIntegerField()
    content = models.CharField(max_length=500)
    owner = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, null=True, related_name="movement_tasks")
    indicator = models.CharField(max_length=300, blank=True)
    measure = models.CharField(max_length=60, blank=True)
    goal = models.DecimalField(max_digits=16, decimal_places=3, null=True)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=20, choices=TaskState.choices, default=TaskState.OPEN)
    outcome = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["movement", "position"], name="one_task_a_position"),
            models.CheckConstraint(
                name="missed_task_says_why", condition=~Q(state=TaskState.MISSED) | ~Q(outcome="")
            ),
        ]

    def __str__(self) -> str:
        return self.content


class TaskReading(models.Model):
    """What was found of a task on a day, by which source: a figure, words or both. One that `corrects` an earlier says
    why; the earlier stays."""

    task = models.ForeignKey(MovementTask, on_delete=models.PROTECT, related_name="readings")
    on = models.DateField()
    value = models.DecimalField(max_digits=16, decimal_places=3, null=True)
    words = models.CharField(max_length=1000, blank=True)
    source = models.CharField(max_length=300)
    file = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, related_name="task_readings")
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")
    reason = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="reading_says_something", condition=Q(value__isnull=False) | ~Q(words="")
            ),
            models.CheckConstraint(
                name="correction_of_a_reading_says_why", condition=Q(corrects__isnull=True) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y}: {self.value if self.value is not None else self.words}"
