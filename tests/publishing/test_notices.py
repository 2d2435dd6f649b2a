"""A planned stop: seven working days ahead, or urgent with a reason; on every page until it is over."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from builders import House, house
from django.utils import timezone
from steps import check_every_state_and_role

from thidua.flow.workflow import Transition
from thidua.kernel.issues import Refused
from thidua.publishing.actions import NoticeRecord, announce_suspension, cancel_suspension
from thidua.publishing.models import SuspensionNotice
from thidua.publishing.queries.notices import standing_notices
from thidua.publishing.workflow import NOTICE

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)


@pytest.fixture
def town() -> House:
    return house()


def at(day: date, hour: int = 8) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def announce(h: House, day: date, **more: Any) -> SuspensionNotice:
    on = more.pop("on", MONDAY)
    given = {"from_at": at(day), "until_at": at(day, 12), "what": "Toàn bộ cổng", **more}
    return announce_suspension(actor=h.office, authority=h.authority, notice=NoticeRecord(**given), on=on)


def code_of(act: Any) -> str:
    try:
        act()
    except Refused as refused:
        return refused.issues[0].code
    return ""


@pytest.mark.parametrize("step", NOTICE.transitions, ids=lambda step: step.name)
def test_every_state_and_role_for_this_step(town: House, step: Transition) -> None:
    check_every_state_and_role(
        NOTICE, step, announce(town, date(2026, 3, 11)), town.authority, cancel_reason="x"
    )


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2026, 3, 10), "notice.late"),  # the sixth working day after Monday the second
        (date(2026, 3, 11), ""),
        (date(2026, 3, 12), ""),
        (date(2026, 3, 1), "notice.past"),
    ],
)
def test_seven_working_days_ahead(town: House, day: date, code: str) -> None:
    assert code_of(lambda: announce(town, day)) == code
    if code == "notice.late":
        assert code_of(lambda: announce(town, day, urgent_reason="Vá lỗ hổng")) == ""


def test_a_notice_says_what_and_ends_after_it_begins(town: House) -> None:
    day = date(2026, 3, 11)
    assert code_of(lambda: announce(town, day, what="")) == "notice.empty"
    assert code_of(lambda: announce(town, day, until_at=at(day))) == "notice.order"
    assert code_of(lambda: announce(town, day, until_at=at(day) + timedelta(minutes=1))) == ""


def test_it_stands_until_its_end_or_until_it_is_cancelled(town: House) -> None:
    now = timezone.now()
    today = timezone.localdate()
    days = {
        "over": (now - timedelta(hours=2), now - timedelta(seconds=1)),
        "now": (now, now + timedelta(hours=1)),
    }
    for what, (begin, end) in days.items():
        given = NoticeRecord(begin, end, what, urgent_reason="Gấp")
        announce_suspension(
            actor=town.office, authority=town.authority, notice=given, on=today - timedelta(days=1)
        )
    assert [one.what for one in standing_notices()] == ["now"]
    one = SuspensionNotice.objects.get(what="now")
    assert code_of(lambda: cancel_suspension(actor=town.office, notice=one, reason="")) == "notice.reason"
    cancel_suspension(actor=town.office, notice=one, reason="Đã xong sớm")
    assert list(standing_notices()) == []
    assert code_of(lambda: cancel_suspension(actor=town.office, notice=one, reason="Lại")) == "flow.state"
