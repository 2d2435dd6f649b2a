"""Answering rows and appraising what the answers set free, as one act."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from thidua.access.models import User
from thidua.movements.models import Season
from thidua.nominations.actions.answers import AnswerRecord, answer
from thidua.nominations.actions.appraise import appraise
from thidua.nominations.actions.cap import apply_caps
from thidua.nominations.enums import NomineeKind
from thidua.registry.queries.matching import PersonIndex


@transaction.atomic
def settle(*, actor: User, season: Season, answers: Sequence[AnswerRecord], people: PersonIndex) -> int:
    """Take the answers and judge at once what they set free. Returns how many nominations were answered.

    Raises Refused as `answer` and `appraise` do; nothing is then changed.
    """
    answered = answer(actor=actor, season=season, answers=answers, people=people)
    appraise(actor=actor, season=season, kind=NomineeKind.PERSON)
    apply_caps(actor=actor, season=season)
    appraise(actor=actor, season=season, kind=NomineeKind.COLLECTIVE)
    return answered
