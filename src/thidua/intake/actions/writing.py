"""What a file says, written: each kind by the writes of its own room. Tried first, and rolled back, for the preview."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction

from thidua.access.models import User
from thidua.access.queries import units_with
from thidua.honours.actions import write_lines
from thidua.honours.queries import new_lines
from thidua.intake.actions.keeping import Watched, keep, watched
from thidua.intake.enums import IntakeKind
from thidua.intake.models import Intake
from thidua.intake.queries.kinds import KINDS
from thidua.intake.queries.reading import read_rows, told
from thidua.intake.queries.scope import within
from thidua.intake.queries.tying import Tell, tie
from thidua.intake.records import Checked
from thidua.kernel.issues import InputFault, Issue
from thidua.kernel.sheets import Sheet
from thidua.registry.actions.people import write_people
from thidua.registry.actions.positions import write_positions
from thidua.registry.actions.standing import write_disciplines, write_ratings
from thidua.registry.actions.units import write_units
from thidua.registry.imports.units import parents_by_code
from thidua.registry.queries.people import ids_by_code
from thidua.registry.queries.tree import descendant_ids
from thidua.registry.records import Entered

_ROUNDS = 5  # of faults that come to light only when others are out of the way


def check(intake: Intake, sheets: list[Sheet], actor: User, tell: Tell) -> Checked:
    """What the file comes to for this actor; nothing is written."""
    rows, wrong = read_rows(intake, sheets)
    allowed = descendant_ids([intake.unit_id]) & units_with(actor, "intake.manage")
    if intake.kind == IntakeKind.AWARDS:
        wrong += tie(rows, allowed, tell)
        records = [record for row in rows for record in row.records]
        created = len(new_lines(records))
        return Checked(rows, wrong, created, 0, len(records) - created, records)
    if intake.kind == IntakeKind.UNITS:
        parents = {one.place: one for one in parents_by_code([r for row in rows for r in row.records])}
        for row in rows:
            row.records = tuple(parents[one.place] for one in row.records)
    wrong += within(intake.kind, rows, allowed)
    found = Checked(rows, wrong)
    _try(intake, found)
    return found


def _try(intake: Intake, found: Checked) -> None:
    """Write the right rows and take them back, which tells how many are new; faults that shows are added."""
    kind = KINDS[intake.kind]
    for _ in range(_ROUNDS):
        bad = found.wrong_rows
        found.records = [r for row in found.rows if (row.sheet, row.number) not in bad for r in row.records]
        entered, issues = trial(intake.kind, found.records)
        found.wrong += [told(issue, kind) for issue in issues]
        if entered is not None:
            found.created, found.changed, found.same = entered.created, entered.changed, entered.unchanged
            return


def trial(kind: str, records: Sequence[Any]) -> tuple[Entered | None, tuple[Issue, ...]]:
    """What writing would do, or what stands in its way."""
    try:
        with transaction.atomic():
            entered = _WRITES[kind](records)
            transaction.set_rollback(True)
            return entered, ()
    except InputFault as fault:
        return None, fault.issues


def write(intake: Intake, records: Sequence[Any]) -> Entered:
    """Write the records inside the caller's transaction and keep which rows that made, changed or removed."""
    if intake.kind == IntakeKind.AWARDS:
        lines = write_lines(new_lines(records))
        keep(intake, [Watched("honours_award", "id = ANY(%s)", ([line.pk for line in lines],))], before=False)
        return Entered(len(lines), 0, len(records) - len(lines))
    tables = _watch(intake.kind, records)
    with watched(intake, tables):
        return _WRITES[intake.kind](records)


def _write_ratings(records: Sequence[Any]) -> Entered:
    persons = [record for key, record in records if key == "person"]
    return write_ratings(persons, [record for key, record in records if key == "unit"])


_WRITES: dict[str, Callable[[Sequence[Any]], Entered]] = {
    IntakeKind.UNITS: write_units,
    IntakeKind.PEOPLE: write_people,
    IntakeKind.POSITIONS: write_positions,
    IntakeKind.RATINGS: _write_ratings,
    IntakeKind.DISCIPLINES: write_disciplines,
}


def _watch(kind: str, records: Sequence[Any]) -> list[Watched]:
    """The rows of tables that writing the records can touch; what others refer to stands first."""
    if kind == IntakeKind.UNITS:
        return [Watched("registry_orgunit", "code = ANY(%s)", ([r.code for r in records],))]
    if kind == IntakeKind.PEOPLE:
        codes = ([r.code for r in records],)
        theirs = "person_id IN (SELECT id FROM registry_person WHERE code = ANY(%s))"
        return [
            Watched("registry_person", "code = ANY(%s)", codes),
            Watched("registry_post", theirs, codes),
            Watched("registry_personnumber", theirs, codes),
        ]
    ids = ids_by_code()
    if kind == IntakeKind.RATINGS:
        codes = ([r.code for key, r in records if key == "unit"],)
        persons = ([ids[r.code] for key, r in records if key == "person"],)
        where = "person_id = ANY(%s) OR unit_id IN (SELECT id FROM registry_orgunit WHERE code = ANY(%s))"
        return [Watched("registry_performancerating", where, (*persons, *codes))]
    table = {
        IntakeKind.POSITIONS: "registry_leadingpost",
        IntakeKind.DISCIPLINES: "registry_discipline",
    }
    return [Watched(table[IntakeKind(kind)], "person_id = ANY(%s)", ([ids[r.person_code] for r in records],))]
