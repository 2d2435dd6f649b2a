"""The calendar of a year of emulation work."""

from __future__ import annotations

from itertools import groupby

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from thidua.access.queries import granted_units
from thidua.conferences.queries import conferences_of
from thidua.movements.models import EmulationMovement, Season
from thidua.movements.queries.movements import STANDING, movements_of
from thidua.movements.queries.scores import rounds_of
from thidua.movements.queries.tasks import tasks_of
from thidua.registry.queries.tree import with_above
from thidua.reports.calendar import Around, Day, days_of
from thidua.web.shell.rights import actor_of, needs


@needs("movement.read")
def year_calendar(request: HttpRequest) -> HttpResponse:
    """Month by month what falls due and what was held, of what the user may read."""
    actor = actor_of(request)
    near = with_above(
        granted_units(actor, "movement.read")
    )  # what units below do is on the pages of movements
    movements = movements_of(actor).filter(state__in=STANDING, authority_id__in=near)
    seasons = Season.objects.filter(authority_id__in=near)
    years = _years(movements, seasons)
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdigit() and int(asked) in years else years[0]
    around = Around(
        movements,
        tasks_of(actor).filter(movement__authority_id__in=near),
        seasons,
        rounds_of(actor).filter(table__authority_id__in=near),
        conferences_of(actor),
    )
    days = days_of(year, around)
    context = {"year": year, "years": years, "months": _months(days), "today": localdate()}
    return render(request, "office/year.html", context)


def _years(movements: QuerySet[EmulationMovement], seasons: QuerySet[Season]) -> list[int]:
    """Years with entries, the newest first; this year where there are none."""
    found = set(movements.order_by().values_list("year", flat=True))
    found |= set(seasons.order_by().values_list("review_year", flat=True))
    return sorted(found, reverse=True) or [localdate().year]


def _months(days: list[Day]) -> list[tuple[int, list[Day]]]:
    return [(month, list(rows)) for month, rows in groupby(days, key=lambda day: day.on.month)]
