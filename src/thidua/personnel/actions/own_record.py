"""A person with an account finds the own record, sees it once the office confirmed, and says what is wrong in it."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.timezone import localdate

from thidua.access.models import User
from thidua.audit.actions import record
from thidua.flow.actions import move
from thidua.kernel.days import after_working_days
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.text import fold, tidy
from thidua.personnel.enums import ClaimState, FaultAbout
from thidua.personnel.models import FaultReport, RecordClaim
from thidua.personnel.queries.own_record import own_person
from thidua.personnel.workflow import CLAIM, CLAIM_WORKING_DAYS, FAULT, FAULT_WORKING_DAYS
from thidua.registry import identity
from thidua.registry.models import OrgUnit, Person
from thidua.registry.queries.people import owners, unit_of_record

CLAIMS_A_DAY = 5  # guesses at somebody else's number lead nowhere


@transaction.atomic
def claim_record(*, actor: User, number: str, name: str, born_on: date, unit: OrgUnit) -> RecordClaim:
    """Say which record is one's own, by number, name and day of birth; the office of the unit confirms it.

    The answer never tells whether a record fits: a claim without one is kept just so, for the office to look.
    Raises Refused for a number that is none, an empty name, a claim under way, and after CLAIMS_A_DAY of a day.
    """
    number, name = identity.read_number(number), tidy(name)
    if not (kind := identity.kind_of(number)) or not name:
        said = "Chưa ghi đủ họ tên và số căn cước (12 số), chứng minh nhân dân (9 số) hoặc hộ chiếu."
        raise Refused(Issue("claim.number", said, "Ghi lại."))
    User.objects.select_for_update().get(pk=actor.pk)
    _check_free(actor)
    made = RecordClaim.objects.create(
        user=actor,
        unit=unit,
        person=_fitting(number, name, born_on),
        name_given=name,
        born_given=born_on,
        last_digits=identity.shown(number),
        answer_until=after_working_days(localdate(), CLAIM_WORKING_DAYS),
    )
    record(actor=actor, verb="record.claimed", subject=f"personnel.RecordClaim:{made.pk}", number=kind)
    return made


def _check_free(actor: User) -> None:
    held = actor.claims.filter(state__in=[ClaimState.PROPOSED, ClaimState.ACCEPTED]).first()
    if held is not None:
        said = f"Đã có yêu cầu: {held.get_state_display().lower()}."
        raise Refused(Issue("claim.open", said, "Chờ cơ quan thường trực trả lời."))
    if actor.claims.filter(at__gte=timezone.now() - timedelta(days=1)).count() >= CLAIMS_A_DAY:
        said = f"Đã gửi {CLAIMS_A_DAY} yêu cầu trong 24 giờ."
        raise Refused(Issue("claim.many", said, "Gửi lại ngày mai, hoặc liên hệ cơ quan thường trực."))


def _fitting(number: str, name: str, born_on: date) -> Person | None:
    """The person of the number when name and birth agree with the record."""
    found = owners([identity.lookup_hash(number)])
    person = Person.objects.filter(pk__in=list(found.values())).first()
    if person is None or fold(name) not in {
        person.folded_name,
        *person.names.values_list("folded_name", flat=True),
    }:
        return None
    agrees = person.born_on == born_on if person.born_on else person.birth_year == born_on.year
    return person if agrees else None


@transaction.atomic
def accept_claim(*, actor: User, claim: RecordClaim, person: Person) -> RecordClaim:
    """The record is the claimant's. Who has `claim.answer` on the person's unit of record may.

    Raises Refused without the right, for an answered claim, a merged record, and one that is somebody else's.
    """
    if person.merged_into_id is not None:
        raise Refused(
            Issue("claim.merged", f"Hồ sơ {person.code} đã gộp vào hồ sơ khác.", "Ghi mã hồ sơ được giữ.")
        )
    claim.person = person
    claim.save(update_fields=["person"])
    try:
        with transaction.atomic():
            move(CLAIM, [claim], "accept", actor=actor, unit=unit_of_record(person) or claim.unit)
    except IntegrityError as fault:
        said = f"Hồ sơ {person.code} đã được xác nhận cho tài khoản khác."
        raise Refused(Issue("claim.taken", said, "Kiểm tra lại cả hai tài khoản.")) from fault
    _answered(claim, actor)
    record(
        actor=actor, verb="record.confirmed", subject=f"personnel.RecordClaim:{claim.pk}", person=person.code
    )
    return claim


@transaction.atomic
def refuse_claim(*, actor: User, claim: RecordClaim, reason: str) -> RecordClaim:
    """The record is not the claimant's, also when it was confirmed before. Who has `claim.answer` on the unit may.
    Raises Refused without the right or a reason."""
    claim.reason = tidy(reason)
    where = (unit_of_record(claim.person) if claim.person else None) or claim.unit
    move(CLAIM, [claim], "refuse", actor=actor, unit=where)
    claim.save(update_fields=["reason"])
    _answered(claim, actor)
    record(actor=actor, verb="record.not_confirmed", subject=f"personnel.RecordClaim:{claim.pk}")
    return claim


def _answered(claim: RecordClaim, actor: User) -> None:
    claim.answered_by, claim.answered_at = actor.username, timezone.now()
    claim.save(update_fields=["answered_by", "answered_at"])


@transaction.atomic
def report_fault(*, actor: User, about: FaultAbout, text: str) -> FaultReport:
    """Say what is wrong in one's own record. Raises Refused without a confirmed record or without a text."""
    person = own_person(actor)
    if person is None:
        raise Refused(Issue("fault.nobody", "Chưa có hồ sơ được xác nhận.", "Gửi yêu cầu nhận hồ sơ trước."))
    if not tidy(text):
        raise Refused(Issue("fault.empty", "Chưa ghi chỗ sai.", "Ghi chỗ sai và giấy tờ chứng minh."))
    made = FaultReport.objects.create(
        person=person,
        user=actor,
        about=about,
        text=tidy(text),
        answer_until=after_working_days(localdate(), FAULT_WORKING_DAYS),
    )
    record(actor=actor, verb="fault.reported", subject=f"personnel.FaultReport:{made.pk}", about=about)
    return made


@transaction.atomic
def answer_fault(*, actor: User, report: FaultReport, mended: bool, answer: str) -> FaultReport:
    """What became of a report. Who has `fault.answer` on the person's unit may. Raises Refused without the right or
    an answer, and for one answered before."""
    report.answer = tidy(answer)
    unit = unit_of_record(report.person)
    move(FAULT, [report], "mend" if mended else "keep", actor=actor, unit=unit)
    report.answered_by, report.answered_at = actor.username, timezone.now()
    report.save(update_fields=["answer", "answered_by", "answered_at"])
    record(actor=actor, verb="fault.answered", subject=f"personnel.FaultReport:{report.pk}", mended=mended)
    return report
