"""Letters a person may read, and what a sender reads by the code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.timezone import localdate

from thidua.access.models import User
from thidua.access.queries import units_with
from thidua.movements.queries.seasons import latest_season
from thidua.publishing.enums import LetterState
from thidua.publishing.models import CitizenLetter
from thidua.registry.identity import lookup_hash, unseal
from thidua.registry.models import OrgUnit

OPEN = (LetterState.RECEIVED, LetterState.IN_HAND)
_NOTHING = "–"


@dataclass(frozen=True)
class Sender:
    """Who wrote, where they said so."""

    name: str
    contact: str


@dataclass(frozen=True)
class Tracked:
    """What the page of a code says, known or not, in the same lines."""

    sent_on: str = _NOTHING
    standing: str = "không có thư nào mang mã này"
    due: str = _NOTHING
    answer: str = _NOTHING


def portal_authority() -> OrgUnit | None:
    """Who answers for the portal: the authority of the newest season."""
    season = latest_season()
    return season.authority if season else None


def letters_of(user: User) -> QuerySet[CitizenLetter]:
    """Letters to the user's units."""
    rows = CitizenLetter.objects.filter(authority_id__in=units_with(user, "letter.read"))
    return rows.select_related("authority")


def code_hash(code: str) -> str:
    return lookup_hash(f"letter:{code}")


def tracked(code: str) -> Tracked:
    """What the sender of this code reads: one query, whether there is such a letter or not."""
    one = CitizenLetter.objects.filter(code_hash=code_hash(code)).first()
    if one is None:
        return Tracked()
    is_open = one.state in OPEN
    return Tracked(
        sent_on=_written(localdate(one.sent_at)),
        standing=str(LetterState(one.state).label),
        due=_written(one.answer_until) if is_open else _NOTHING,
        answer=_NOTHING if is_open else one.answer,
    )


def _written(on: date) -> str:
    return f"{on:%d/%m/%Y}"


def sender_of(letter: CitizenLetter) -> Sender:
    """For whoever answers the letter; empty where nothing was given."""
    held = (letter.sender_sealed, letter.contact_sealed)
    name, contact = (unseal(bytes(sealed)) if sealed else "" for sealed in held)
    return Sender(name, contact)
