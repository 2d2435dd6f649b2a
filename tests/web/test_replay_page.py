"""Open nominations that today's law and facts answer otherwise: listed with the reason, changed by nobody."""

from __future__ import annotations

import re
from datetime import date

import pytest
from builders import SPIRIT, House, born, house, people, row, user
from desk import faults_of, follow, sign_in
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from thidua.access.enums import Role
from thidua.nominations.enums import State
from thidua.registry.models import PerformanceRating

pytestmark = pytest.mark.django_db


@pytest.fixture
def season() -> House:
    """Hai of A was refused for a grade that has been put right since; An of B qualifies as before."""
    h = house()
    people(
        born("CB1", "Nguyễn Văn An", "B", date(1980, 1, 2)),
        born("CB2", "Trần Văn Hai", "A", date(1981, 1, 2)),
    )
    h.rate("good", "CB1")
    h.rate("completed", "CB2")
    h.attest(SPIRIT)
    h.send(h.a, row("Trần Văn Hai", birth=date(1981, 1, 2)))
    h.send(h.b, row("Nguyễn Văn An", birth=date(1980, 1, 2)))
    h.judge()
    PerformanceRating.objects.filter(person__code="CB2").update(grade="good")
    return h


def rows(client: Client, **query: str) -> list[list[str]]:
    page = client.get(reverse("replay"), query).content.decode().partition("<tbody>")[2]
    found = re.findall(r"<tr>(.*?)</tr>", page.partition("</tbody>")[0], re.DOTALL)
    return [
        [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", one, re.DOTALL)]
        for one in found
    ]


def test_who_would_be_answered_otherwise(season: House, client: Client) -> None:
    client.force_login(season.office)
    changed = ["Trần Văn Hai", "UBND xã An", "Lao động tiên tiến", "Không đủ điều kiện", "Đủ điều kiện", ""]
    assert rows(client) == [changed]
    assert rows(client, q="tran van hai") == [changed]
    assert rows(client, q="nguyen van an") == []
    assert rows(client, nay="not_met") == []
    assert season.season.nominations.get(person__code="CB2").state == State.REFUSED


def test_an_office_sees_its_own_units_alone(season: House, client: Client) -> None:
    client.force_login(user("van-phong-b", Role.INTAKE, season.b))
    assert rows(client) == []


@pytest.mark.django_db(transaction=True)
def test_the_page_fits_a_phone(browser: Browser, live_server: LiveServer, season: House) -> None:
    page = sign_in(browser, live_server, season.office, width=360)
    page.goto(live_server.url + reverse("screenings"))
    follow(page.get_by_role("link", name="Hồ sơ luật làm đổi kết luận"))
    page.get_by_role("link", name="Trần Văn Hai").wait_for()
    assert faults_of(page) == []
