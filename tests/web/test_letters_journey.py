"""A citizen writes, the office answers, the citizen reads it: in a real browser, on a phone and at a desk."""

from __future__ import annotations

import pytest
from builders import House, house
from desk import faults_of, follow, sign_in
from django.urls import reverse
from people_heard import people_heard
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from thidua.publishing.models import CitizenLetter
from thidua.web.portal import limits

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setattr(limits, "LEAST", 0)
    return house()


def test_a_letter_is_sent_answered_and_read(browser: Browser, live_server: LiveServer, town: House) -> None:
    faults: dict[str, object] = {}
    page = browser.new_context(viewport={"width": 360, "height": 740}, bypass_csp=True).new_page()
    page.goto(live_server.url + reverse("letter_new"))
    faults["form"] = faults_of(page)
    page.get_by_label("Phản ánh sai sót").check()
    page.get_by_label("Nội dung").fill("Tên bà Ường trên bảng vinh danh viết thiếu dấu.")
    follow(page.get_by_role("button", name="Gửi thư"))
    faults["sent"] = faults_of(page)
    code = page.locator("p.code strong").inner_text()

    desk = sign_in(browser, live_server, town.office)
    desk.goto(live_server.url + reverse("letters"))
    faults["letters"] = faults_of(desk)
    follow(desk.get_by_role("link", name="Tên bà Ường"))
    follow(desk.get_by_role("button", name="Nhận xử lý"))
    desk.get_by_label("Nội dung trả lời").fill("Đã đính chính.")
    follow(desk.get_by_role("button", name="Trả lời", exact=True))
    faults["letter"] = faults_of(desk)

    follow(page.get_by_role("link", name="Xem thư bằng mã"))
    page.get_by_label("Mã nhận được khi gửi thư").fill(code.lower())
    follow(page.get_by_role("button", name="Xem", exact=True))
    faults["track"] = faults_of(page)
    assert "Đã đính chính." in page.locator("dl.answer").inner_text()

    made = people_heard(town, "Nguyễn Thị Kín")
    example, stop = (reverse(name, args=[made[name].pk]) for name in ("exemplar", "notice"))
    names = ("exemplars", "exemplar_new", "exemplars_found", "notices", "notice_new")
    for address in (example, stop, *map(reverse, names)):
        desk.goto(live_server.url + address)
        faults[address] = faults_of(desk)
    for name in ("public_exemplars", "suspensions", "accessibility", "privacy"):
        page.goto(live_server.url + reverse(name))
        faults[name] = faults_of(page)
    assert {where: found for where, found in faults.items() if found} == {}
    assert CitizenLetter.objects.filter(state="answered").count() == 1
