"""Who acts in an unattended run: one user for each desk, granted on the season's authority."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.access.actions import create_user, grant
from thidua.access.enums import Role
from thidua.access.models import User
from thidua.audit.actor import SystemActor
from thidua.movements.records import SeasonRecord
from thidua.registry.models import OrgUnit


@dataclass(frozen=True)
class Desk:
    """The office, the council's secretary and the records office of the run."""

    office: User
    secretary: User
    records: User


def set_up_desk(authority: OrgUnit, season: SeasonRecord) -> Desk:
    """Users of the desks with their grants; made once."""
    system = SystemActor()

    def user(name: str, full_name: str, role: Role) -> User:
        made = create_user(actor=system, username=name, full_name=full_name)
        grant(actor=system, user=made, role=role, unit=authority, from_on=season.received_from)
        return made

    return Desk(
        office=user("van-phong", "Thường trực thi đua, khen thưởng (mẫu)", Role.OFFICE),
        secretary=user("thu-ky", "Thư ký hội đồng (mẫu)", Role.SECRETARY),
        records=user("van-thu", "Văn thư (mẫu)", Role.RECORDS_CLERK),
    )
