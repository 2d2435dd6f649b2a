"""Notices of suspension: those that stand now, and those of a person's units."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from thidua.access.models import User
from thidua.access.queries import units_with
from thidua.publishing.enums import NoticeState
from thidua.publishing.models import SuspensionNotice


def announced() -> QuerySet[SuspensionNotice]:
    """Every notice that was not cancelled, the next first."""
    return SuspensionNotice.objects.filter(state=NoticeState.ANNOUNCED).order_by("from_at", "id")


def standing_notices() -> QuerySet[SuspensionNotice]:
    """Those that are not over, as every page shows them. Read once a page asks; public pages are kept whole (ADR
    0023)."""
    return announced().filter(until_at__gt=timezone.now())


def notices_of(user: User) -> QuerySet[SuspensionNotice]:
    """All of the user's units."""
    rows = SuspensionNotice.objects.filter(authority_id__in=units_with(user, "notice.write"))
    return rows.select_related("authority")
