"""A district launches, a commune answers from a phone, the board shows it: in a real browser."""

from __future__ import annotations

from datetime import date

import pytest
from builders import house, user
from desk import faults_of, follow, sign_in
from movements_of_tests import TASKS, drafted
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from thidua.access.enums import Role
from thidua.movements.models import EmulationMovement

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_district_launches_and_a_commune_answers(browser: Browser, live_server: LiveServer) -> None:
    h = house()
    higher = drafted(h)
    page = sign_in(browser, live_server, h.office)
    page.goto(f"{live_server.url}/phong-trao/{higher.pk}/")
    follow(page.get_by_role("button", name="Phát động"))
    assert page.get_by_role("status").inner_text() == (
        "Đã phát động; các đơn vị cấp dưới thấy phong trào này từ bây giờ."
    )
    page.goto(f"{live_server.url}/phong-trao/{higher.pk}/huong-ung/")
    follow(page.get_by_role("button", name="Nhắc đơn vị chưa phát động"))
    assert page.get_by_role("status").inner_text() == "Đã nhắc 2 đơn vị chưa phát động."

    phone = sign_in(browser, live_server, user("thu-truong-a", Role.UNIT_HEAD, h.a), width=360)
    phone.goto(f"{live_server.url}/phong-trao/")
    follow(phone.locator(".message").get_by_role("link"))
    follow(phone.get_by_role("link", name="Lập phong trào hưởng ứng"))
    phone.get_by_label("Tên phong trào").fill("Phong trào của xã")
    phone.get_by_label("Số kế hoạch").fill("3/KH-UBND")
    phone.get_by_label("Ngày kế hoạch").fill("2024-02-15")
    phone.get_by_label("Căn cứ").fill("Kế hoạch của huyện")
    phone.get_by_label("Từ ngày").fill("2024-02-16")
    follow(phone.get_by_role("button", name="Lưu kế hoạch"))
    follow(phone.get_by_role("link", name="Nhiệm vụ", exact=True))
    phone.get_by_label("Nhiệm vụ, dòng 2").fill("")  # an emptied row is given up with all it says
    for field in ("Chủ trì", "Chỉ số", "Mục tiêu", "Đơn vị tính", "Hạn"):
        phone.get_by_label(f"{field}, dòng 2").fill("")
    assert faults_of(phone) == []
    follow(phone.get_by_role("button", name="Lưu và xong"))
    follow(phone.get_by_role("button", name="Phát động"))
    own = EmulationMovement.objects.get(parent=higher)
    assert (own.state, own.launched_on) == ("launched", date(2024, 2, 16))
    assert [t.content for t in own.tasks.all()] == [TASKS[0].content]

    page.reload()
    row = page.get_by_role("row").filter(has_text=h.a.name)
    assert row.get_by_role("cell").nth(1).inner_text() == "Đã phát động"
    assert faults_of(page) == []
