"""What anyone may know of decisions: who was honoured, for what, by which paper."""

from __future__ import annotations

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Q, QuerySet

from thidua.decisions.models import Decision, DecisionLine
from thidua.kernel.text import fold

_STANDING = Q(lines__award__revoked_on__isnull=True)


def honoured() -> QuerySet[DecisionLine]:
    """Lines whose honour has not been revoked. Persons are joined for sorting alone, never read."""
    rows = DecisionLine.objects.filter(award__revoked_on__isnull=True)
    return rows.select_related("award__unit", "decision").defer("folded_names", "code")


def named(rows: QuerySet[DecisionLine], words: str) -> QuerySet[DecisionLine]:
    """Lines whose name or unit holds the words, accents and case aside."""
    return rows.filter(folded_names__contains=fold(words))


def announced() -> QuerySet[Decision]:
    """Decisions with `line_count` and `honours` (codes) of the lines that stand; those without are left out."""
    rows = Decision.objects.annotate(
        line_count=Count("lines", filter=_STANDING),
        honours=ArrayAgg("lines__award__honour", filter=_STANDING, distinct=True, default=[]),
    )
    return rows.filter(line_count__gt=0)


def line_of_code(code: str) -> DecisionLine | None:
    """The line a certificate's code leads to, revoked or not; one query whether it is found or not."""
    return DecisionLine.objects.filter(code=code).select_related("award", "decision").first()
