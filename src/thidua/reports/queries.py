"""A season's figures, and the published article's beside them."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Count

from thidua.decisions.enums import Origin
from thidua.decisions.models import DecisionLine
from thidua.kernel.issues import InputFault, Issue, Place
from thidua.movements.models import Covenant, Season
from thidua.movements.queries.covenants import SIGNED

Figures = dict[str, dict[str, int]]


def figures(season: Season, origin: Origin) -> Figures:
    """Honours given by the season's decisions of that origin: honour → person and collective → number."""
    found: Figures = defaultdict(dict)
    lines = DecisionLine.objects.filter(
        decision__season=season, decision__origin=origin, award__revoked_on__isnull=True
    )
    for kind, field in (("person", "award__person"), ("collective", "award__unit")):
        rows = lines.filter(**{f"{field}__isnull": False})
        for row in rows.values("award__honour").annotate(n=Count("id")).order_by("award__honour"):
            found[row["award__honour"]][kind] = row["n"]
    return dict(found)


@dataclass(frozen=True)
class Comparison:
    """One figure of the article beside the season's."""

    honour: str
    label: str
    kind: str
    article: int
    season: int

    @property
    def equal(self) -> bool:
        return self.article == self.season


def compare(season: Season, article: Path) -> list[Comparison]:
    """Every figure of the published article beside the season's result, covenants of the launch included.

    Raises InputFault when the article's file cannot be read.
    """
    try:
        told = json.loads(article.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        issue = Issue(
            "article.unread", "không đọc được số liệu bài báo.", "Kiểm tra tệp.", Place(article.name)
        )
        raise InputFault(issue) from fault
    given: Figures = defaultdict(dict)
    for origin in Origin:
        for honour, kinds in figures(season, origin).items():
            for kind, n in kinds.items():
                given[honour][kind] = given[honour].get(kind, 0) + n
    rows = [
        Comparison(
            line["honour"],
            f"{line['label']} ({'tập thể' if kind == 'collective' else 'cá nhân'})",
            kind,
            line[kind],
            given.get(line["honour"], {}).get(kind, 0),
        )
        for line in told["figures"]
        for kind in ("collective", "person")
        if kind in line
    ]
    signed = told.get("covenants_signed_by", {}).get("count")
    if signed is not None:
        held = Covenant.objects.filter(
            movement__authority=season.authority, movement__year=told["year_launched"], state__in=SIGNED
        ).count()
        rows.append(
            Comparison("covenant", "Giao ước thi đua đã ký (xã, thị trấn)", "collective", signed, held)
        )
    return rows
