"""Prices, rates and weather: the last good figures, those that wait for a person, and how each source fares."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thidua.access.models import User
from thidua.publishing.enums import QuoteKind


class Figure(models.Model):
    """What a good figure and a waiting one have in common. Prices in đồng, gold a lượng."""

    kind = models.CharField(max_length=10, choices=QuoteKind.choices)
    code = models.CharField(max_length=80)
    label = models.CharField(max_length=100)
    provider = models.CharField(max_length=20, blank=True)
    buy = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    sell = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    temperature = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    humidity = models.PositiveSmallIntegerField(null=True)
    position = models.PositiveSmallIntegerField(default=0)  # among the items of its source
    raw = models.CharField(max_length=100, blank=True)
    raw_unit = models.CharField(max_length=40, blank=True)
    stated_at = models.DateTimeField()
    stored_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.label} {self.stated_at:%Y-%m-%d %H:%M}"


class Quote(Figure):
    """A good figure; of each item one is `current`, some earlier ones are kept. Without a provider: by hand."""

    current = models.BooleanField(default=True)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="entered_quotes")

    class Meta:
        indexes = [models.Index(fields=["kind", "code", "-stated_at"], name="quote_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "code"], condition=Q(current=True), name="one_current_quote_an_item"
            ),
            models.CheckConstraint(
                name="quote_is_a_price_or_the_weather",
                condition=(
                    Q(kind=QuoteKind.WEATHER, temperature__isnull=False, humidity__lte=100)
                    & Q(buy__isnull=True, sell__isnull=True)
                )
                | (
                    ~Q(kind=QuoteKind.WEATHER)
                    & Q(buy__gt=0, sell__gte=F("buy"), temperature__isnull=True, humidity__isnull=True)
                ),
            ),
            models.CheckConstraint(
                name="quote_has_a_source",
                condition=Q(provider="", entered_by__isnull=False) | ~Q(provider=""),
            ),
        ]


class WaitingQuote(Figure):
    """A figure that may be right but is odd: it is shown to nobody outside before a person has accepted it.

    A discarded one is kept as long as the source repeats it, so that nobody is asked about it twice.
    """

    why = models.CharField(max_length=200)
    discarded = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "kind", "code"], name="one_waiting_quote_an_item"),
        ]


class FeedState(models.Model):
    """How a source fares. After some failures in a row it is left alone until `closed_until`."""

    provider = models.CharField(max_length=20, unique=True)
    tried_at = models.DateTimeField(null=True)
    good_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    closed_until = models.DateTimeField(null=True)
    fault = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.provider


class FeedSwitch(models.Model):
    """Whether anything may be asked of the outside, from a moment on; the newest counts, none means yes."""

    on = models.BooleanField()
    turned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="turned_feeds")
    turned_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return "on" if self.on else "off"
