"""Units on screen: the tree through time, an act looked at, written and undone, persons placed, honours kept apart."""

from __future__ import annotations

from datetime import date

import pytest
from builders import born, house, people, user
from desk import follow, sign_in
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer
from test_person_journeys import looked_at

from thidua.access.enums import Role
from thidua.honours.models import Award
from thidua.registry.actions import Basis, NewUnit, merge, split
from thidua.registry.models import OrgUnit, Post, UnitAct

ON = date(2025, 7, 1)


def given(unit: OrgUnit, number: str) -> None:
    Award.objects.create(
        honour="ttldtt", unit=unit, year=2022, decision_number=number, decided_on=date(2022, 12, 20),
        issued_by="Chủ tịch UBND huyện", source="imported", name_written=unit.name, counted_from=2022,
        counted_until=2022,
    )  # fmt: skip


@pytest.mark.django_db
def test_the_tree_is_that_of_the_day_and_names_who_goes_on(client: Client) -> None:
    h = house()
    new = NewUnit("AB", "UBND xã An Bình", "Xã", parent=h.authority)
    merge(actor=h.office, units=[h.a, h.b], into=new, basis=Basis("1656/NQ", ON))
    client.force_login(h.office)

    def rows(**query: str) -> list[tuple[str, str]]:
        page = client.get(reverse("unit_tree"), {"goc": "HUYEN", **query}).context["page"]
        return [(row[0].text, row[4].text) for row in page.rows]

    assert rows(ngay="2025-06-30") == [("UBND xã An", "UBND xã An Bình"), ("UBND xã Bình", "UBND xã An Bình")]
    assert rows(ngay="2025-07-01") == [("UBND xã An Bình", "")]
    assert rows(moc="0") == rows(ngay="2025-06-30")
    assert rows(ngay="2025-06-30", cach="hom-nay") == [("UBND xã An Bình", "UBND xã An, UBND xã Bình")]
    assert rows(ngay="2025-06-30", q="xa binh") == [("UBND xã Bình", "UBND xã An Bình")]
    client.force_login(user("nhan-vien", Role.UNIT_CLERK, h.a))
    assert client.get(reverse("unit_tree"), {"goc": "HUYEN"}).status_code == 404
    page = client.get(reverse("unit_tree"), {"ngay": "2025-06-30"}).context["page"]
    assert [row[0].text for row in page.rows] == ["UBND xã An"]


@pytest.mark.django_db
def test_honours_of_former_units_stand_apart_and_within_the_readers_reach(client: Client) -> None:
    h = house()
    given(h.a, "11/QĐ-UBND")
    given(h.b, "22/QĐ-UBND")
    split(actor=h.office, unit=h.b, into=[h.a], basis=Basis("1/NQ", ON), lives_on=True)
    client.force_login(h.office)
    shown = client.get(reverse("unit", args=["A"])).context["honours"]
    assert [[award.decision_number for award, _ in shown[side]] for side in ("own", "earlier")] == [
        ["11/QĐ-UBND"],
        ["22/QĐ-UBND"],
    ]
    client.force_login(user("nhan-vien", Role.UNIT_CLERK, h.a))
    page = client.get(reverse("unit", args=["A"])).content.decode()
    assert ("11/QĐ-UBND" in page, "22/QĐ-UBND" in page) == (True, False)
    assert client.get(reverse("unit", args=["B"])).status_code == 404


@pytest.mark.django_db
def test_what_was_not_looked_at_is_not_written(client: Client) -> None:
    h = house()
    client.force_login(h.office)
    form = {"loai": "dissolve", "units": "UBND xã An", "paper": "1/NQ", "effective_on": "2025-07-01"}
    address = reverse("unit_act_new")
    shown = client.post(address, {**form, "viec": "ghi"})
    assert (shown.context["told"][0].unit.code, UnitAct.objects.count()) == ("A", 0)
    changed = {**form, "units": "UBND xã Bình", "viec": "ghi", "da_xem": shown.context["seal"]}
    assert client.post(address, changed).context["told"][0].unit.code == "B"
    assert UnitAct.objects.count() == 0
    done = client.post(address, {**form, "viec": "ghi", "da_xem": shown.context["seal"]})
    assert (done.status_code, OrgUnit.objects.get(code="A").until_on) == (302, date(2025, 6, 30))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"units": "UBND xã Không"}, "Không có đơn vị “UBND xã Không”."),
        ({"units": "UBND xã Bình"}, "Quyền của bạn không gồm đơn vị UBND xã Bình."),
        ({"units": ""}, "Chưa ghi đơn vị."),
        ({"paper": " "}, "Chưa ghi văn bản làm căn cứ."),
        ({"effective_on": "9000-01-01"}, "Ngày có hiệu lực chưa đến."),
        ({"effective_on": ""}, "Chưa ghi “Có hiệu lực từ ngày”."),
    ],
)
def test_refusals_name_the_field(given: dict[str, str], said: str, client: Client) -> None:
    h = house()
    client.force_login(user("van-phong-an", Role.OFFICE, h.a))
    form = {"loai": "dissolve", "units": "A", "paper": "1/NQ", "effective_on": "2025-07-01", "viec": "xem"}
    assert said in client.post(reverse("unit_act_new"), form | given).content.decode()
    assert UnitAct.objects.count() == 0


def fill_in_a_merger(page: Page) -> None:
    page.get_by_label("Đơn vị thay đổi 1").fill("UBND xã An")
    page.get_by_label("Đơn vị thay đổi 2").fill("UBND xã Bình")
    page.get_by_label("Tên đơn vị mới 1").fill("UBND xã An Bình")
    page.get_by_label("Mã đơn vị mới 1").fill("AB")
    page.get_by_label("Cơ quan cấp trên của đơn vị mới").fill("UBND huyện")
    page.get_by_label("Số, ký hiệu văn bản").fill("1656/NQ-UBTVQH15")
    page.get_by_label("Có hiệu lực từ ngày").fill("2025-07-01")


@pytest.mark.django_db(transaction=True)
def test_an_office_merges_places_and_undoes(browser: Browser, live_server: LiveServer) -> None:
    h = house()
    people(born("CB1", "Nguyễn Thị Hoà", "A"), born("CB2", "Trần Văn Hai", "B"))
    page = sign_in(browser, live_server, h.office)
    follow(page.get_by_role("link", name="Đơn vị", exact=True))
    follow(page.get_by_role("link", name="Ghi thay đổi"))
    faults = looked_at(page, page.url, "don-vi-viec")
    follow(page.get_by_role("link", name="Sáp nhập"))
    fill_in_a_merger(page)
    follow(page.get_by_role("button", name="Xem trước"))
    preview = page.get_by_role("region", name="Sẽ thay đổi như sau, chưa ghi gì").inner_text()
    assert ("UBND xã An (A)" in preview, "1 người chưa rõ về đâu" in preview) == (True, True)
    assert UnitAct.objects.count() == 0
    follow(page.get_by_role("button", name="Ghi thay đổi"))
    assert page.get_by_role("status").inner_text() == "Đã ghi. Có thể hoàn tác ở trang này."
    act = page.url
    faults += looked_at(page, act, "van-ban")
    for name, address in (
        ("van-ban-moi", reverse("unit_act_new") + "?loai=rearrange"),
        ("van-ban-ds", reverse("unit_acts")),
        ("cay", reverse("unit_tree") + "?goc=HUYEN&moc=0"),
        ("don-vi", reverse("unit", args=["A"])),
    ):
        faults += looked_at(page, live_server.url + address, name)
    follow(page.get_by_role("link", name="1 người chưa rõ về đâu"))
    faults += looked_at(page, page.url, "ai-ve-dau")
    page.get_by_label("Nguyễn Thị Hoà (CB1) về đơn vị").select_option(label="UBND xã An Bình")
    follow(page.get_by_role("button", name="Ghi đơn vị mới"))
    assert page.get_by_role("status").inner_text() == "Đã ghi đơn vị mới của 1 người."
    now = Post.objects.get(person__code="CB1", until_on=None)
    assert (now.unit.code, now.from_on) == ("AB", ON)
    page.goto(live_server.url + reverse("unit_tree") + "?goc=HUYEN")
    slider = page.get_by_label("Kéo theo các lần thay đổi")
    slider.focus()
    with page.expect_navigation():
        page.keyboard.press("Home")
    assert page.locator("tbody tr").first.inner_text().startswith("UBND xã An\t")
    page.goto(act)
    page.get_by_label("Ghi lại số, ký hiệu văn bản").fill("1656/NQ-UBTVQH15")
    page.get_by_label("Lý do hoàn tác").fill("ghi nhầm")
    follow(page.get_by_role("button", name="Hoàn tác văn bản này"))
    assert page.get_by_role("status").inner_text().startswith("Đã hoàn tác")
    assert Post.objects.get(person__code="CB1").unit.code == "A"
    assert not OrgUnit.objects.filter(code="AB").exists()
    assert faults == []
