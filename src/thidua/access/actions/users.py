"""Creating users and setting passwords."""

from __future__ import annotations

from django.db import transaction

from thidua.access.models import User
from thidua.access.passwords import password_issues
from thidua.audit.actions import record
from thidua.audit.actor import Actor
from thidua.kernel.issues import Refused
from thidua.kernel.text import fold


@transaction.atomic
def create_user(*, actor: Actor, username: str, full_name: str) -> User:
    """A user without a usable password; the same name again returns the user that is there."""
    written = {"full_name": full_name, "folded_name": fold(full_name), "made_by": actor.username}
    user, created = User.objects.get_or_create(username=username, defaults=written)
    if created:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        record(actor=actor, verb="user.created", subject=f"access.User:{username}")
    return user


@transaction.atomic
def set_password(*, actor: Actor, user: User, password: str) -> None:
    """Give a user a new password; sessions opened with the old one end. Raises Refused for a weak one."""
    if issues := password_issues(password, user.username, user.full_name):
        raise Refused(*issues)
    user.set_password(password)
    user.save(update_fields=["password"])
    record(actor=actor, verb="password.set", subject=f"access.User:{user.username}")
