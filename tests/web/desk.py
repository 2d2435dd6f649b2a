"""A signed-in page in the browser, at a desk or on a phone."""

from __future__ import annotations

from axe import grave_faults
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page
from pytest_django.live_server_helper import LiveServer

from thidua.access.actions import set_password
from thidua.access.models import User

PASSWORD = "bay-cay-thong-xanh-2023"
WIDTHS = (1440, 360)


def sign_in(browser: Browser, server: LiveServer, who: User, *, width: int = 1440) -> Page:
    """A page of the user, signed in through the form."""
    set_password(actor=who, user=who, password=PASSWORD)
    page = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True).new_page()
    page.goto(server.url + reverse("sign_in"))
    page.get_by_label("Tên đăng nhập").fill(who.username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    follow(page.get_by_role("button", name="Đăng nhập"))
    return page


def follow(place: Locator) -> None:
    """Click a link or a button and wait for the page it leads to; a click alone waits for nothing."""
    with place.page.expect_navigation():
        place.click()


def enter(page: Page) -> None:
    """Send the form the cursor stands in by the Enter key and wait for the answer."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def faults_of(page: Page) -> list[str]:
    """What axe finds serious or critical on the page, and how much wider than the window it is."""
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*grave_faults(page), *([f"{over} px too wide"] if over > 0 else [])]


def faults_at_widths(page: Page) -> list[str]:
    """The faults of the page at a desk and on a phone; nothing of a page waits for a width but its styles."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{width}: {fault}" for fault in faults_of(page)]
    return found
