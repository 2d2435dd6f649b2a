"""The what-if page: one fact is changed and judged again, nothing is written, nobody else's matters show."""

from __future__ import annotations

import re
from datetime import date

import pytest
from builders import SPIRIT, House, System, born, house, people, row, user
from desk import WIDTHS, faults_of, follow, sign_in
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from thidua.access.enums import Role
from thidua.audit.models import AuditEntry
from thidua.eligibility.enums import HoldKind
from thidua.eligibility.models import Hold, Verdict
from thidua.honours.models import Award
from thidua.initiatives.models import Initiative
from thidua.registry.models import PerformanceRating, Person

pytestmark = pytest.mark.django_db
PAGE = "/nguoi/CB2/thu-xet/"


@pytest.fixture
def season() -> House:
    h = house()
    people(
        born("CB1", "Nguyễn Thị Ường", "A", date(1980, 1, 2)),
        born("CB2", "Trần Văn Hai", "A", date(1981, 1, 2)),
    )
    h.rate("good", "CB1")
    h.rate("completed", "CB2")
    h.attest(SPIRIT)
    h.send(h.a, row("Trần Văn Hai", birth=date(1981, 1, 2)))
    h.judge()
    return h


def badges(page: str) -> list[str]:
    """The verdicts at the top: as it is, then as it would be."""
    return re.findall(r'<dd><span class="badge \w+">([^<]+)</span>', page)


def test_the_page_begins_with_the_nomination_and_its_law(season: House, client: Client) -> None:
    client.force_login(season.office)
    page = client.get(PAGE).content.decode()
    assert badges(page) == ["✕ Không đủ tiêu chuẩn"]
    assert "Lao động tiên tiến, năm 2023" in page
    assert 'value="2023-12-15"' in page


def test_a_better_grade_is_judged_again_and_nothing_is_written(season: House, client: Client) -> None:
    tables = (Award, Verdict, PerformanceRating, Initiative, AuditEntry)
    before = [table.objects.count() for table in tables]
    client.force_login(season.office)
    page = client.post(PAGE, {"xep_loai_2023": "good"}).content.decode()
    assert badges(page) == ["✕ Không đủ tiêu chuẩn", "✓ Đủ tiêu chuẩn"]
    assert "Năm 2023 xếp loại “Hoàn thành tốt nhiệm vụ”." in page
    assert [table.objects.count() for table in tables] == before
    assert PerformanceRating.objects.get(person__code="CB2", year=2023).grade == "completed"


def test_a_finding_is_asked_where_only_a_person_can_make_it(season: House, client: Client) -> None:
    client.force_login(season.office)
    page = client.post(PAGE, {"xep_loai_2023": "good", "xac_nhan_ldtt_2003": "0"}).content.decode()
    assert badges(page) == ["✕ Không đủ tiêu chuẩn", "✕ Không đủ tiêu chuẩn"]
    assert "kết luận không đổi" in page


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"them_1": "cstd_co_so", "them_nam_1": "hai ba"}, "Thêm danh hiệu: năm “hai ba” không đọc được."),
        ({"them_1": "cstd_co_so"}, "Thêm danh hiệu: chưa ghi năm của Chiến sĩ thi đua cơ sở."),
        ({"sang_kien_1": "23"}, "Thêm sáng kiến: năm “23” không đọc được. Ghi bốn chữ số, ví dụ 2023."),
    ],
)
def test_what_cannot_be_read_is_said(
    data: dict[str, str], message: str, season: House, client: Client
) -> None:
    client.force_login(season.office)
    assert message in client.post(PAGE, data).content.decode()


def test_grades_of_earlier_years_count_before_those_of_the_year_come_in(
    season: House, client: Client
) -> None:
    client.force_login(season.office)
    query = {"danh_hieu": "bk_ttg", "nam": "2024", "ngay": "2025-01-15"}
    page = client.get(PAGE, query).content.decode()
    assert "Xếp loại: 2023 Hoàn thành nhiệm vụ." in page
    assert "Năm 2023 xếp loại “Hoàn thành nhiệm vụ”; yêu cầu 5 năm liên tục" in page


def test_a_day_without_criteria_says_so(season: House, client: Client) -> None:
    client.force_login(season.office)
    page = client.get(PAGE, {"ngay": "2010-01-01", "danh_hieu": "ldtt", "nam": "2010"}).content.decode()
    assert "Ngày 01/01/2010 bộ luật chưa có tiêu chuẩn này cho cá nhân." in page


def test_open_processes_show_to_those_who_may_know_of_them_alone(season: House, client: Client) -> None:
    Hold.objects.create(
        person=Person.objects.get(code="CB2"),
        kind=HoldKind.DENUNCIATION,
        from_on=date(2023, 11, 1),
        paper="Đơn số 5",
        opened_by=System().username,
    )
    client.force_login(season.office)
    assert "đơn khiếu nại, tố cáo đang xác minh" in client.get(PAGE).content.decode()
    client.force_login(user("can-bo", Role.UNIT_CLERK, season.a))
    page = client.get(PAGE).content.decode()
    assert (badges(page), "tố cáo" in page) == (["✕ Không đủ tiêu chuẩn"], False)


def test_people_of_other_units_are_not_there(season: House, client: Client) -> None:
    client.force_login(user("can-bo-b", Role.UNIT_CLERK, season.b))
    assert (client.get(PAGE).status_code, client.post(PAGE, {}).status_code) == (404, 404)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", WIDTHS[1:])  # the narrow one finds more
def test_a_clerk_tries_a_grade_and_an_initiative(
    width: int, browser: Browser, live_server: LiveServer, season: House
) -> None:
    page = sign_in(browser, live_server, user("can-bo", Role.UNIT_CLERK, season.a), width=width)
    page.goto(live_server.url + reverse("person", args=["CB2"]))
    follow(page.get_by_role("link", name="Thử xét"))
    page.get_by_label("Danh hiệu, hình thức", exact=True).select_option(label="Chiến sĩ thi đua cơ sở")
    follow(page.get_by_role("button", name="Xét", exact=True))
    page.get_by_label("Năm 2023", exact=True).select_option(label="→ Hoàn thành xuất sắc nhiệm vụ")
    page.get_by_label("Hoàn thành tốt nhiệm vụ được giao").select_option(label="→ xác nhận đạt")
    follow(page.get_by_role("button", name="Xét lại"))
    answers = page.locator(".outcomes .badge")
    assert answers.all_inner_texts() == ["✕ Không đủ tiêu chuẩn", "✕ Không đủ tiêu chuẩn"]
    page.get_by_label("Năm của sáng kiến thêm 1").fill("2023")
    follow(page.get_by_role("button", name="Xét lại"))
    assert answers.all_inner_texts() == ["✕ Không đủ tiêu chuẩn", "✓ Đủ tiêu chuẩn"]
    assert faults_of(page) == []
