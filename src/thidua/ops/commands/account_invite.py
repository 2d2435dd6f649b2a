"""`thidua account invite`: an account and the link to set its password, for the first administrator above all."""

from __future__ import annotations

import argparse

from thidua.ops.cli import project_dir, say
from thidua.ops.installation import ready


def call(given: argparse.Namespace) -> int:
    with ready(given.data or project_dir() / ".var", say=say):
        print(link_for(given.username, given.name, given.unit, administrator=given.administrator))
    return 0


def link_for(username: str, name: str, unit: str | None, *, administrator: bool) -> str:
    """The address to hand over. Raises Refused, with nothing written, for a bad name and a unit nobody finds."""
    from django.conf import settings
    from django.db import transaction
    from django.urls import reverse
    from django.utils.timezone import localdate

    from thidua.access.actions import grant, invite
    from thidua.access.enums import Role
    from thidua.audit.actor import SystemActor

    system = SystemActor()
    with transaction.atomic():
        made = invite(actor=system, username=username, full_name=name)
        if administrator:
            where, user = _administered(unit), made.link.user
            grant(actor=system, user=user, role=Role.ADMINISTRATOR, unit=where, from_on=localdate())
    return settings.PUBLIC_URL + reverse("take_up", args=[made.token])


def _administered(code: str | None):  # type: ignore[no-untyped-def]
    """The unit of this code, else the only one at the top of the tree."""
    from thidua.kernel.issues import Issue, Refused
    from thidua.registry.models import OrgUnit

    living = OrgUnit.objects.filter(until_on=None)
    found = list(living.filter(code=code) if code else living.filter(parent=None)[:2])
    if len(found) == 1:
        return found[0]
    if code:
        raise Refused(Issue("account.unit", f"Không có đơn vị mã “{code}”.", "Kiểm tra lại mã đơn vị."))
    said = "Có nhiều đơn vị đứng đầu." if found else "Chưa có đơn vị nào."
    cure = "Thêm --unit và mã đơn vị." if found else "Nhập danh bạ đơn vị trước (thidua season run)."
    raise Refused(Issue("account.unit", said, cure))
