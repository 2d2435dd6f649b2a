"""Users, how they sign in, and what they are granted: a role on a unit and all below it, for a period."""

from __future__ import annotations

from hashlib import sha256

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from thidua.access.enums import LinkKind, Role
from thidua.registry.models import OrgUnit


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username=username)


class User(AbstractBaseUser):
    """Somebody who acts. Business powers come from grants alone.

    `opened_at` is when the account was made, taken up or turned on again: idle days count from there or from the
    last sign-in. The secret of the second step is sealed like a personal id; `totp_step` is the step of the last
    code that was used, so that none is used twice.
    """

    username = models.CharField(max_length=150, unique=True)
    full_name = models.CharField(max_length=200)
    folded_name = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    made_by = models.CharField(max_length=150, blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    locked_until = models.DateTimeField(null=True)
    totp_sealed = models.BinaryField(null=True)
    totp_since = models.DateTimeField(null=True)
    totp_step = models.BigIntegerField(default=0)

    # For whom the user acts by delegation in this request; set by `can`, read by the log.
    acts_for: tuple[str, ...] = ()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]
    objects = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="second_step_has_its_secret",
                condition=Q(totp_since__isnull=True) | Q(totp_sealed__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.username


class AccountLink(models.Model):
    """A link handed over once, by which somebody sets the password of an account. Only its hash is kept."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="links")
    kind = models.CharField(max_length=20, choices=LinkKind.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                name="one_open_link_a_user",
                condition=Q(used_at__isnull=True, voided_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()}"


class SignInFailure(models.Model):
    """A try that failed, kept until the next sign-in or for a day; of an unknown or a locked name only where
    it came from."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="failures")
    address = models.CharField(max_length=45)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["address", "at"]), models.Index(fields=["user", "at"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.address}"


class RecoveryCode(models.Model):
    """A code that stands in once for a lost telephone; only its keyed hash is kept."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user}: {'used' if self.used_at else 'open'}"


class WebSession(AbstractBaseSession):
    """A session of the web, with what its owner recognises it by. Removing the row ends it."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="web_sessions")
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    address = models.CharField(max_length=45, blank=True)
    device = models.CharField(max_length=100, blank=True)

    @property
    def mark(self) -> str:
        """Names the session on a page without giving its key away."""
        return sha256(f"mark:{self.session_key}".encode()).hexdigest()[:24]


class Grant(models.Model):
    """A role on a unit and everything below it, from a day until a day (none: until taken back).

    A delegated grant names its `source`, whose holder passed the role on for a time: it holds only while that
    one does, and is passed on no further.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=30, choices=Role.choices)
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="grants")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    is_revoked = models.BooleanField(default=False)
    source = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="delegated")
    paper = models.CharField(max_length=200, blank=True)
    given_by = models.CharField(max_length=150, blank=True)
    ended_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "unit", "from_on"],
                name="one_live_grant_once",
                condition=Q(is_revoked=False),
            ),
            models.CheckConstraint(
                name="delegated_for_a_time", condition=Q(source__isnull=True) | Q(until_on__isnull=False)
            ),
            models.CheckConstraint(
                name="grant_ends_after_it_starts",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} – {self.unit}"
