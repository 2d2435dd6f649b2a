"""Initiatives of 2024: three recognised, one being marked, one returned. Texts are invented, authors are the demo's."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from thidua.access.actions import end_grant
from thidua.access.enums import Role
from thidua.access.models import User
from thidua.initiatives.actions import (
    ApplicationRecord,
    Recognition,
    find_scope,
    mark_application,
    move_application,
    recognise,
    set_up_initiative_council,
    write_application,
)
from thidua.initiatives.models import Application, InitiativeCouncil
from thidua.movements.models import Season
from thidua.ops.demo.covenants import acting
from thidua.registry.models import OrgUnit
from thidua.registry.queries.people import people_of


@transaction.atomic
def demo_initiatives(file: Path, season: Season, office: User) -> None:
    """Add them once; nothing is done where an application is on record."""
    if Application.objects.exists():
        return
    told = yaml.safe_load(file.read_text(encoding="utf-8"))
    district = season.authority
    members = [acting(f"mau-uy-vien-{n}", Role.COUNCIL_MEMBER, district) for n in range(1, 4)]
    standing = User.objects.filter(username="uy-vien").first()
    signer = acting("mau-nguoi-ky", Role.SIGNER, district)
    rule = told["council"]
    council = set_up_initiative_council(
        actor=office,
        unit=district,
        name=rule["name"],
        pass_percent=rule["pass"],
        quorum_percent=rule["quorum"],
        criteria=[(name, Decimal(points)) for name, points in rule["criteria"].items()],
        members=[*members, *([standing] if standing else [])],
    )
    for row in told["applications"]:
        _apply(row, council, members, signer, office)
    for user in (*members, signer):
        for given in user.grants.all():
            end_grant(actor=office, given=given, last_on=None, reason="Tài khoản mẫu, chỉ dùng khi dựng bản chạy thử")


def _apply(
    row: dict[str, Any], council: InitiativeCouncil, members: list[User], signer: User, office: User
) -> None:
    unit = OrgUnit.objects.get(code=row["unit"])
    staff = list(people_of([unit.pk]).order_by("sort_key", "code"))
    given = ApplicationRecord(
        row["year"], row["title"], problem=row["problem"], solution=row["solution"], effect=row["effect"]
    )
    authors = [(staff[place], share) for place, share in row["authors"].items()]
    one = write_application(actor=office, unit=unit, given=given, authors=authors)
    move_application(actor=office, application=one, step="send", on=row["sent_on"])
    if "returned" in row:
        move_application(actor=office, application=one, step="return", reason=row["returned"])
        return
    move_application(actor=office, application=one, step="take_up", council=council)
    criteria = list(council.criteria.all())
    for member, points in zip(members, row["marks"], strict=False):
        values = {c.pk: Decimal(str(p)) for c, p in zip(criteria, points, strict=True)}
        mark_application(actor=member, application=one, points=values)
    if "decision" not in row:
        return
    move_application(actor=office, application=one, step="close")
    decision = row["decision"]
    made = recognise(
        actor=signer,
        application=one,
        by=Recognition(decision["number"], decision["day"], decision["body"]),
    )
    if wider := row.get("wider"):
        find_scope(
            actor=office, initiative=made, scope=wider["scope"], body=wider["body"], paper=wider["paper"],
            on=wider["day"],
        )  # fmt: skip
