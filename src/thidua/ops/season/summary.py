"""summary.json: what a season came to, read from the database."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from thidua.decisions.enums import Origin
from thidua.decisions.models import Decision
from thidua.eligibility.models import Attestation
from thidua.eligibility.queries.law import law_book
from thidua.movements.models import Season
from thidua.nominations.enums import State
from thidua.nominations.models import Nomination
from thidua.nominations.queries.standing import FIGHTER, standings
from thidua.registry.models import OrgUnit
from thidua.reports.queries import figures

_OPEN = (State.ASKED, State.TO_ATTEST, State.DEFERRED)
_PAST_THE_LAW = (State.ELIGIBLE, State.APPROVED, State.REJECTED, State.AWARDED)


def summarise(season: Season) -> dict[str, Any]:
    """The summary without warnings, certificates and timings, which the run adds."""
    rows = list(
        Nomination.objects.filter(season=season)
        .select_related("line__nomination_sheet", "submitting_unit")
        .order_by("line__nomination_sheet__file", "line__sheet", "line__row", "honour")
    )
    return {
        "season": season.code,
        "awarded": figures(season, Origin.ISSUED),
        "recorded": figures(season, Origin.RECORDED),
        "refused": [refused(one) for one in rows if one.state == State.REFUSED],
        "asked": asked([one for one in rows if one.state in _OPEN]),
        "quota": _quota(season, rows),
        "attested": _attested(season),
        "decisions": [
            {"number": d.number, "lines": d.lines.count()}
            for d in Decision.objects.filter(season=season).order_by("origin", "serial", "id")
        ],
    }


def _place(one: Nomination) -> dict[str, Any]:
    line = one.line
    return {"file": line.nomination_sheet.file, "sheet": line.sheet, "row": line.row}


def refused(one: Nomination) -> dict[str, Any]:
    return {
        **_place(one),
        "honour": one.honour,
        "reasons": one.reasons,
        "cites": one.cites,
        "sentences": one.sentences,
    }


def asked(rows: list[Nomination]) -> list[dict[str, Any]]:
    """One entry a row of a list, whatever number of honours it asks for."""
    found: dict[tuple[int, str], dict[str, Any]] = {}
    for one in rows:
        entry = found.setdefault(
            (one.line_id, one.question),
            {**_place(one), "why": one.question, "candidates": one.candidates, "honours": []},
        )
        if one.honour:
            entry["honours"].append(one.honour)
        if one.sentences:
            entry["sentences"] = one.sentences
    return list(found.values())


def _quota(season: Season, rows: list[Nomination]) -> list[dict[str, Any]]:
    """Every unit that proposed a grassroots fighter, where a cap is in force."""
    quota = law_book().quota(FIGHTER, season.received_until)
    if quota is None:
        return []
    by_unit: dict[int, list[Nomination]] = defaultdict(list)
    for one in rows:
        own = not {"duplicate_nomination", "unknown_person"} & set(one.reasons)
        if one.honour == FIGHTER and own:
            by_unit[one.submitting_unit_id].append(one)
    bases = standings(season)
    units = OrgUnit.objects.filter(id__in=by_unit).order_by("code")
    return [
        {
            "unit": unit.code,
            "name": unit.name,
            "ldtt": bases[unit.id].least if unit.id in bases else 0,
            "limit": quota.limit(bases[unit.id].least) if unit.id in bases else 0,
            "proposed": len(by_unit[unit.id]),
            "eligible": sum(_qualified(one) for one in by_unit[unit.id]),
            "awarded": sum(one.state == State.AWARDED for one in by_unit[unit.id]),
        }
        for unit in units
    ]


def _qualified(one: Nomination) -> bool:
    return one.state in _PAST_THE_LAW or one.reasons == ["over_quota"]


def _attested(season: Season) -> list[dict[str, Any]]:
    """Each finding with the number of nominees it was used for."""
    used: dict[str, set[tuple[int | None, int | None]]] = defaultdict(set)
    rows = season.nominations.exclude(verdict=None)
    for honour, person, unit in rows.values_list("honour", "person_id", "collective_id"):
        used[honour].add((person, unit))
    return [
        {
            "criterion": a.criterion,
            "by": a.by,
            "paper": a.paper,
            "persons": len(set().union(*(used[h] for h in a.honours))),
        }
        for a in Attestation.objects.filter(season=season).order_by("id")
    ]
