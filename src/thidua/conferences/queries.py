"""Which conferences a person may read, their programme with hours, and the script of the awards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import QuerySet

from thidua.access.models import User
from thidua.access.queries import units_with
from thidua.conferences.enums import HandoverState
from thidua.conferences.models import Conference, PresentedAward, ProgrammeItem
from thidua.eligibility.queries.law import law_book
from thidua.honours.models import Award
from thidua.kernel.numbers import day, number

TURN = 10  # so many stand on the stage at once


@dataclass(frozen=True)
class Turn:
    """Those called to the stage together."""

    number: int
    rows: tuple[PresentedAward, ...]


@dataclass(frozen=True)
class Called:
    """One honour by one decision: the words read out, and the turns in which its recipients come up."""

    honour: str
    label: str
    words: str
    turns: tuple[Turn, ...]
    total: int


def conferences_of(user: User) -> QuerySet[Conference]:
    """Those of the user's units."""
    rows = Conference.objects.filter(authority_id__in=units_with(user, "conference.read"))
    return rows.select_related("authority", "season", "movement")


def with_hours(conference: Conference) -> list[tuple[time, ProgrammeItem]]:
    """The programme with the hour at which each part begins."""
    moment = datetime.combine(conference.held_on, conference.begins_at)
    found = []
    for item in conference.programme.all():
        found.append((moment.time(), item))
        moment += timedelta(minutes=item.minutes)
    return found


def to_present(conference: Conference) -> QuerySet[Award]:
    """Standing awards of the reviewed year that are on no conference's list yet."""
    if conference.season is None:
        return Award.objects.none()
    of_season = Award.objects.filter(decision_line__decision__season=conference.season)
    return of_season.filter(revoked_on__isnull=True, presented__isnull=True)


def script(conference: Conference) -> list[Called]:
    """What is read out, from the highest honour to the lowest; collectives stand before persons. What was revoked since
    it was put on the list is not."""
    rows = conference.presented.filter(award__revoked_on=None).select_related("award")
    rows = rows.order_by("award__name_written", "pk")
    groups: defaultdict[tuple[str, str, bool], list[PresentedAward]] = defaultdict(list)
    for row in rows:
        one = row.award
        groups[one.honour, one.decision_number, one.person_id is not None].append(row)
    place = {honour.code: at for at, honour in enumerate(law_book().honours())}
    ordered = sorted(groups.items(), key=lambda group: (place.get(group[0][0], len(place)), group[0][2]))
    return [_called(honour, is_person, held) for (honour, _, is_person), held in ordered]


def _called(honour: str, is_person: bool, rows: Sequence[PresentedAward]) -> Called:
    award, label = rows[0].award, law_book().label(honour)
    who = "cá nhân" if is_person else "tập thể"
    words = (
        f"Quyết định số {award.decision_number} ngày {day(award.decided_on)} của {award.issued_by}. "
        f"Kính mời {number(len(rows))} {who} có tên sau đây lên nhận {label}."
    )
    turns = tuple(Turn(at // TURN + 1, tuple(rows[at : at + TURN])) for at in range(0, len(rows), TURN))
    return Called(honour, label, words, turns, len(rows))


def handed(conference: Conference) -> dict[str, int]:
    """How many awards, but for revoked ones, are in each state of the handing over."""
    states = list(conference.presented.filter(award__revoked_on=None).values_list("state", flat=True))
    return {str(state): states.count(state) for state in HandoverState.values}
