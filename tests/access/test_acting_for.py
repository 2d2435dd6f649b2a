"""The log names both: who acts, and for whom by delegation."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import System, born, house, people, user
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from thidua.access.actions import create_user, delegate, give_grant
from thidua.access.enums import Role
from thidua.audit.models import AuditEntry
from thidua.personnel.actions import propose_transfer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("own", [False, True])
def test_an_act_under_delegation_names_who_passed_the_right_on(own: bool, client: Client) -> None:
    """With a right of one's own for the same act nobody else is named."""
    h = house()
    [person] = people(born("CB1", "Nguyễn Thị Hoà", "A"))
    head = user("thu-truong", Role.UNIT_HEAD, h.b)
    deputy = create_user(actor=System(), username="cap-pho", full_name="Cấp phó")
    today = localdate()
    delegate(
        actor=head, source=head.grants.get(), user=deputy, unit=h.b, from_on=today,
        until_on=today + timedelta(days=9), paper="1/UQ",
    )  # fmt: skip
    if own:
        give_grant(
            actor=user("quan-tri", Role.ADMINISTRATOR, h.authority), user=deputy, role=Role.OFFICE, unit=h.b,
            from_on=today,
        )  # fmt: skip
    made = propose_transfer(
        actor=h.office, person=person, to_unit=h.b, from_on=date(2024, 3, 1), paper="12/QĐ"
    )
    client.force_login(deputy)
    client.post(reverse("transfer", args=[made.pk]), {"viec": "nhan"})
    entry = AuditEntry.objects.get(verb="transfer.accepted")
    assert (entry.actor, entry.detail.get("acts_for")) == ("cap-pho", None if own else ["thu-truong"])
