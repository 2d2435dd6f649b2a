"""A clerk's own workbook, sent through the real page: looked at, received, taken back."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from builders import SERIES, SPIRIT, House, born, house, people, row, save, user
from desk import faults_at_widths, follow, sign_in
from django.urls import reverse
from msoffcrypto.format.ooxml import OOXMLFile
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from thidua.access.enums import Role
from thidua.access.models import User
from thidua.decisions.actions import issue
from thidua.flow import jobs
from thidua.flow.enums import OPEN_JOBS, JobState
from thidua.flow.models import Job
from thidua.nominations.models import Nomination

pytestmark = pytest.mark.django_db(transaction=True)
HEAD = ("STT", "Họ và tên", "Ngày sinh", "Danh hiệu đề nghị")
ROWS = (
    (1, "Nguyễn Thị Ường", "02/01/1980", "Lao động tiên tiến"),
    (2, "Lê Thị Trùng", "1982", "Lao động tiên tiến"),
    (3, "Đỗ Văn Lạ", "01/01/1970", "Lao động tiên tiến"),
)


@pytest.fixture
def district() -> House:
    made = house()
    people(
        born("CB1", "Nguyễn Thị Ường", "A", date(1980, 1, 2)),
        born("CB3", "Lê Thị Trùng", "A", date(1982, 1, 2)),
        born("CB4", "Lê Thị Trùng", "A", date(1982, 5, 2)),
        born("CB5", "Bùi Văn Năm", "B", date(1983, 5, 2)),
    )
    made.rate()
    made.attest(SPIRIT)
    return made


@pytest.fixture
def clerk(district: House) -> User:
    return user("don-vi", Role.UNIT_CLERK, district.a)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return save(tmp_path / "ds-xa-an.xlsx", ("UBND xã An",), HEAD, *ROWS)


def work_off() -> None:
    """What the worker beside the server does."""
    for job in Job.objects.filter(state__in=OPEN_JOBS).order_by("pk"):
        jobs.run(job.pk)


def choose(page: Page, server: LiveServer, file: Path | dict[str, object]) -> None:
    """Send the file from the page of the wizard."""
    page.goto(server.url + reverse("sheet_upload"))
    page.get_by_label("Tệp danh sách").set_input_files(file)  # type: ignore[arg-type]
    follow(page.get_by_role("button", name="Gửi và xem trước"))


def step(page: Page) -> str:
    return page.locator("ol.wizard [aria-current=step]").inner_text()


def states() -> list[tuple[str, str]]:
    rows = Nomination.objects.select_related("line").order_by("line_id")
    return [(one.line.name, str(one.state)) for one in rows]


def cells(page: Page, region: str) -> list[Sequence[str]]:
    table = page.get_by_role("region", name=region, exact=True)
    return [one.locator("td").all_inner_texts() for one in table.locator("tbody tr").all()]


def test_a_clerk_sends_a_list_and_takes_it_back(
    browser: Browser, live_server: LiveServer, clerk: User, workbook: Path
) -> None:
    page = sign_in(browser, live_server, clerk, width=360)
    page.get_by_role("button", name="Danh mục").click()
    follow(page.get_by_role("link", name="Gửi danh sách"))
    assert step(page) == "Chọn tệp"
    choose(page, live_server, workbook)

    assert page.get_by_role("heading", level=2).all_inner_texts() == ["Đọc danh sách ds-xa-an.xlsx"]
    Job.objects.update(state=JobState.RUNNING, done=1, total=3)
    expect(page.get_by_text("1/3 · Đang làm")).to_be_visible()
    work_off()
    expect(page.get_by_role("heading", name="Đọc được 3 dòng, chưa ghi gì")).to_be_visible()
    assert (step(page), states()) == ("Xem trước", [])
    assert cells(page, "Các dòng trong tệp") == [
        ["3", "Nguyễn Thị Ường", "02/01/1980", "Lao động tiên tiến", "✓ nhận ra", ""],
        ["4", "Lê Thị Trùng", "1982", "Lao động tiên tiến", "? cần hỏi", "Nhiều người trùng họ tên, sẽ hỏi lại"],
        ["5", "Đỗ Văn Lạ", "01/01/1970", "Lao động tiên tiến", "✕ không có", "Không có trong danh bạ, sẽ trả lại"],
    ]  # fmt: skip
    assert [name for _, name, *_ in cells(page, "Các dòng có điều cần biết")] == ["Lê Thị Trùng", "Đỗ Văn Lạ"]

    follow(page.get_by_role("button", name="Nhận danh sách"))
    assert page.get_by_role("status").inner_text().startswith("Đã nhận danh sách")
    expect(page.locator("#tien-do")).to_be_visible()
    work_off()
    expect(page.locator("#tien-do")).to_have_count(0)
    assert step(page) == "Kết quả"
    tally = [" ".join(one.split()) for one in page.locator(".tally li").all_inner_texts()]
    assert tally == ["1 hồ sơ được nhận", "1 cần trả lời", "1 trả lại"]
    assert states() == [
        ("Nguyễn Thị Ường", "eligible"),
        ("Lê Thị Trùng", "asked"),
        ("Đỗ Văn Lạ", "refused"),
    ]

    became = [
        (name, state, why.split(".")[0])
        for _, name, _, state, why in cells(page, "Các hồ sơ từ danh sách này")
    ]
    assert became == [
        ("Nguyễn Thị Ường", "Đủ điều kiện", ""),
        ("Lê Thị Trùng", "Chờ trả lời", "Nhiều người trùng họ tên"),
        ("Đỗ Văn Lạ", "Không đủ điều kiện", "Không tìm thấy “Đỗ Văn Lạ” trong danh bạ cán bộ"),
    ]

    follow(page.get_by_role("button", name="Hoàn tác"))
    assert page.get_by_role("status").inner_text().startswith("Đã hoàn tác")
    assert {state for _, state in states()} == {"withdrawn"}


def test_what_was_decided_cannot_be_taken_back_and_the_page_says_so(
    browser: Browser, live_server: LiveServer, district: House, clerk: User, workbook: Path
) -> None:
    page = sign_in(browser, live_server, clerk)
    choose(page, live_server, workbook)
    work_off()
    follow(page.get_by_role("button", name="Nhận danh sách"))
    work_off()
    district.vote()
    assert issue(actor=district.records, season=district.season, honour="ldtt", series=SERIES) is not None
    page.reload()
    assert page.get_by_role("button", name="Hoàn tác").is_disabled()
    assert "Đợt xét năm 2023 đã có quyết định khen thưởng" in page.locator(".why").inner_text()
    page.goto(live_server.url + reverse("sheet_upload"))
    assert page.get_by_role("button", name="Gửi và xem trước").is_disabled()
    assert "Liên hệ thường trực thi đua, khen thưởng" in page.locator("main .message").inner_text()


def locked(path: Path) -> bytes:
    """The workbook behind a password."""
    closed = io.BytesIO()
    OOXMLFile(io.BytesIO(path.read_bytes())).encrypt("mat-khau", closed)
    return closed.getvalue()


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (
            "password",
            "ds.xlsx: Tệp đặt mật khẩu nên không đọc được. "
            "Bỏ mật khẩu (Tệp → Thông tin → Bảo vệ sổ làm việc) rồi gửi lại.",
        ),
        ("broken", "ds.xlsx: Tệp bị hỏng hoặc tải lên dở dang. Mở lại, lưu lại và gửi lại tệp."),
        ("empty", "ds.xlsx: tệp rỗng. Gửi tệp .xlsx, .xls, .ods hoặc .csv chỉ gồm danh sách"),
    ],
)
def test_a_bad_file_says_what_is_wrong_and_writes_nothing(
    kind: str, said: str, browser: Browser, live_server: LiveServer, clerk: User, workbook: Path
) -> None:
    whole = workbook.read_bytes()
    data = {"password": locked(workbook), "broken": whole[: len(whole) // 2], "empty": b""}[kind]
    page = sign_in(browser, live_server, clerk)
    choose(page, live_server, {"name": "ds.xlsx", "mimeType": "application/octet-stream", "buffer": data})
    work_off()
    message = page.locator("main .message.error")
    expect(message).to_be_visible()
    assert message.inner_text().startswith(said)
    assert (page.get_by_role("button", name="Nhận danh sách").count(), states()) == (0, [])


def test_the_wizard_is_accessible_and_fits(
    browser: Browser, live_server: LiveServer, district: House, clerk: User, workbook: Path
) -> None:
    """Every step of the wizard, the lists before and after it, and the jobs."""
    page = sign_in(browser, live_server, clerk)
    faults: dict[str, list[str]] = {}

    def look(what: str, address: str = "") -> None:
        if address:
            page.goto(live_server.url + address)
        if found := faults_at_widths(page):
            faults[what] = found

    look("nothing sent", reverse("sheets"))
    look("no job", reverse("jobs"))
    look("choosing", reverse("sheet_upload"))
    choose(page, live_server, workbook)
    look("reading")
    work_off()
    expect(page.get_by_role("button", name="Nhận danh sách")).to_be_visible()
    look("preview")
    follow(page.get_by_role("button", name="Nhận danh sách"))
    look("appraising")
    work_off()
    page.reload()
    look("receipt")
    follow(page.get_by_role("button", name="Hoàn tác"))
    look("taken back")
    choose(page, live_server, {"name": "x.xlsx", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"})
    work_off()
    expect(page.locator("main .message.error")).to_be_visible()
    look("bad file")
    look("sent lists", reverse("sheets"))
    look("jobs", reverse("jobs"))
    district.send(district.a, row("Nguyễn Thị Ường", birth=date(1980, 1, 2)))
    district.judge()
    district.vote()
    assert issue(actor=district.records, season=district.season, honour="ldtt", series=SERIES) is not None
    look("closed", reverse("sheet_upload"))
    assert faults == {}
