"""An official brings an old list of awards in on screen, at a desk and on a phone, and takes it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from builders import House, born, house, people, save
from desk import WIDTHS, faults_of, follow, sign_in
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from thidua.flow import jobs
from thidua.flow.enums import OPEN_JOBS
from thidua.flow.models import Job
from thidua.honours.models import Award

pytestmark = pytest.mark.django_db(transaction=True)
HEAD = ("STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Phần thưởng", "Số quyết định", "Ngày ký")
HOA = (1, "Nguyễn Thị Hoa", "02/03/1980", "UBND xã An", "LĐTT", "12/QĐ-UBND", "20/12/2012")


def work_off() -> None:
    for job in Job.objects.filter(state__in=OPEN_JOBS).order_by("pk"):
        jobs.run(job.pk)


@pytest.fixture
def district() -> House:
    made = house()
    people(born("CB1", "Nguyễn Thị Hoa", "A", date(1980, 3, 2)))
    return made


def choose(page: Page, file: Path) -> None:
    page.get_by_label("Loại dữ liệu").select_option(label="Sổ, danh sách khen thưởng cũ")
    page.get_by_label("Nơi gửi tệp").select_option(label="UBND xã An")
    page.get_by_label("Tệp dữ liệu").set_input_files(file)
    follow(page.get_by_role("button", name="Gửi và xem trước"))


def tally(page: Page) -> list[str]:
    return [" ".join(one.split()) for one in page.locator(".tally li").all_inner_texts()]


@pytest.mark.parametrize("width", WIDTHS[1:])  # the narrow one finds more
def test_an_old_list_is_brought_in_and_taken_back(
    width: int, browser: Browser, live_server: LiveServer, district: House, tmp_path: Path
) -> None:
    page = sign_in(browser, live_server, district.office, width=width)
    seen: dict[str, list[str]] = {}

    def look(what: str) -> None:
        seen[what] = faults_of(page)

    _faulty(page, live_server, tmp_path, look)
    page.goto(live_server.url + reverse("intake_send"))
    choose(page, save(tmp_path / "so-cu-da-sua.xlsx", ("SỔ CŨ",), HEAD, HOA))
    work_off()
    expect(page.get_by_role("button", name="Ghi vào hệ thống")).to_be_visible()
    look("preview")
    follow(page.get_by_role("button", name="Ghi vào hệ thống"))
    work_off()
    expect(page.get_by_role("heading", name="Đã ghi", exact=True)).to_be_visible()
    assert (tally(page)[0], Award.objects.get().person.code) == ("1 mới", "CB1")  # type: ignore[union-attr]
    look("taken in")
    follow(page.get_by_role("button", name="Hoàn tác"))
    work_off()
    expect(page.get_by_role("heading", name="Đã hoàn tác")).to_be_visible()
    look("taken back")
    page.goto(live_server.url + reverse("intakes"))
    look("files")
    assert (Award.objects.count(), {what: found for what, found in seen.items() if found}) == (0, {})


def _faulty(page: Page, live_server: LiveServer, folder: Path, look: Callable[[str], None]) -> None:
    """A heading nobody knows is named by hand; a row is wrong, so nothing can be written."""
    page.goto(live_server.url + reverse("intakes"))
    look("no file")
    follow(page.get_by_role("link", name="Nhập tệp"))
    look("choosing")
    wrong = save(folder / "so-cu.xlsx", ("SỔ CŨ",), HEAD, HOA, (2, "Đỗ Văn Lạ", *HOA[2:]))
    choose(page, wrong)
    expect(page.locator("#tien-do")).to_be_visible()
    look("reading")
    work_off()
    select = page.get_by_label("Cột “Phần thưởng” ghi vào")
    expect(select).to_be_visible()
    expect(page.get_by_text("Chưa có cột cho “Danh hiệu, hình thức”.")).to_be_visible()
    look("columns")
    select.select_option(label="Danh hiệu, hình thức")
    follow(page.get_by_role("button", name="Kiểm tra"))
    work_off()
    expect(page.get_by_role("heading", name="Đọc được 2 dòng, chưa ghi gì")).to_be_visible()
    assert tally(page) == ["1 mới", "0 thay đổi", "0 đã có, giữ nguyên", "1 dòng sai"]
    assert page.get_by_role("button", name="Ghi vào hệ thống").count() == 0
    look("preview with a fault")
    follow(page.get_by_role("link", name="Xem mọi chỗ sai"))
    look("faults")
