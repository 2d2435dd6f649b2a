"""Creating users and giving roles."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from thidua.access.enums import Role
from thidua.access.models import Grant, User
from thidua.audit.actions import record
from thidua.audit.actor import Actor
from thidua.kernel.issues import Issue, Refused
from thidua.registry.models import OrgUnit


@transaction.atomic
def create_user(*, actor: Actor, username: str, full_name: str) -> User:
    """A user without a usable password; the same name again returns the user that is there."""
    user, created = User.objects.get_or_create(username=username, defaults={"full_name": full_name})
    if created:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        record(actor=actor, verb="user.created", subject=f"access.User:{username}")
    return user


@transaction.atomic
def grant(
    *, actor: Actor, user: User, role: Role, unit: OrgUnit, from_on: date, until_on: date | None = None
) -> Grant:
    """Give a role on a unit; giving the same again changes nothing.

    Raises Refused on days out of order, and when the role is given already with another last day: a grant is
    not ended or drawn out by giving it again.
    """
    if until_on is not None and until_on < from_on:
        raise Refused(Issue("grant.days", "Ngày kết thúc quyền sớm hơn ngày bắt đầu.", "Sửa lại hai ngày."))
    given, created = Grant.objects.get_or_create(
        user=user, role=role, unit=unit, from_on=from_on, defaults={"until_on": until_on}
    )
    if given.until_on != until_on:
        raise Refused(
            Issue("grant.given", "Quyền này đã được giao với ngày kết thúc khác.", "Thu hồi trước.")
        )
    if created:
        record(
            actor=actor, verb="grant.given", subject=f"access.User:{user.username}", role=role, unit=unit.code
        )
    return given


@transaction.atomic
def set_password(*, actor: Actor, user: User, password: str) -> None:
    """Give a user a new password; sessions opened with the old one end."""
    user.set_password(password)
    user.save(update_fields=["password"])
    record(actor=actor, verb="password.set", subject=f"access.User:{user.username}")
