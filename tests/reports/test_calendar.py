"""The calendar of a year: days of movements, tasks, seasons, conferences in their order, of that year alone."""

from __future__ import annotations

from datetime import date, time

import pytest
from builders import House, house
from movements_of_tests import under_way

from thidua.conferences.actions import ConferenceRecord, plan_conference
from thidua.conferences.models import Conference
from thidua.movements.models import EmulationMovement, MovementTask, ScoreRound, Season
from thidua.reports.calendar import Around, days_of


@pytest.fixture
def town(db: None) -> House:
    return house()


def test_days_of_a_year_stand_in_their_order_with_what_is_due(town: House) -> None:
    under_way(town)
    plan = ConferenceRecord("Tổng kết", date(2024, 1, 29), time(8), "Hội trường")
    plan_conference(actor=town.office, authority=town.authority, plan=plan)
    around = Around(
        EmulationMovement.objects.all(), MovementTask.objects.all(), Season.objects.all(),
        ScoreRound.objects.all(), Conference.objects.all(),
    )  # fmt: skip
    assert [(f"{d.on:%d/%m}", d.what, d.is_due) for d in days_of(2024, around)] == [
        ("29/01", "Hội nghị", False),
        ("29/01", "Phát động", False),
        ("31/03", "Hạn cấp dưới phát động", True),
        ("10/12", "Hạn nhiệm vụ", True),
        ("31/12", "Kết thúc phong trào", False),
    ]
    assert [d.what for d in days_of(2023, around)] == [
        "Bắt đầu nhận danh sách", "Hạn nhận danh sách", "Ngày quyết định",
    ]  # fmt: skip
