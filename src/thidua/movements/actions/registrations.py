"""A unit's register of titles: lines put in and taken out, sent up, taken in or returned."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from thidua.access.models import User
from thidua.audit.actions import record
from thidua.flow.actions import move
from thidua.kernel.issues import Issue, Refused
from thidua.movements.actions.naming import permit
from thidua.movements.enums import RegistrationState
from thidua.movements.models import (
    EmulationMovement,
    EmulationRegistration,
    RegistrationLine,
    RegistrationSheet,
)
from thidua.movements.workflow import REGISTRATION
from thidua.registry.models import OrgUnit, Person
from thidua.registry.queries.people import people_of
from thidua.registry.queries.tree import descendant_ids

_OPEN = (RegistrationState.DRAFT, RegistrationState.RETURNED)


@transaction.atomic
def open_registration(
    *, actor: User, unit: OrgUnit, year: int, movement: EmulationMovement | None = None
) -> RegistrationSheet:
    """The unit's register of the year, begun when there is none. Raises Refused when the actor may not."""
    permit(actor, "registration.write", unit)
    sheet, created = RegistrationSheet.objects.get_or_create(
        unit=unit, year=year, defaults={"movement": movement}
    )
    if created:
        record(actor=actor, verb="registration.opened", subject=f"movements.RegistrationSheet:{sheet.pk}")
    return sheet


@transaction.atomic
def register_honour(
    *,
    actor: User,
    sheet: RegistrationSheet,
    honour: str,
    person: Person | None = None,
    collective: OrgUnit | None = None,
) -> RegistrationLine:
    """Put one person of the unit, or the unit or one below it, on the register for an honour; a second time is none.

    Raises Refused when the actor may not, once the register is sent, and for somebody who is not of the unit.
    """
    _permit_open(actor, sheet)
    reach = descendant_ids([sheet.unit_id])
    if person is not None and not people_of(reach).filter(pk=person.pk).exists():
        message = f"{person.full_name} không thuộc {sheet.unit.name}."
        raise Refused(Issue("registration.person", message, "Chọn người của đơn vị."))
    if collective is not None and collective.pk not in reach:
        message = f"{collective.name} không thuộc {sheet.unit.name}."
        raise Refused(Issue("registration.collective", message, "Chọn tập thể của đơn vị."))
    line, created = RegistrationLine.objects.get_or_create(
        sheet=sheet, person=person, collective=collective, honour=honour
    )
    if created:
        record(
            actor=actor,
            verb="registration.line_added",
            subject=f"movements.RegistrationSheet:{sheet.pk}",
            honour=honour,
        )
    return line


@transaction.atomic
def take_off(*, actor: User, line: RegistrationLine) -> None:
    """Take a line off a register that is not sent. Raises Refused when the actor may not, and once it is sent."""
    _permit_open(actor, line.sheet)
    record(
        actor=actor,
        verb="registration.line_removed",
        subject=f"movements.RegistrationSheet:{line.sheet_id}",
        honour=line.honour,
    )
    line.delete()


@transaction.atomic
def send_registration(*, actor: User, sheet: RegistrationSheet, on: date) -> None:
    """Send the register up. Raises Refused when the actor may not, for an empty one, and for one sent already."""
    RegistrationSheet.objects.filter(pk=sheet.pk).update(sent_on=on)
    move(REGISTRATION, [sheet], "send", actor=actor, unit=sheet.unit)
    sheet.sent_on = on
    record(actor=actor, verb="registration.sent", subject=f"movements.RegistrationSheet:{sheet.pk}")


@transaction.atomic
def answer_registration(*, actor: User, sheet: RegistrationSheet, accept: bool, reason: str = "") -> None:
    """Take a register in, whereby the unit counts as registered for the year, or return it with a reason.

    Raises Refused when the actor may not, for one that is not sent, and for a return without a reason.
    """
    if not accept and not reason:
        raise Refused(Issue("registration.why", "Chưa ghi lý do trả lại.", "Ghi lý do rồi làm lại."))
    RegistrationSheet.objects.filter(pk=sheet.pk).update(reason="" if accept else reason)
    move(REGISTRATION, [sheet], "accept" if accept else "return", actor=actor, unit=sheet.unit)
    if accept:
        persons = sheet.lines.filter(person__isnull=False).values("person").distinct().count()
        EmulationRegistration.objects.get_or_create(
            unit=sheet.unit,
            year=sheet.year,
            defaults={"registered_on": sheet.sent_on, "persons": persons},
        )
    record(
        actor=actor,
        verb="registration.accepted" if accept else "registration.returned",
        subject=f"movements.RegistrationSheet:{sheet.pk}",
    )


def _permit_open(actor: User, sheet: RegistrationSheet) -> None:
    """Locks the register. Raises Refused without the right, and once it is sent."""
    permit(actor, "registration.write", sheet.unit)
    held = RegistrationSheet.objects.select_for_update().get(pk=sheet.pk)
    if held.state not in _OPEN:
        message = f"Bản đăng ký ở bước “{held.get_state_display()}” nên không sửa được."
        raise Refused(Issue("registration.fixed", message, "Đề nghị cơ quan thường trực trả lại để sửa."))
