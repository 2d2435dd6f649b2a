"""What people do on the screens, at a desk and on a phone, in a real browser."""

from __future__ import annotations

import io
from datetime import date

import pypdf
import pytest
from builders import SERIES, SPIRIT, House, born, house, people, row, user
from desk import PASSWORD, enter, faults_at_widths, follow, sign_in
from django.urls import reverse
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from thidua.access.actions import set_password
from thidua.access.enums import Role
from thidua.decisions.actions import issue
from thidua.decisions.models import DecisionLine
from thidua.nominations.enums import State
from thidua.web.shell.doors import WRONG

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def season() -> House:
    """A small season: one awarded, one refused, one asked; the decision is issued."""
    h = house()
    people(
        born("CB1", "Nguyễn Thị Ường", "A", date(1980, 1, 2), id_number="001180900123"),
        born("CB2", "Trần Văn Hai", "A", date(1981, 1, 2)),
        born("CB3", "Lê Thị Trùng", "A", date(1982, 1, 2)),
        born("CB4", "Lê Thị Trùng", "A", date(1982, 5, 2)),
    )
    h.rate("good", "CB1", "CB3", "CB4")
    h.rate("completed", "CB2")
    h.attest(SPIRIT)
    h.send(
        h.a,
        row("Nguyễn Thị Ường", birth=date(1980, 1, 2)),
        row("Trần Văn Hai", birth=date(1981, 1, 2)),
        row("Lê Thị Trùng", birth_year=1982),
    )
    h.judge()
    h.vote()
    assert issue(actor=h.records, season=h.season, honour="ldtt", series=SERIES) is not None
    return h


def test_wrong_password_says_one_thing(browser: Browser, live_server: LiveServer, season: House) -> None:
    page = browser.new_page()
    page.goto(live_server.url + reverse("sign_in"))
    page.get_by_label("Tên đăng nhập").fill("van-phong")
    page.get_by_label("Mật khẩu").fill("sai")
    enter(page)
    assert page.get_by_role("alert").inner_text() == WRONG


def test_office_answers_which_person_is_meant(
    browser: Browser, live_server: LiveServer, season: House
) -> None:
    page = sign_in(browser, live_server, season.office)
    assert page.get_by_role("heading", level=1).inner_text() == "Đợt xét khen thưởng năm 2023"
    menu = page.get_by_role("navigation", name="Danh mục")
    follow(menu.get_by_role("link", name="Cần trả lời 1", exact=True))
    follow(page.get_by_role("link", name="Lê Thị Trùng"))
    page.get_by_label("Lê Thị Trùng (CB4)").check()
    follow(page.get_by_role("button", name="Ghi câu trả lời"))
    assert page.get_by_role("status").inner_text() == "Đã ghi câu trả lời cho dòng 10: Lê Thị Trùng."
    one = season.season.nominations.get(line__row=10)
    assert (one.person.code if one.person else "", one.state) == ("CB4", State.ELIGIBLE)


def test_clerk_reads_why_a_colleague_is_not_eligible(
    browser: Browser, live_server: LiveServer, season: House
) -> None:
    page = sign_in(browser, live_server, user("can-bo", Role.UNIT_CLERK, season.a), width=360)
    page.get_by_label("Tìm (không cần dấu)").fill("tran van hai")
    enter(page)
    follow(page.get_by_role("link", name="Trần Văn Hai"))
    card = page.get_by_role("region", name="Kết luận: Không đủ điều kiện").inner_text()
    assert "Năm 2023 xếp loại “Hoàn thành nhiệm vụ”, chưa đạt yêu cầu" in card
    assert "Điều 24 Luật Thi đua, khen thưởng số 15/2003/QH11" in card


def test_office_downloads_a_certificate(browser: Browser, live_server: LiveServer, season: House) -> None:
    page = sign_in(browser, live_server, season.office)
    follow(page.get_by_role("link", name="Quyết định", exact=True))
    follow(page.get_by_role("link", name="7001/QĐ-UBND"))
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Nguyễn Thị Ường").click()
    content = waiting.value.path().read_bytes()
    text = pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert ("Nguyễn Thị Ường" in text, "7001/QĐ-UBND" in text, "001180900123" in text) == (True, True, False)


def test_citizen_finds_a_neighbour_without_accents(
    browser: Browser, live_server: LiveServer, season: House
) -> None:
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    page.goto(live_server.url + reverse("honour_roll"))
    page.get_by_label("Tìm (không cần dấu)").fill("nguyen thi uong")
    enter(page)
    page.wait_for_url("**q=nguyen*")
    assert page.locator("tbody tr").count() == 1
    assert "Nguyễn Thị Ường" in page.locator("tbody tr").inner_text()


@pytest.mark.parametrize(
    ("role", "first", "menu"),
    [
        (
            Role.OFFICE,
            "Đợt xét khen thưởng năm 2023",
            "Tổng quan|Danh sách đề nghị|Cần trả lời|Danh sách đã gửi|Gửi danh sách|Quyết định"
            "|Phong trào|Nhiệm vụ|Lịch năm|Đăng ký thi đua|Cụm, khối|Chấm điểm|Giao ước|Sáng kiến|Hội nghị"
            "|Bài viết|Bình luận|Thư công dân|Gương điển hình|Giá, thời tiết|Tạm dừng hệ thống"
            "|Người|Đơn vị|Trùng hồ sơ|Nhận hồ sơ|Báo sai sót|Chuyển công tác|Ai có thể đề nghị|Sổ khen thưởng"
            "|Tạm dừng xét|Nhập dữ liệu|Luật|Việc chạy nền|Hồ sơ của tôi|Ủy quyền",
        ),
        (
            Role.UNIT_CLERK,
            "Danh sách đề nghị",
            "Danh sách đề nghị|Cần trả lời|Danh sách đã gửi|Gửi danh sách|Quyết định"
            "|Phong trào|Nhiệm vụ|Lịch năm|Đăng ký thi đua|Cụm, khối|Chấm điểm|Giao ước|Sáng kiến|Hội nghị"
            "|Gương điển hình"
            "|Người|Đơn vị|Chuyển công tác|Ai có thể đề nghị|Sổ khen thưởng|Luật|Việc chạy nền|Hồ sơ của tôi",
        ),
        (
            Role.COUNCIL_MEMBER,
            "Danh sách đề nghị",
            "Danh sách đề nghị|Cần trả lời|Quyết định|Phong trào|Nhiệm vụ|Lịch năm|Giao ước|Chấm sáng kiến|Hội nghị"
            "|Sổ khen thưởng|Luật|Hồ sơ của tôi",
        ),
        (Role.ADMINISTRATOR, "Phân quyền", "Luật|Hồ sơ của tôi|Phân quyền|Tài khoản|Nhật ký bảo mật"),
    ],
)
def test_each_role_signs_in_to_its_own_pages(
    role: Role, first: str, menu: str, browser: Browser, live_server: LiveServer, season: House
) -> None:
    """The first page is the role's, its menu leads to what it may open and every page of it opens."""
    unit = season.a if role == Role.UNIT_CLERK else season.authority
    page = sign_in(browser, live_server, user("mot-nguoi", role, unit))
    assert page.get_by_role("heading", level=1).inner_text() == first
    links = page.get_by_role("navigation", name="Danh mục").get_by_role("link")
    names = [name.split("\n")[0] for name in links.all_inner_texts()]
    assert names == menu.split("|")
    opened = [
        page.request.get(live_server.url + str(one.get_attribute("href"))).status for one in links.all()
    ]
    assert opened == [200] * len(names)
    follow(page.get_by_role("button", name="Thoát"))
    assert page.get_by_role("link", name="Đăng nhập").is_visible()


def test_filters_stay_in_the_address(browser: Browser, live_server: LiveServer, season: House) -> None:
    page = sign_in(browser, live_server, season.office)
    page.goto(live_server.url + reverse("nominations"))
    page.get_by_label("Tình trạng").select_option("refused")
    follow(page.get_by_role("button", name="Lọc"))
    names = page.locator("tbody td:first-child").all_inner_texts()
    assert (names, "trang_thai=refused" in page.url) == (["Trần Văn Hai"], True)


def test_pages_are_accessible_and_fit(browser: Browser, live_server: LiveServer, season: House) -> None:
    """No serious or critical fault by axe, nothing wider than the window, on every page of the office."""
    page = sign_in(browser, live_server, season.office)
    asked = season.season.nominations.get(state=State.ASKED)
    addresses = [
        *map(reverse, ("home", "honour_roll", "public_decisions", "check")),
        reverse("article", args=[2023]),
        reverse("public_decision", args=[season.season.decisions.get().pk]),
        reverse("verification", args=[DecisionLine.objects.get().code]),
        *map(reverse, ("dashboard", "nominations", "questions", "people", "awards", "decisions")),
        *(reverse("nomination", args=[n.pk]) for n in season.season.nominations.all()),
        reverse("question", args=[asked.line_id]),
        reverse("person", args=["CB1"]),
        reverse("decision", args=[season.season.decisions.get().pk]),
        "/khong-co-trang-nay/",
    ]
    faults: dict[str, object] = {}
    for address in addresses:
        page.goto(live_server.url + address)
        if found := faults_at_widths(page):
            faults[address] = found
    assert faults == {}


def test_nothing_comes_from_elsewhere(browser: Browser, live_server: LiveServer, season: House) -> None:
    """No third-party request, no breach of the content security policy on the office's pages."""
    set_password(actor=season.office, user=season.office, password=PASSWORD)
    page = browser.new_page()
    asked, breaches = set[str](), list[str]()
    page.on("request", lambda request: asked.add(request.url.split("/")[2]))
    page.on(
        "console",
        lambda message: breaches.append(message.text) if "Content Security" in message.text else None,
    )
    page.goto(live_server.url + reverse("sign_in"))
    page.get_by_label("Tên đăng nhập").fill("van-phong")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    enter(page)
    page.wait_for_url("**" + reverse("dashboard"))
    for name in ("dashboard", "nominations", "people", "honour_roll"):
        page.goto(live_server.url + reverse(name))
    assert (asked, breaches) == ({live_server.url.split("/")[2]}, [])
