"""A household is a unit of its own kind: entered, found in a list, judged by the law for households, honoured."""

from __future__ import annotations

from datetime import date

import pytest
from builders import System, house, row

from thidua.eligibility.models import Verdict
from thidua.movements.models import Season
from thidua.nominations.enums import NomineeKind
from thidua.registry.actions import enter_units
from thidua.registry.models import OrgUnit
from thidua.registry.records import UnitRecord

pytestmark = pytest.mark.django_db


def test_a_household_is_judged_by_the_law_for_households() -> None:
    h = house()
    enter_units(
        actor=System(),
        records=[
            UnitRecord("H1", "Hộ ông Nguyễn Văn Cày", kind="Hộ gia đình", parent_code="A"),
            UnitRecord("D1", "Công ty TNHH Bình Minh", kind="Doanh nghiệp", parent_code="A"),
        ],
    )
    Season.objects.update(received_until=date(2024, 12, 15))
    h.season.refresh_from_db()
    file = h.send(
        h.a,
        row("Hộ ông Nguyễn Văn Cày", "bk_bo_tinh", kind="collective"),
        row("Công ty TNHH Bình Minh", "bk_bo_tinh", kind="collective"),
    )
    h.identify()
    h.appraise(NomineeKind.COLLECTIVE)
    home, company = h.at(file, 8, "bk_bo_tinh"), h.at(file, 9, "bk_bo_tinh")
    assert (home.collective, company.collective) == tuple(
        OrgUnit.objects.filter(code__in=("H1", "D1")).order_by("-code")
    )
    asked = {code: _criteria(code) for code in ("H1", "D1")}
    assert "household_contribution" in asked["H1"]
    assert "household_contribution" not in asked["D1"]


def _criteria(code: str) -> str:
    return str(Verdict.objects.get(unit__code=code).findings)
