"""Issuing decisions of this authority and recording those of higher levels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from thidua.access.models import User
from thidua.access.queries import can
from thidua.audit.actions import record
from thidua.decisions.enums import Origin
from thidua.decisions.models import Decision, DecisionLine, NumberSeries
from thidua.documents import new_code
from thidua.eligibility.queries.law import law_book
from thidua.flow.actions import move
from thidua.honours.actions import enter_past_awards, put_on_roll, write_lines
from thidua.honours.enums import Source
from thidua.honours.models import Award
from thidua.honours.records import AwardRecord
from thidua.kernel.issues import Issue, Refused
from thidua.movements.models import Season
from thidua.nominations.enums import State
from thidua.nominations.models import Nomination
from thidua.nominations.workflow import NOMINATION
from thidua.registry.models import OrgUnit

_BEFORE_DECISION = (
    State.RECEIVED,
    State.ELIGIBLE,
    State.TO_ATTEST,
    State.DEFERRED,
    State.APPROVED,
)


@dataclass(frozen=True)
class Series:
    """The records office's series: `first` is the first number free for this season."""

    name: str
    year: int
    first: int


@transaction.atomic
def issue(
    *,
    actor: User,
    season: Season,
    honour: str,
    series: Series,
) -> Decision | None:
    """Issue one decision for all approved nominations of an honour: number, list and ledger together.

    The number is drawn under a lock on the counter's row, so that two drawers never meet and a failed act
    leaves no gap. A person who gets the higher title gives up the lower one asked for beside it, also where
    the lower one comes before the council only after the higher one was given; while the higher one is
    approved and not issued, the lower one waits. Returns none when nothing is left to issue. Raises Refused
    when the actor may not.
    """
    if not (answer := can(actor, "decision.issue", unit=season.authority)):
        raise Refused(Issue("decision.right", answer.reason))
    Season.objects.select_for_update().get(pk=season.pk)  # one decision of a season at a time
    approved, late = _without_higher(season, honour, _approved(season, honour))
    if late:
        move(NOMINATION, late, "absorb", actor=actor, unit=season.authority)
        about = f"movements.Season:{season.code}"
        record(actor=actor, verb="nominations.absorbed", subject=about, honour=honour, absorbed=len(late))
    if not approved:
        return None
    decision = _number(season, honour, series)
    awards = write_lines([_award(season, decision, one) for one in approved], on_roll=True)
    _enter_lines(decision, awards, approved)
    move(NOMINATION, approved, "award", actor=actor, unit=season.authority)
    absorbed = _absorb(actor, season, honour, approved)
    record(
        actor=actor,
        verb="decision.issued",
        subject=f"decisions.Decision:{decision.number}",
        honour=honour,
        lines=len(approved),
        absorbed=absorbed,
    )
    return decision


def _enter_lines(decision: Decision, awards: Sequence[Award], approved: Sequence[Nomination]) -> None:
    """One line a nomination, each with the code by which its certificate is verified."""
    lines = [
        DecisionLine(decision=decision, position=i, award=award, nomination=one, code=new_code())
        for i, (award, one) in enumerate(zip(awards, approved, strict=True), 1)
    ]
    DecisionLine.objects.bulk_create(lines, batch_size=1000)


def _approved(season: Season, honour: str) -> list[Nomination]:
    """Approved nominations in the order of the list: unit by unit, names in Vietnamese order."""
    rows = season.nominations.filter(honour=honour, state=State.APPROVED).select_for_update(of=("self",))
    rows = rows.select_related("person", "collective", "submitting_unit")
    return sorted(
        rows,
        key=lambda one: (
            one.submitting_unit.code,
            one.person.sort_key if one.person else "",
            one.collective.sort_key if one.collective else "",
            one.id,
        ),
    )


def _number(season: Season, honour: str, series: Series) -> Decision:
    """The decision with the next number of the series."""
    serial = _draw(season.authority, series)
    return Decision.objects.create(
        season=season,
        origin=Origin.ISSUED,
        honour=honour,
        body=season.authority.name,
        series=series.name,
        year=series.year,
        serial=serial,
        number=f"{serial}/{series.name}",
        signed_on=season.decided_on,
        signer_post=season.signer_post,
        signer_name=season.signer_name,
    )


def _draw(body: OrgUnit, series: Series) -> int:
    NumberSeries.objects.get_or_create(
        body=body, series=series.name, year=series.year, defaults={"next": series.first}
    )
    counter = NumberSeries.objects.select_for_update().get(body=body, series=series.name, year=series.year)
    serial = counter.next
    NumberSeries.objects.filter(pk=counter.pk).update(next=serial + 1)
    return serial


def _award(season: Season, decision: Decision, one: Nomination) -> AwardRecord:
    nominee = one.person or one.collective
    return AwardRecord(
        honour=one.honour,
        year=season.review_year,
        number=decision.number,
        decided_on=decision.signed_on,
        issued_by=decision.signer_post,
        name=str(nominee),
        person_id=one.person_id,
        unit_id=one.collective_id,
        unit_name=one.submitting_unit.name,
        source=Source.DECIDED,
    )


def _without_higher(
    season: Season, honour: str, approved: Sequence[Nomination]
) -> tuple[list[Nomination], list[Nomination]]:
    """Of the approved those to issue now, and those whose person was given a title that takes this one up.

    In neither are those for whom such a title is approved and not issued yet.
    """
    higher = [h.code for h in law_book().honours() if honour in h.absorbs]
    rows = season.nominations.filter(honour__in=higher, person__isnull=False)
    given = set(rows.filter(state=State.AWARDED).values_list("person_id", flat=True))
    coming = set(rows.filter(state=State.APPROVED).values_list("person_id", flat=True))
    late = [one for one in approved if one.person_id in given]
    return [one for one in approved if one.person_id not in given | coming], late


def _absorb(actor: User, season: Season, honour: str, awarded: Sequence[Nomination]) -> int:
    lower = law_book().honour(honour).absorbs
    if not lower:
        return 0
    persons = [one.person_id for one in awarded if one.person_id is not None]
    rows = list(
        season.nominations.filter(honour__in=lower, person_id__in=persons, state__in=_BEFORE_DECISION)
    )
    return move(NOMINATION, rows, "absorb", actor=actor, unit=season.authority)


@dataclass(frozen=True)
class HigherDecision:
    """A decision of a higher level with the lines that concern this authority's people and units."""

    number: str
    signed_on: date
    body: str
    lines: tuple[AwardRecord, ...]


@transaction.atomic
def record_higher(*, actor: User, season: Season, higher: HigherDecision) -> Decision:
    """Record a higher level's decision and its lines in the ledger; recording it again adds only new lines.

    Lines that an old register brought into the ledger before become the decision's. Raises Refused when the
    actor may not.
    """
    if not (answer := can(actor, "decision.record", unit=season.authority)):
        raise Refused(Issue("decision.right", answer.reason))
    decision, _ = Decision.objects.get_or_create(
        body=higher.body,
        number=higher.number,
        year=higher.signed_on.year,
        defaults={
            "season": season,
            "origin": Origin.RECORDED,
            "series": higher.number.partition("/")[2],
            "signed_on": higher.signed_on,
            "signer_post": higher.body,
        },
    )
    enter_past_awards(actor=actor, records=higher.lines)
    awards = _without_decision(higher)
    put_on_roll(awards)
    start = decision.lines.count()
    DecisionLine.objects.bulk_create(
        DecisionLine(decision=decision, position=i, award=award) for i, award in enumerate(awards, start + 1)
    )
    if awards:
        record(
            actor=actor,
            verb="decision.recorded",
            subject=f"decisions.Decision:{decision.number}",
            lines=len(awards),
        )
    return decision


def _without_decision(higher: HigherDecision) -> list[Award]:
    """The decision's lines of the ledger that no decision holds yet, in the order of its list."""
    free = Award.objects.filter(
        decision_number=higher.number, decided_on=higher.signed_on, decision_line__isnull=True
    )
    held = {(a.person_id, a.unit_id, a.honour, a.year, a.decision_number): a for a in free}
    keys = dict.fromkeys(record.key for record in higher.lines)
    return [held[key] for key in keys if key in held]
