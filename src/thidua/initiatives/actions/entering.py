"""Entering what initiative councils decided."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from thidua.audit.actions import record
from thidua.audit.actor import Actor
from thidua.initiatives.models import Initiative, InitiativeAuthor
from thidua.initiatives.records import InitiativeRecord
from thidua.kernel.issues import InputFault, Issue
from thidua.registry.queries.people import ids_by_code
from thidua.registry.queries.units import UnitIndex

_DECIDED = ("scope", "recognised", "year", "decision_number", "decided_on")
_FOUND_LATER = ("applied", "replicable")


@transaction.atomic
def enter_initiatives(*, actor: Actor, records: Sequence[InitiativeRecord], units: UnitIndex) -> int:
    """Enter initiatives with their authors; an initiative is known by its code. Returns new authorships.

    What a council decided later (result, scope, year, decision) corrects the initiative on record; a list
    without an answer takes none away. Raises InputFault for an author nobody carries the code of, and for
    one code with two answers.
    """
    people = ids_by_code()
    _check(records, people)
    held = {i.code: i for i in Initiative.objects.all()}
    first = {r.code: r for r in reversed(records)}
    new = [Initiative(code=r.code, **_values(r, units)) for r in first.values() if r.code not in held]
    changed = [held[r.code] for r in first.values() if r.code in held and _correct(held[r.code], r)]
    Initiative.objects.bulk_create(new)
    Initiative.objects.bulk_update(changed, (*_DECIDED, *_FOUND_LATER), batch_size=500)
    held |= {i.code: i for i in new}
    authored = set(InitiativeAuthor.objects.values_list("initiative_id", "person_id"))
    authors = {
        key: InitiativeAuthor(initiative_id=key[0], person_id=key[1], share=r.share)
        for r in records
        if (key := (held[r.code].id, people[r.author_code])) not in authored
    }
    InitiativeAuthor.objects.bulk_create(authors.values())
    if authors or changed:
        record(
            actor=actor,
            verb="initiatives.entered",
            subject="initiatives.Initiative",
            created=len(new),
            changed=len(changed),
            authors=len(authors),
        )
    return len(authors)


def _values(r: InitiativeRecord, units: UnitIndex) -> dict[str, object]:
    return {
        "title": r.title,
        "unit": units.find(r.unit),
        "scope": r.scope,
        "recognised": r.recognised,
        "applied": r.applied,
        "replicable": r.replicable,
        "year": r.year,
        "decision_number": r.number,
        "decided_on": r.decided_on,
    }


def _correct(initiative: Initiative, r: InitiativeRecord) -> bool:
    """Take over what the council decided; whether anything changed. A record without an answer has none."""
    said: dict[str, object] = {
        field: answer for field in _FOUND_LATER if (answer := getattr(r, field)) is not None
    }
    if r.recognised is not None:
        said |= zip(_DECIDED, (r.scope, r.recognised, r.year, r.number, r.decided_on), strict=True)
    changes = {field: value for field, value in said.items() if value != getattr(initiative, field)}
    for field, value in changes.items():
        setattr(initiative, field, value)
    return bool(changes)


def _check(records: Sequence[InitiativeRecord], people: dict[str, int]) -> None:
    answers: dict[str, tuple[bool | None, int]] = {}
    issues = []
    for r in records:
        if r.author_code not in people:
            message = f"không có mã cán bộ “{r.author_code}” trong danh bạ."
            issues.append(Issue("initiative.author", message, "Sửa mã tác giả.", r.place))
        if answers.setdefault(r.code, (r.recognised, r.year)) != (r.recognised, r.year):
            message = f"sáng kiến {r.code} có hai kết quả khác nhau."
            issues.append(Issue("initiative.two", message, "Giữ lại một kết quả.", r.place))
    if issues:
        raise InputFault(*issues)
