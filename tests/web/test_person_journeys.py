"""A second record of one person: found, merged, seen on the timeline, taken apart again."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from builders import System, born, house, people
from desk import faults_of, follow, sign_in
from django.urls import reverse
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from thidua.flow import jobs
from thidua.flow.models import Job
from thidua.honours.models import Award
from thidua.personnel.actions import propose_transfer
from thidua.registry.actions import enter_ratings
from thidua.registry.models import Person
from thidua.registry.records import RatingRecord

pytestmark = pytest.mark.django_db(transaction=True)
SHOTS = os.environ.get("THIDUA_SHOTS", "")
DAY = date(1980, 5, 3)


def looked_at(page: Page, url: str, name: str) -> list[str]:
    """Faults of a page at a desk and on a phone."""
    found = []
    page.goto(url)
    for width in (1440, 360):
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{name} {width}: {fault}" for fault in faults_of(page)]
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1440, "height": 800})
    return found


def test_two_records_become_one_and_two_again(browser: Browser, live_server: LiveServer) -> None:
    h = house()
    people(
        born("CB1", "Nguyễn Thị Hoà", "A", DAY, id_number="001180900123", title="Chuyên viên", sex="female"),
        born("CB2", "Nguyễn Thị Hòa", "B", DAY, id_number="012345678", title="Văn thư"),
    )
    rated = [RatingRecord(c, y, g) for c, y, g in (("CB1", 2023, "good"), ("CB2", 2022, "excellent"))]
    enter_ratings(actor=System(), persons=rated, units=[])
    Award.objects.create(
        honour="ldtt", person=Person.objects.get(code="CB2"), year=2022, decision_number="9/QĐ-UBND",
        decided_on=date(2022, 12, 20), issued_by="Chủ tịch UBND huyện", source="imported",
        name_written="Nguyễn Thị Hòa", counted_from=2022, counted_until=2022,
    )  # fmt: skip
    page = sign_in(browser, live_server, h.office)
    follow(page.get_by_role("link", name="Trùng hồ sơ"))
    follow(page.get_by_role("button", name="Rà soát"))
    assert page.get_by_role("status").inner_text().startswith("Đang rà soát trong nền")
    jobs.run(Job.objects.get(kind="people.duplicates").pk)
    queue = live_server.url + reverse("duplicates")
    faults = looked_at(page, queue, "hang-doi")
    follow(page.get_by_role("link", name="Nguyễn Thị Hoà (CB1)"))
    pair = page.url
    faults += looked_at(page, pair, "hai-ho-so")
    page.get_by_role("group", name="Công tác").get_by_label("(CB1)").check()
    follow(page.get_by_role("button", name="Gộp hai hồ sơ"))
    assert "Đã gộp hồ sơ CB2 vào CB1" in page.get_by_role("status").inner_text()
    merge = page.url
    faults += looked_at(page, merge, "lan-gop")
    page.goto(live_server.url + reverse("person", args=["CB2"]))  # the old code leads on
    assert page.url.endswith(reverse("person", args=["CB1"]))
    life = page.get_by_role("region", name="Quá trình")
    assert "9/QĐ-UBND ngày 20/12/2022" in life.inner_text()
    assert "Gộp hồ sơ CB2 vào hồ sơ này" in life.inner_text()
    faults += looked_at(page, page.url, "nguoi")
    page.goto(merge)
    page.get_by_label("Lý do tách, giấy tờ đã xem").fill("Hai chị em, có giấy khai sinh")
    follow(page.get_by_role("button", name="Tách hai hồ sơ"))
    assert page.get_by_role("status").inner_text().startswith("Đã tách hồ sơ CB2 khỏi CB1")
    page.goto(live_server.url + reverse("person", args=["CB2"]))
    assert "9/QĐ-UBND" in page.get_by_role("region", name="Quá trình").inner_text()
    one = Person.objects.get(code="CB2")
    made = propose_transfer(actor=h.office, person=one, to_unit=h.a, from_on=date(2024, 3, 1), paper="12/QĐ")
    for name, address in (
        ("sua", reverse("person_edit", args=["CB1"])),
        ("them", reverse("person_add")),
        ("xep-loai", reverse("person_ratings", args=["CB1"])),
        ("ky-luat", reverse("person_disciplines", args=["CB1"])),
        ("gop", reverse("person_merge", args=["CB1"])),
        ("chuyen", reverse("transfers")),
        ("de-nghi-chuyen", reverse("transfer", args=[made.pk])),
        ("lap-de-nghi", reverse("transfer_propose", args=["CB1"])),
    ):
        faults += looked_at(page, live_server.url + address, name)
    assert faults == []
