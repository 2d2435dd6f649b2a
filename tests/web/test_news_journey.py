"""A season's article from its figures to the portal in a real browser: written, approved, commented, answered."""

from __future__ import annotations

import re
import time
from datetime import date

import pytest
from builders import SERIES, SPIRIT, House, born, house, people, row, user
from desk import faults_of, follow, sign_in
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from thidua.access.enums import Role
from thidua.decisions.actions import issue
from thidua.honours.models import Award
from thidua.publishing.actions import write_category
from thidua.publishing.markup import figures_in
from thidua.publishing.models import Article

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def season() -> House:
    """One is honoured; the news have a category."""
    h = house()
    people(born("CB1", "Đặng Thị Ường", "A", date(1980, 1, 2)))
    h.rate("good", "CB1")
    h.attest(SPIRIT)
    h.send(h.a, row("Đặng Thị Ường", birth=date(1980, 1, 2)))
    h.judge()
    h.vote()
    assert issue(actor=h.records, season=h.season, honour="ldtt", series=SERIES)
    write_category(actor=h.office, authority=h.authority, name="Chính trị")
    return h


def test_the_seasons_article_is_out_in_a_minute_and_its_figures_are_watched(
    browser: Browser, live_server: LiveServer, season: House
) -> None:
    page = sign_in(browser, live_server, user("bien-tap", Role.EDITOR, season.authority))
    desk = sign_in(browser, live_server, season.office, width=360)
    begun = time.monotonic()
    one = write(page, live_server.url)
    approve(desk, f"{live_server.url}/bien-tap/{one.pk}/")
    assert time.monotonic() - begun < 60
    one.refresh_from_db()
    assert one.public is not None
    assert figures_in(one.public.body)["own/ldtt/person"] == "1"

    reader = browser.new_context(viewport={"width": 360, "height": 800}, bypass_csp=True).new_page()
    reader.goto(f"{live_server.url}/tin-tuc/{one.slug}/")
    assert "Câu mở đầu của biên tập viên." in reader.get_by_role("article").first.inner_text()
    assert faults_of(reader) == []
    comment(reader)
    answer(desk, f"{live_server.url}/binh-luan/")
    reader.goto(f"{live_server.url}/tin-tuc/{one.slug}/")
    assert "Cảm ơn bạn đọc." in reader.get_by_label("Bình luận của Bạn đọc").inner_text()

    Award.objects.update(revoked_on=date(2024, 5, 6), revoked_by="12/QĐ-UBND")
    page.goto(f"{live_server.url}/bien-tap/")
    assert "số liệu nay đã khác" in page.get_by_role("status").inner_text()
    page.goto(f"{live_server.url}/bien-tap/{one.pk}/")
    changed = page.get_by_role("row").filter(has_text="Lao động tiên tiến, cá nhân").first
    assert changed.get_by_role("cell").all_inner_texts() == ["Lao động tiên tiến, cá nhân", "1", "không còn"]


def write(page: Page, url: str) -> Article:
    """The editor begins with the season's data, adds a sentence and sends it on; the editor cannot approve it."""
    page.goto(f"{url}/bien-tap/moi/")
    follow(page.get_by_role("button", name="Lập bài"))
    page.get_by_role("textbox", name="Nội dung").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("Câu mở đầu của biên tập viên. ")
    assert faults_of(page) == []
    follow(page.get_by_role("button", name="Lưu và gửi duyệt"))
    assert page.get_by_role("button", name="Duyệt đăng").count() == 0
    return Article.objects.get()


def approve(desk: Page, address: str) -> None:
    desk.goto(address)
    assert faults_of(desk) == []
    follow(desk.get_by_role("button", name="Duyệt đăng"))


def comment(reader: Page) -> None:
    """Without marks first, then with."""
    follow(reader.get_by_role("link", name="Viết bình luận"))
    reader.get_by_label("Tên hiện dưới bình luận").fill("Bạn đọc")
    reader.get_by_label("Nội dung").fill("chuc mung chi Uong va ca nha truong minh nhe")
    follow(reader.get_by_role("button", name="Gửi bình luận"))
    assert "viết không dấu" in reader.get_by_role("alert").inner_text()
    assert faults_of(reader) == []
    reader.get_by_label("Nội dung").fill("Chúc mừng chị Ường và cả nhà trường nhé!")
    reader.wait_for_timeout(3100)  # nobody types faster than this
    follow(reader.get_by_role("button", name="Gửi bình luận"))
    assert reader.get_by_role("status").inner_text().startswith("Đã nhận bình luận.")


def answer(desk: Page, address: str) -> None:
    """The office ticks the comment, shows it, and answers."""
    desk.goto(address)
    desk.get_by_label(re.compile("^Bạn đọc")).check()
    follow(desk.get_by_role("button", name="Đăng các mục đã chọn"))
    follow(desk.get_by_role("link", name="Chúc mừng chị Ường và cả nhà trường nhé!"))
    desk.get_by_label("Lời trả lời").fill("Cảm ơn bạn đọc.")
    follow(desk.get_by_role("button", name="Lưu lời trả lời"))
    assert faults_of(desk) == []
