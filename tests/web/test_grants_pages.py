"""Rights on screen: given, ended with the name confirmed, passed on and taken back; refusals say why."""

from __future__ import annotations

import pytest
from builders import House, System, house, user
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from thidua.access.actions import create_user
from thidua.access.enums import Role
from thidua.access.models import Grant, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def h() -> House:
    made = house()
    user("quan-tri", Role.ADMINISTRATOR, made.authority)
    user("quan-tri-a", Role.ADMINISTRATOR, made.a)
    create_user(actor=System(), username="moi", full_name="Người mới")
    return made


def post(client: Client, who: str, name: str, *args: object, **given: str) -> HttpResponse:
    client.force_login(User.objects.get(username=who))
    return client.post(reverse(name, args=args), given, follow=True)  # type: ignore[return-value]


def gift(**more: str) -> dict[str, str]:
    return {"role": "unit_clerk", "username": "moi", "unit": "A", "from_on": "2024-01-01", **more}


def test_an_administrator_gives_a_role_and_ends_it(h: House, client: Client) -> None:
    page = post(client, "quan-tri", "grant_give", **gift()).content.decode()
    assert "Đã giao quyền “Cán bộ lập danh sách của đơn vị” cho Người mới." in page
    one = Grant.objects.get(user__username="moi")
    wrong = post(client, "quan-tri", "grant", one.pk, reason="Nghỉ", username="khac").content.decode()
    one.refresh_from_db()
    assert ("Tên tài khoản xác nhận không khớp." in wrong, one.is_revoked) == (True, False)
    post(client, "quan-tri", "grant", one.pk, reason="Nghỉ", username="moi")
    one.refresh_from_db()
    assert (one.is_revoked, one.ended_by) == (True, "quan-tri")


@pytest.mark.parametrize(
    ("who", "more", "said"),
    [
        ("quan-tri-a", {"unit": "B"}, "UBND xã Bình không thuộc đơn vị bạn quản lý."),
        ("quan-tri", {"username": "la"}, "Không có tài khoản “la” đang hoạt động."),
        ("quan-tri", {"username": "quan-tri"}, "Không tự giao quyền cho mình."),
        ("quan-tri", {"unit": "khong co"}, "Không có đơn vị “khong co”."),
        ("quan-tri", {"from_on": ""}, "Chưa ghi “Từ ngày”."),
        ("quan-tri", {"role": "intake"}, "Chưa chọn “Quyền”."),
        ("quan-tri", {"until_on": "2023-12-31"}, "Ngày kết thúc quyền sớm hơn ngày bắt đầu."),
    ],
)
def test_a_gift_that_is_not_allowed_says_why_and_writes_nothing(
    h: House, client: Client, who: str, more: dict[str, str], said: str
) -> None:
    before = Grant.objects.count()
    assert said in post(client, who, "grant_give", **gift(**more)).content.decode()
    assert Grant.objects.count() == before


def test_an_auditor_looks_over_rights_and_changes_none(h: House, client: Client) -> None:
    user("kiem-tra", Role.AUDITOR, h.authority)
    one = user("can-bo", Role.UNIT_CLERK, h.a).grants.get()
    page = post(client, "kiem-tra", "grant", one.pk, reason="x", username="can-bo")
    one.refresh_from_db()
    assert (page.status_code, one.is_revoked) == (200, False)
    assert "Kết thúc quyền" not in page.content.decode()
    assert client.get(reverse("grant_give")).status_code == 403


def test_a_head_passes_the_role_on_and_takes_it_back(h: House, client: Client) -> None:
    head = user("thu-truong", Role.UNIT_HEAD, h.a)
    source = str(head.grants.get().pk)
    given = {**gift(), "source": source, "from_on": "2026-01-01", "until_on": "2099-12-31", "paper": "12/UQ"}
    page = post(client, "thu-truong", "grant_delegate", **given).content.decode()
    assert "Đã ủy quyền “Thủ trưởng đơn vị” cho Người mới đến ngày 31/12/2099." in page
    one = Grant.objects.get(user__username="moi")
    # Somebody else's delegation cannot be taken back.
    user("thu-truong-b", Role.UNIT_HEAD, h.b)
    assert (
        "Không có quyền ủy quyền này."
        in post(client, "thu-truong-b", "grant_delegate", ket_thuc=str(one.pk)).content.decode()
    )
    post(client, "thu-truong", "grant_delegate", ket_thuc=str(one.pk))
    one.refresh_from_db()
    assert (one.is_revoked, one.ended_by) == (True, "thu-truong")


def test_lists_by_standing_and_in_excel(h: House, client: Client) -> None:
    user("het-han", Role.EDITOR, h.a, until=h.season.decided_on)
    client.force_login(User.objects.get(username="quan-tri"))
    held = {
        value: "het-han"
        in client.get(reverse("grants"), {"tinh_trang": value, "q": "xã An"}).content.decode()
        for value in ("hieu_luc", "sap_toi", "da_het")
    }
    assert held == {"hieu_luc": False, "sap_toi": False, "da_het": True}
    assert client.get(reverse("grants"), {"xuat": "xlsx"}).content[:2] == b"PK"
    assert "Giao, thu hồi quyền" in client.get(reverse("capability_table")).content.decode()
