"""Opening a hold on a nominee and releasing it by a written finding."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from thidua.access.models import User
from thidua.access.queries import can
from thidua.audit.actions import record
from thidua.eligibility.enums import HoldKind
from thidua.eligibility.models import Hold
from thidua.kernel.issues import Issue, Refused
from thidua.registry.models import OrgUnit, Person
from thidua.registry.queries.people import unit_of_record


@transaction.atomic
def open_hold(*, actor: User, nominee: Person | OrgUnit, kind: HoldKind, from_on: date, paper: str) -> Hold:
    """Record an open process; the nominee is not considered until it is released.

    Who has `hold.write` on the nominee's unit may. Decree 152/2025 article 4 clause 4. Raises Refused when the
    actor may not, no paper is named, or a hold of the kind is open already.
    """
    _may(actor, nominee)
    if not paper.strip():
        raise Refused(Issue("hold.paper", "Chưa ghi văn bản làm căn cứ tạm dừng.", "Ghi số, ngày văn bản."))
    person, unit = _sides(nominee)
    if Hold.objects.filter(person=person, unit=unit, kind=kind, released_on__isnull=True).exists():
        raise Refused(Issue("hold.open", "Đã có tạm dừng cùng loại chưa kết thúc.", "Kết thúc lần trước đã."))
    made = Hold.objects.create(
        person=person, unit=unit, kind=kind, from_on=from_on, paper=paper.strip(), opened_by=actor.username
    )
    record(actor=actor, verb="hold.opened", subject=f"eligibility.Hold:{made.pk}", kind=kind)
    return made


@transaction.atomic
def release_hold(*, actor: User, hold: Hold, on: date, paper: str) -> Hold:
    """End a hold by the written finding that ends the process; it stays on record.

    Raises Refused when the actor may not, the finding is not named, its day lies before the hold, or the hold
    was released meanwhile.
    """
    nominee = hold.person or hold.unit
    assert nominee is not None, "a hold has its nominee (database constraint)"
    _may(actor, nominee)
    if not paper.strip():
        raise Refused(Issue("hold.finding", "Chưa ghi kết luận bằng văn bản.", "Ghi số, ngày kết luận."))
    if on < hold.from_on:
        raise Refused(Issue("hold.days", "Ngày kết luận sớm hơn ngày tạm dừng.", "Sửa lại ngày kết luận."))
    changed = Hold.objects.filter(pk=hold.pk, released_on__isnull=True).update(
        released_on=on, release_paper=paper.strip(), released_by=actor.username
    )
    if not changed:
        raise Refused(Issue("hold.released", "Tạm dừng này đã được kết thúc.", "Tải lại trang."))
    hold.refresh_from_db()
    record(actor=actor, verb="hold.released", subject=f"eligibility.Hold:{hold.pk}", kind=hold.kind)
    return hold


def _sides(nominee: Person | OrgUnit) -> tuple[Person | None, OrgUnit | None]:
    return (nominee, None) if isinstance(nominee, Person) else (None, nominee)


def _may(actor: User, nominee: Person | OrgUnit) -> None:
    unit = unit_of_record(nominee) if isinstance(nominee, Person) else nominee
    if not (answer := can(actor, "hold.write", unit=unit)):
        raise Refused(Issue("hold.right", answer.reason))
