"""The season at a glance."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thidua.decisions.enums import Origin
from thidua.decisions.queries import money_of_season
from thidua.eligibility.queries.law import law_book
from thidua.kernel.numbers import percent
from thidua.movements.models import Season
from thidua.movements.queries.seasons import latest_season
from thidua.nominations.enums import Question
from thidua.reports.queries import figures
from thidua.reports.season import funnel, open_questions, refusals, units_standing
from thidua.web.office.nominations import reason_label
from thidua.web.shell.rights import may, needs


@needs("figures.read")
def dashboard(request: HttpRequest) -> HttpResponse:
    """Figures, funnel, reasons, what waits; each number opens the list behind it."""
    season = latest_season()
    if season is None:
        return render(request, "office/no_season.html")
    own, higher = figures(season, Origin.ISSUED), figures(season, Origin.RECORDED)
    questions = open_questions(season)
    context = {
        "season": season,
        "own": _figures(own),
        "higher": _figures(higher),
        "money": _money(season),
        "share": _fighters_share(own),
        "funnel": funnel(season),
        "reasons": [(r.code, reason_label(r.code), _cite(r.cites), r.number) for r in refusals(season)],
        "questions": [(code, Question(code).label if code else "", n) for code, n in questions],
        "asked": sum(n for _, n in questions),
        "units": units_standing(season),
        "may_read_all": may(request, "nomination.read", season.authority),
    }
    return render(request, "office/dashboard.html", context)


def _figures(found: dict[str, dict[str, int]]) -> list[tuple[str, str, dict[str, int]]]:
    """Honours in the order of rank with their labels and numbers."""
    book = law_book()
    order = [h.code for h in book.honours()]
    return [(code, book.label(code), found[code]) for code in sorted(found, key=order.index)]


def _money(season: Season) -> dict[str, Any] | None:
    """What the season's decisions cost: a row an honour, the sum, and how many lines have no amount."""
    money, book = money_of_season(season), law_book()
    if not money.by_award:
        return None
    parts = money.by_honour()
    rows = [
        (book.label(h.code), len(parts[h.code].lines), parts[h.code])
        for h in book.honours()
        if h.code in parts
    ]
    return {"rows": rows, "sum": money.reward.known, "unknown": money.unknown}


def _fighters_share(own: dict[str, dict[str, int]]) -> str:
    fighters = own.get("cstd_co_so", {}).get("person", 0)
    return percent(fighters, fighters + own.get("ldtt", {}).get("person", 0))


def _cite(cites: tuple[str, ...]) -> str:
    return cites[0].replace(" art ", ", Điều ").replace(" cl ", ", khoản ") if cites else ""
