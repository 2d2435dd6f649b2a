"""Who could be proposed, on screen: asking, progress, results by honour, people, the workbook; and the way ahead."""

from __future__ import annotations

import io
import re
from datetime import date

import openpyxl
import pytest
from builders import House, born, house, people, user
from desk import WIDTHS, faults_of, follow, sign_in
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from thidua.access.enums import Role
from thidua.eligibility.actions import open_hold
from thidua.eligibility.enums import HoldKind
from thidua.eligibility.models import Screening
from thidua.flow import jobs
from thidua.flow.models import Job
from thidua.registry.models import Person

pytestmark = pytest.mark.django_db
ASKED = {"don_vi": "HUYEN", "nam": "2023", "ngay": "2023-12-15"}


@pytest.fixture
def town() -> House:
    """An and Bình in A: good with an initiative, merely completed. Cúc and Dũng in B: good, on hold."""
    made = house()
    people(
        born("C1", "Nguyễn Văn An", "A", date(1980, 5, 1)),
        born("C2", "Lê Bình", "A"),
        born("C3", "Trần Cúc", "B"),
        born("C4", "Phạm Dũng", "B"),
    )
    made.rate("good", "C1", "C3", "C4")
    made.rate("completed", "C2")
    made.invent("C1")
    held = Person.objects.get(code="C4")
    open_hold(
        actor=made.office, nominee=held, kind=HoldKind.INSPECTION, from_on=date(2023, 6, 1), paper="1/CV"
    )
    return made


def screened(client: Client, town: House) -> Screening:
    client.force_login(town.office)
    answer = client.post(reverse("screenings"), ASKED)
    one = Screening.objects.get()
    assert answer["Location"] == reverse("screening", args=[one.pk])
    assert jobs.run(one.job_id)
    return one


def names(page: str) -> list[str]:
    body = page.partition("<tbody>")[2]
    cells = re.findall(r'<td data-label="Họ và tên"[^>]*>(.*?)</td>', body, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in cells]


def listed(client: Client, one: Screening, honour: str, **query: str) -> list[str]:
    page = client.get(reverse("screened_people", args=[one.pk, honour]), query)
    return names(page.content.decode())


def test_people_by_honour_and_outcome(town: House, client: Client) -> None:
    one = screened(client, town)
    assert listed(client, one, "ldtt") == ["Nguyễn Văn An", "Trần Cúc"]
    assert listed(client, one, "ldtt", ket_qua="not_met") == ["Lê Bình"]
    assert listed(client, one, "ldtt", ket_qua="deferred") == ["Phạm Dũng"]
    assert listed(client, one, "cstd_co_so") == ["Nguyễn Văn An"]
    assert listed(client, one, "ldtt", don_vi="B") == ["Trần Cúc"]
    assert listed(client, one, "ldtt", q="tran cuc") == ["Trần Cúc"]


def test_one_step_away_are_those_who_want_one_thing(town: House, client: Client) -> None:
    """Cúc lacks an initiative alone; Bình lacks it and the grade; nobody is near a title of the nation."""
    one = screened(client, town)
    assert listed(client, one, "cstd_co_so", ket_qua="mot-buoc") == ["Trần Cúc"]
    assert listed(client, one, "cstd_toan_quoc", ket_qua="mot-buoc") == []


def test_the_workbook_holds_the_list_on_screen(town: House, client: Client) -> None:
    one = screened(client, town)
    content = client.get(reverse("screened_people", args=[one.pk, "ldtt"]), {"xuat": "xlsx"}).content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(min_row=4)] == ["Nguyễn Văn An", "Trần Cúc"]


def test_who_waits_for_an_open_process_is_told_to_those_who_may_know(town: House, client: Client) -> None:
    one = screened(client, town)
    assert "Tạm dừng xét" in client.get(reverse("screening", args=[one.pk])).content.decode()
    client.force_login(user("thu-ky-khac", Role.SECRETARY, town.authority))
    page = client.get(reverse("screening", args=[one.pk])).content.decode()
    assert "Tạm dừng xét" not in page.partition("<main")[2]
    assert "Phạm Dũng" not in str(listed(client, one, "ldtt", ket_qua="deferred"))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"nam": "23"}, "Chưa chọn đủ đơn vị, năm xét (bốn chữ số) và ngày của luật."),
        ({"ngay": ""}, "Chưa chọn đủ đơn vị, năm xét (bốn chữ số) và ngày của luật."),
        ({"nam": "2024"}, "năm 2024 chưa bắt đầu vào ngày 15/12/2023."),
    ],
)
def test_what_cannot_be_screened_is_said(
    data: dict[str, str], message: str, town: House, client: Client
) -> None:
    client.force_login(town.office)
    assert message in client.post(reverse("screenings"), ASKED | data).content.decode()
    assert Screening.objects.count() == 0


def test_a_reader_without_the_right_to_ask_sees_no_form_and_is_refused(town: House, client: Client) -> None:
    client.force_login(user("thu-ky-khac", Role.SECRETARY, town.authority))
    assert "Rà soát một đơn vị" not in client.get(reverse("screenings")).content.decode()
    client.post(reverse("screenings"), ASKED)
    assert Screening.objects.count() == 0


def test_an_honour_not_screened_is_not_there(town: House, client: Client) -> None:
    one = screened(client, town)
    assert client.get(reverse("screened_people", args=[one.pk, "hc_sao_vang"])).status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", WIDTHS[1:])  # the narrow one finds more
def test_the_office_screens_and_looks_ahead(
    width: int, browser: Browser, live_server: LiveServer, town: House
) -> None:
    """From asking through progress and numbers to a person and the years ahead; every page fits."""
    page = sign_in(browser, live_server, town.office, width=width)
    page.goto(live_server.url + reverse("screenings"))
    faults = {"empty": faults_of(page)}
    follow(page.get_by_role("button", name="Rà soát"))
    page.get_by_role("heading", name="Rà soát UBND huyện năm 2023").wait_for()
    faults["progress"] = faults_of(page)
    assert jobs.run(Job.objects.get(kind="people.screen").pk)
    page.get_by_role("heading", name="Kết quả theo danh hiệu, hình thức").wait_for()
    faults["results"] = faults_of(page)
    follow(page.get_by_role("link", name="Chiến sĩ thi đua cơ sở"))
    page.get_by_label("Kết quả").select_option(label="Còn một bước")
    follow(page.get_by_role("button", name="Lọc"))
    faults["people"] = faults_of(page)
    follow(page.get_by_role("link", name="Trần Cúc"))
    assert page.locator(".outcomes .badge").all_inner_texts() == ["✕ Không đủ tiêu chuẩn"]
    follow(page.get_by_role("link", name="Trang của người này"))
    card = page.get_by_role("region", name="Sớm nhất có thể")
    card.get_by_text("Luật từ 01/10/2026 chưa đọc").wait_for()
    faults["person"] = faults_of(page)
    assert faults == {name: [] for name in faults}
