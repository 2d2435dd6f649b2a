"""Signing in and out: every try in the log, wrong ones counted in the database, where all processes see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from thidua.access.models import SignInFailure, User
from thidua.access.queries.accounts import SUBJECT
from thidua.access.totp import matching_step
from thidua.audit.actions import record
from thidua.audit.actor import Actor
from thidua.registry.identity import lookup_hash, unseal

WRONG_TRIES, WITHIN, LOCKED_FOR = 5, timedelta(minutes=15), timedelta(minutes=15)
WRONG_OF_ADDRESS, OF_ADDRESS_WITHIN = 20, timedelta(minutes=1)
_LONGEST = 1000  # a longer password is nobody's and would only cost time


@dataclass(frozen=True)
class Visitor:
    """Whoever has not signed in yet."""

    username: str = ""


@transaction.atomic
def prove_password(*, actor: Actor, username: str, password: str, address: str) -> User | None:
    """The user whose name and password these are; none for every way to be wrong, which are not told apart.

    Each failure is counted and logged. The fifth of an account within 15 minutes locks it for 15 minutes, in which
    nothing is right; twenty from one address within a minute make it wait for the rest of the minute.
    """
    now = timezone.now()
    if _is_slowed(address, now):
        return None
    user = User.objects.select_for_update().filter(username=username).first()
    # Somebody nobody knows costs the same time.
    right = (user or User(password="!")).check_password(password[:_LONGEST])
    if user is None:
        _failed(actor, None, address, now, "name")
    elif user.locked_until is not None and user.locked_until > now:
        _failed(actor, user, address, now, "locked")
    elif not user.is_active:
        _failed(actor, user, address, now, "off")
    elif not right:
        _failed(actor, user, address, now, "password")
    else:
        return user
    return None


@transaction.atomic
def prove_code(*, actor: User, code: str, address: str) -> bool:
    """Whether this is a code of the second step that was not used yet, or a recovery code, which is then used up.

    Wrong codes count like wrong passwords.
    """
    now = timezone.now()
    if _is_slowed(address, now):
        return False
    user = User.objects.select_for_update().get(pk=actor.pk)
    if not user.is_active or (user.locked_until is not None and user.locked_until > now):
        _failed(actor, user, address, now, "locked")
        return False
    typed = "".join(sign for sign in code if sign.isalnum()).upper()[:_LONGEST]
    if _takes_step(user, typed, now) or _takes_recovery(user, typed, address, now):
        return True
    _failed(actor, user, address, now, "code")
    return False


def _takes_step(user: User, typed: str, now: datetime) -> bool:
    if user.totp_since is None or user.totp_sealed is None or not typed.isascii():
        return False
    step = matching_step(unseal(bytes(user.totp_sealed)), typed, now.timestamp(), after=user.totp_step)
    if step is None:
        return False
    user.totp_step = step
    user.save(update_fields=["totp_step"])
    return True


def _takes_recovery(user: User, typed: str, address: str, now: datetime) -> bool:
    code = user.recovery_codes.filter(code_hash=recovery_hash(user, typed), used_at=None)
    if user.totp_since is None or not code.update(used_at=now):
        return False
    left = user.recovery_codes.filter(used_at=None).count()
    record(actor=user, verb="sign_in.recovery", subject=SUBJECT + user.username, address=address, left=left)
    return True


def recovery_hash(user: User, code: str) -> str:
    """Keyed, and bound to the account."""
    return lookup_hash(f"recovery:{user.pk}:{code}")


def _is_slowed(address: str, now: datetime) -> bool:
    recent = SignInFailure.objects.filter(address=address, at__gt=now - OF_ADDRESS_WITHIN)
    return recent.count() >= WRONG_OF_ADDRESS


def _failed(actor: Actor, user: User | None, address: str, now: datetime, why: str) -> None:
    """Count and log. A name nobody has may be a password typed into the wrong field: it is not kept."""
    subject = SUBJECT + (user.username if user else "")
    counts = why in ("password", "code")
    SignInFailure.objects.create(user=user if counts else None, address=address, at=now)
    record(actor=actor, verb="sign_in.failed", subject=subject, why=why, address=address)
    if _is_slowed(address, now):
        record(actor=actor, verb="sign_in.slowed", subject=SUBJECT, address=address)
    if user is None or not counts:
        return
    if user.failures.filter(at__gt=now - WITHIN).count() >= WRONG_TRIES:
        user.locked_until = now + LOCKED_FOR
        user.save(update_fields=["locked_until"])
        record(actor=actor, verb="account.locked", subject=subject, address=address)


@transaction.atomic
def signed_in(*, actor: User, address: str, device: str) -> int:
    """Log a sign-in that has passed every step; returns how many tries failed since the one before."""
    failed = actor.failures.count()
    actor.failures.all().delete()
    record(actor=actor, verb="sign_in.done", subject=SUBJECT + actor.username, address=address, device=device)
    return failed


@transaction.atomic
def signed_out(*, actor: User, address: str) -> None:
    """Log that somebody left."""
    record(actor=actor, verb="sign_out.done", subject=SUBJECT + actor.username, address=address)
