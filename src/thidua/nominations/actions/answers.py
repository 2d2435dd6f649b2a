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
from thidua.registry.models import Person
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
    """Take answers for rows that ask; an answered row goes on. Returns how many nominations were answered.

    An answer for a row that asks nothing any more is passed over. Raises Refused when the actor may not, when
    the file has no such row, when nobody carries the code, or when two rows were answered with one person.
    """
    if not (allowed := can(actor, "nomination.answer", unit=season.authority)):
        raise Refused(Issue("answer.right", allowed.reason))
    by_place: dict[tuple[str, str, int], list[Nomination]] = {}
    rows = season.nominations.select_related("line__nomination_sheet", "submitting_unit").order_by("id")
    for one in rows:
        line = one.line
        by_place.setdefault((line.nomination_sheet.file, line.sheet, line.row), []).append(one)
    sorting, homes = Sorting(), dict[int, int | None]()
    found: list[Nomination] = []
    for given in answers:
        place = Place(given.file, given.sheet, given.row)
        at_row = by_place.get((given.file, given.sheet, given.row))
        if not at_row:
            raise Refused(
                Issue("answer.row", "không có dòng này trong các danh sách.", "Sửa câu trả lời.", place)
            )
        asking = [n for n in at_row if n.state == State.ASKED]
        found += _answered(given, asking, people, homes, place)
    settle_duplicates(season, found, sorting, homes)
    _confirm_other_units(sorting)
    for one in found:
        one.question = ""
    store(sorting, actor, season)
    store_fields(found, ["priority"])
    if found:
        record(
            actor=actor,
            verb="nominations.answered",
            subject=f"movements.Season:{season.code}",
            answered=len(found),
        )
    return len(found)


def _answered(
    given: AnswerRecord,
    asking: Sequence[Nomination],
    people: PersonIndex,
    homes: dict[int, int | None],
    place: Place,
) -> list[Nomination]:
    """Nominations of the row that this answer settles."""
    settled = []
    for one in asking:
        if one.question in _WHO and given.person and one.kind == NomineeKind.PERSON:
            known = people.by_code.get(given.person)
            if known is None:
                message = f"không có mã cán bộ “{given.person}” trong danh bạ."
                raise Refused(Issue("answer.person", message, "Sửa câu trả lời.", place))
            one.person = known.person
            homes[known.person.id] = (
                one.submitting_unit_id if one.question == Question.OTHER_UNIT else known.unit_id
            )
            settled.append(one)
        elif one.question == Question.PRIORITY and given.priority is not None:
            one.priority = given.priority
            if one.person_id is not None:
                homes[one.person_id] = one.submitting_unit_id
            settled.append(one)
    return settled


def _confirm_other_units(sorting: Sorting) -> None:
    """A person named by a human though of another unit of record is taken: that was the question."""
    for one in list(sorting.ask):
        code = one.candidates[0] if one.candidates else ""
        one.person = Person.objects.get(code=code)
        one.question = ""
        sorting.ask.remove(one)
        sorting.receive.append(one)
