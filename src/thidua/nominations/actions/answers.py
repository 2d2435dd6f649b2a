"""A person's answers to what may not be guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from thidua.access.models import User
from thidua.access.queries import can
from thidua.audit.actions import record
from thidua.audit.bulk import store_fields
from thidua.kernel.issues import Issue, Place, Refused
from thidua.movements.models import Season
from thidua.nominations.actions.identify import Sorting, settle_duplicates, store
from thidua.nominations.enums import NomineeKind, Question, State
from thidua.nominations.models import Nomination
from thidua.registry.queries.matching import PersonIndex


@dataclass(frozen=True)
class AnswerRecord:
    """Who the row means (a person's code), or the place in the list's order of priority, or both."""

    file: str
    sheet: str
    row: int
    person: str = ""
    priority: int | None = None


_WHO = (Question.SAME_NAME, Question.ID_MISMATCH, Question.NEAR_NAME, Question.OTHER_UNIT)


@transaction.atomic
def answer(*, actor: User, season: Season, answers: Sequence[AnswerRecord], people: PersonIndex) -> int:
    """Take answers for rows that ask; a row whose nominee is named goes on, a rank waits for `apply_caps`.

    Returns how many nominations were answered. An answer for a row that asks nothing any more is passed
    over; two rows answered with one person end as one row and a duplicate. Raises Refused when the actor may
    not, when the file has no such row, when nobody carries the code, or when a row is answered twice.
    """
    if not (allowed := can(actor, "nomination.answer", unit=season.authority)):
        raise Refused(Issue("answer.right", allowed.reason))
    by_place: dict[tuple[str, str, int], list[Nomination]] = {}
    rows = season.nominations.select_related("line__nomination_sheet", "submitting_unit").order_by("id")
    for one in rows:
        line = one.line
        by_place.setdefault((line.nomination_sheet.file, line.sheet, line.row), []).append(one)
    sorting, homes = Sorting(), dict[int, int | None]()
    named: list[Nomination] = []
    ranked: list[Nomination] = []
    _check_once(answers)
    for given in answers:
        place = Place(given.file, given.sheet, given.row)
        at_row = by_place.get((given.file, given.sheet, given.row))
        if not at_row:
            raise Refused(
                Issue("answer.row", "không có dòng này trong các danh sách.", "Sửa câu trả lời.", place)
            )
        asking = [n for n in at_row if n.state == State.ASKED]
        ranked += _ranked(given, asking)
        named += _named(given, asking, people, homes, place)
    in_order = sorted(named, key=lambda one: (one.line.nomination_sheet.file, one.line_id, one.id))
    settle_duplicates(season, in_order, sorting, homes, confirmed=True)
    store(sorting, actor, season)
    store_fields(ranked, ["priority"])
    answered = len(named) + len(ranked)
    if answered:
        record(
            actor=actor,
            verb="nominations.answered",
            subject=f"movements.Season:{season.code}",
            answered=answered,
        )
    return answered


def _check_once(answers: Sequence[AnswerRecord]) -> None:
    """Raises Refused when two answers for one row say different things."""
    said: dict[tuple[str, str, int], AnswerRecord] = {}
    for given in answers:
        if said.setdefault((given.file, given.sheet, given.row), given) != given:
            place = Place(given.file, given.sheet, given.row)
            raise Refused(
                Issue("answer.twice", "dòng này có hai câu trả lời khác nhau.", "Giữ lại một câu.", place)
            )


def _named(
    given: AnswerRecord,
    asking: Sequence[Nomination],
    people: PersonIndex,
    homes: dict[int, int | None],
    place: Place,
) -> list[Nomination]:
    """Nominations of the row whose nominee this answer names."""
    meant = [n for n in asking if n.question in _WHO and n.kind == NomineeKind.PERSON]
    if not given.person or not meant:
        return []
    known = people.by_code.get(given.person)
    if known is None:
        message = f"không có mã cán bộ “{given.person}” trong danh bạ."
        raise Refused(Issue("answer.person", message, "Sửa câu trả lời.", place))
    homes[known.person.id] = known.unit_id
    for one in meant:
        one.person, one.question = known.person, ""
    return meant


def _ranked(given: AnswerRecord, asking: Sequence[Nomination]) -> list[Nomination]:
    """Nominations of the row that get another rank by this answer. They stay asked: the cap weighs the whole
    list of the unit, so that nobody gains by being answered first."""
    if given.priority is None:
        return []
    changed = [n for n in asking if n.question == Question.PRIORITY and n.priority != given.priority]
    for one in changed:
        one.priority = given.priority
    return changed
