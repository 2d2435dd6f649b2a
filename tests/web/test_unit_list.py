"""The list of units: found without accents, told apart as living or ended, no wider than the reader's rights."""

from __future__ import annotations

from datetime import date

import pytest
from builders import house, user
from django.contrib.auth import get_user_model
from django.test import Client

from thidua.access.enums import Role
from thidua.registry.actions import Basis, dissolve
from thidua.registry.models import OrgUnit

pytestmark = pytest.mark.django_db


def shown(username: str, **query: str) -> list[str]:
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    page = client.get("/don-vi/", query).context["page"]
    return [row[0].text for row in page.rows]


def test_units_are_found_and_an_ended_one_is_told_apart() -> None:
    h = house()
    b = OrgUnit.objects.get(code="B")
    dissolve(actor=h.office, unit=b, basis=Basis("1656/NQ-UBTVQH15", date(2025, 7, 1)))
    assert sorted(shown("van-phong")) == ["UBND huyện", "UBND xã An", "UBND xã Bình"]
    assert shown("van-phong", q="xa binh") == ["UBND xã Bình"]
    assert shown("van-phong", hoat_dong="het") == ["UBND xã Bình"]
    assert sorted(shown("van-phong", hoat_dong="con")) == ["UBND huyện", "UBND xã An"]


def test_a_clerk_of_one_unit_sees_no_other() -> None:
    h = house()
    user("nhan-vien", Role.UNIT_CLERK, h.a)
    assert shown("nhan-vien") == ["UBND xã An"]
    assert shown("nhan-vien", q="binh") == []
