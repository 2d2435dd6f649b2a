"""Users and what they are granted: a role on a unit and all below it, for a period."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from thidua.access.enums import Role
from thidua.registry.models import OrgUnit


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username=username)


class User(AbstractBaseUser):
    """Somebody who acts. Business powers come from grants alone."""

    username = models.CharField(max_length=150, unique=True)
    full_name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)

    # For whom the user acts by delegation in this request; set by `can`, read by the log.
    acts_for: tuple[str, ...] = ()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]
    objects = UserManager()

    def __str__(self) -> str:
        return self.username


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
