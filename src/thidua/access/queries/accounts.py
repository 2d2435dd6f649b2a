"""Accounts: whose they are to look after, which lie idle, which of their sessions are open."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat, Greatest
from django.utils import timezone

from thidua.access.enums import Role
from thidua.access.models import AccountLink, Grant, User, WebSession
from thidua.access.queries.rights import granted_units, in_force, units_with
from thidua.audit.models import AuditEntry
from thidua.registry.models import OrgUnit
from thidua.registry.queries.tree import ancestor_ids

IDLE_AFTER = timedelta(days=45)
SUBJECT = "access.User:"


def accounts_for(user: User, capability: str) -> QuerySet[User]:
    """Accounts within the units on which the user has the capability.

    All that an account may still do must lie in these units: whoever resets a password could use it. An account
    without any right belongs to whoever made it, and to those at the top of the tree. The automatic desk is
    nobody's account.
    """
    live = Grant.objects.filter(user=OuterRef("pk"), is_revoked=False).filter(
        Q(until_on=None) | Q(until_on__gte=timezone.localdate())
    )
    units = units_with(user, capability)
    without_rights = ~Exists(live) if _at_top(user, capability) else ~Exists(live) & Q(made_by=user.username)
    within = Exists(live.filter(unit_id__in=units)) & ~Exists(live.exclude(unit_id__in=units))
    return User.objects.filter(within | without_rights).exclude(grants__role=Role.INTAKE)


def _at_top(user: User, capability: str) -> bool:
    return OrgUnit.objects.filter(pk__in=granted_units(user, capability), parent=None, until_on=None).exists()


def idle_accounts(now: datetime) -> QuerySet[User]:
    """Accounts in use by nobody for 45 days; those nobody could ever sign in with are left alone."""
    persons = ~Q(password__startswith="!") | Exists(AccountLink.objects.filter(user=OuterRef("pk")))
    used = User.objects.filter(persons, is_active=True).annotate(used_at=Greatest("last_login", "opened_at"))
    return used.filter(used_at__lte=now - IDLE_AFTER)


def left_without_administrator(user: User) -> list[OrgUnit]:
    """Units that nobody could administer were this account off."""
    grants = in_force(Grant.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True))
    others = grants.exclude(user=user).exclude(user__password__startswith="!")
    held = set(others.values_list("unit_id", flat=True))
    return [one.unit for one in grants.filter(user=user) if not held & set(ancestor_ids(one.unit))]


def needs_totp(user: User) -> bool:
    """Whether the user must set up codes of the second step before anything else."""
    return settings.TOTP != "offered" and user.totp_since is None and in_force(user.grants.all()).exists()


def token_hash(token: str) -> str:
    """What is kept of a link's token: it is random enough that a plain hash gives nothing away."""
    return sha256(token.encode()).hexdigest()


def open_link(token: str) -> AccountLink | None:
    """The link of this token while it may be used."""
    return AccountLink.objects.filter(
        token_hash=token_hash(token),
        used_at=None,
        voided_at=None,
        until__gt=timezone.now(),
        user__is_active=True,
    ).first()


def open_sessions(user: User) -> QuerySet[WebSession]:
    """Sessions that have not ended, the latest seen first."""
    return WebSession.objects.filter(user=user, expire_date__gt=timezone.now()).order_by("-seen_at")


def security_events(user: User, verbs: Collection[str]) -> QuerySet[AuditEntry]:
    """Events of these verbs on accounts the user looks after; tries on no account are for the top of the tree."""
    accounts = accounts_for(user, "security.read").annotate(subject=Concat(Value(SUBJECT), "username"))
    of_accounts = Q(subject__in=accounts.values("subject"))
    of_none = Q(subject=SUBJECT) if _at_top(user, "security.read") else Q(pk__in=[])
    return AuditEntry.objects.filter(of_accounts | of_none, verb__in=verbs)
