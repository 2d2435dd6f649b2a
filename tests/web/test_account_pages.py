"""Accounts on screen: signing in, sessions that end, links, the second step first, the administrator's pages."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from builders import House, System, house, user
from desk import PASSWORD, WIDTHS, faults_of, follow
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from thidua.access import totp
from thidua.access.actions import invite, set_password, set_totp
from thidua.access.enums import Role
from thidua.access.models import User, WebSession
from thidua.audit.models import AuditEntry
from thidua.web.shell.doors import WRONG

pytestmark = pytest.mark.django_db


@pytest.fixture
def h(settings: object) -> House:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]
    made = house()
    for name, role in (("quan-tri", Role.ADMINISTRATOR), ("can-bo", Role.UNIT_CLERK)):
        one = user(name, role, made.authority)
        set_password(actor=System(), user=one, password=PASSWORD)
    return made


def enter(client: Client, who: str = "can-bo", password: str = PASSWORD, **more: str) -> str:
    """Sign in through the form; the page that comes of it."""
    given = {"username": who, "password": password}
    return client.post(reverse("sign_in"), given, follow=True, **more).content.decode()  # type: ignore[arg-type]


def test_every_way_to_be_wrong_says_the_same(h: House, client: Client) -> None:
    def alert(page: str) -> str:
        return re.findall(r'role="alert">([^<]*)<', page)[0]

    told = [alert(enter(client, password="sai")) for _ in range(5)]
    locked = alert(enter(client))
    assert {*told, locked, alert(enter(client, who="khong-co"))} == {WRONG}
    User.objects.filter(username="quan-tri").update(is_active=False)
    assert alert(enter(client, who="quan-tri")) == WRONG


def test_sign_in_and_out_are_logged_with_device_and_address(h: House, client: Client) -> None:
    client.get(reverse("home"))
    enter(client, password="sai")
    agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"
    assert "có 1 lần nhập sai mật khẩu hoặc mã" in enter(client, HTTP_USER_AGENT=agent)
    one = WebSession.objects.get(user__username="can-bo")
    assert (one.device, one.address) == ("Chrome trên Windows", "127.0.0.1")
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    client.post(reverse("sign_out"))
    assert not WebSession.objects.filter(user__username="can-bo").exists()
    log = AuditEntry.objects.filter(verb__startswith="sign_").order_by("id")
    assert [one.verb for one in log] == ["sign_in.failed", "sign_in.done", "sign_out.done"]


@pytest.mark.parametrize(
    ("who", "minutes", "seconds", "held"),
    [
        ("can-bo", 30, -1, True),
        ("can-bo", 30, 0, False),
        ("quan-tri", 15, -1, True),
        ("quan-tri", 15, 0, False),
        ("can-bo", 30, 1, False),
    ],
)
def test_an_idle_session_ends(
    who: str,
    minutes: int,
    seconds: int,
    held: bool,
    h: House,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    start = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: start)
    enter(client, who)
    later = start + timedelta(minutes=minutes, seconds=seconds)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert (client.get(reverse("my_account")).status_code == 200) == held


def test_a_session_in_use_ends_after_eight_hours(
    h: House, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: start)
    enter(client)
    held = []
    for minutes in (*range(20, 480, 20), 479.99, 480):
        monkeypatch.setattr(timezone, "now", lambda at=minutes: start + timedelta(minutes=at))
        held.append(client.get(reverse("my_account")).status_code == 200)
    assert held == [True] * 24 + [False]


def test_one_ends_one_session_all_others_and_all_by_a_new_password(h: House) -> None:
    here, there, third = Client(), Client(), Client()
    for one in (here, there, third):
        enter(one)

    def inside() -> list[bool]:
        return [one.get(reverse("my_account")).status_code == 200 for one in (here, there, third)]

    mark = WebSession.objects.get(session_key=there.session.session_key).mark
    here.post(reverse("my_account"), {"phien": mark})
    assert inside() == [True, False, True]
    here.post(reverse("my_account"))
    assert inside() == [True, False, False]
    enter(there)
    new = {"old": PASSWORD, "password": "tám-con-cò-trắng-64", "again": "tám-con-cò-trắng-64"}
    wrong = here.post(reverse("my_password"), {**new, "old": "sai"}).content.decode()
    assert "Mật khẩu hiện nay không đúng." in wrong
    here.post(reverse("my_password"), new)
    assert inside() == [True, False, False]


def test_nobody_ends_the_session_of_another(h: House, client: Client) -> None:
    other = Client()
    enter(other, "quan-tri")
    enter(client)
    mark = WebSession.objects.get(user__username="quan-tri").mark
    page = client.post(reverse("my_account"), {"phien": mark}, follow=True).content.decode()
    assert "Phiên này đã kết thúc." in page
    assert other.get(reverse("my_account")).status_code == 200


def test_without_the_second_step_nothing_else_opens(h: House, client: Client, settings: object) -> None:
    settings.TOTP = "required"  # type: ignore[attr-defined]
    assert "Bật xác thực hai bước" in enter(client)
    for name in ("nominations", "my_account", "home"):
        assert client.get(reverse(name))["Location"] == reverse("my_totp")
    secret = re.findall(r"secret=([A-Z2-7]+)", client.get(reverse("my_totp")).content.decode())[0]
    step = totp.step_of(timezone.now().timestamp())
    page = client.post(reverse("my_totp"), {"code": totp.code_at(secret, step)}).content.decode()
    assert len(re.findall(r"<code>[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}</code>", page)) == 10
    assert client.get(reverse("nominations")).status_code == 200
    # The password alone gives no session any more; the next code does.
    fresh = Client()
    assert "Mã xác thực" in enter(fresh)
    assert fresh.get(reverse("my_account")).status_code == 302
    fresh.post(reverse("sign_in_code"), {"code": totp.code_at(secret, step)})
    assert fresh.get(reverse("my_account")).status_code == 302
    fresh.post(reverse("sign_in_code"), {"code": totp.code_at(secret, step + 1)})
    assert fresh.get(reverse("my_account")).status_code == 200


def test_a_link_that_will_not_do_says_one_thing(h: House, client: Client) -> None:
    made = invite(actor=System(), username="moi", full_name="Người Mới")
    given = {"password": "mười-cây-cau-cao-27", "again": "mười-cây-cau-cao-27"}
    twice = client.post(reverse("take_up", args=[made.token]), {**given, "again": "khac"}).content.decode()
    assert "Hai lần gõ mật khẩu không giống nhau." in twice
    client.post(reverse("take_up", args=[made.token]), given)
    assert client.get(reverse("my_account")).status_code == 200
    # The head shows who is signed in, so the pages are compared as a stranger sees them.
    pages = [Client().get(reverse("take_up", args=[one])) for one in (made.token, "khong-co")]
    assert ({page.status_code for page in pages}, len({page.content for page in pages})) == ({404}, 1)


def test_the_administrator_invites_turns_off_and_on(h: House, client: Client) -> None:
    client.force_login(User.objects.get(username="quan-tri"))
    made = client.post(reverse("account_invite"), {"username": "moi.vp", "full_name": "Người Mới"})
    assert re.search(r"http://testserver/moi/[\w-]{43}/", made.content.decode())
    one = User.objects.get(username="can-bo")
    other = Client()
    enter(other)
    act = {"viec": "tat", "reason": "Nghỉ hưu"}
    wrong = client.post(reverse("account", args=[one.pk]), {**act, "username": "x"}, follow=True)
    assert "Tên đăng nhập xác nhận không khớp." in wrong.content.decode()
    assert other.get(reverse("my_account")).status_code == 200
    client.post(reverse("account", args=[one.pk]), {**act, "username": "can-bo"})
    assert (other.get(reverse("my_account")).status_code, WRONG in enter(other)) == (302, True)
    client.post(reverse("account", args=[one.pk]), {"viec": "bat"})
    assert WRONG not in enter(other)
    set_totp_of(one)
    client.post(reverse("account", args=[one.pk]), {"viec": "bo_hai_buoc"})
    assert User.objects.get(pk=one.pk).totp_since is None
    listed = {
        value: "moi.vp"
        in client.get(reverse("accounts"), {"tinh_trang": value, "q": "nguoi moi"}).content.decode()
        for value in ("dang_dung", "tam_khoa", "chua_nhan", "lau_khong", "da_tat")
    }
    assert [value for value, there in listed.items() if there] == ["chua_nhan"]
    log = client.get(reverse("security_log"), {"loai": "tai_khoan", "q": "can-bo"}).content.decode()
    assert ("Nghỉ hưu" in log, "Tắt xác thực hai bước" in log) == (True, True)
    for name in ("accounts", "security_log"):
        assert client.get(reverse(name), {"xuat": "xlsx"}).content[:2] == b"PK"


def set_totp_of(one: User) -> str:
    secret = totp.new_secret()
    set_totp(actor=one, secret=secret, code=totp.code_at(secret, totp.step_of(timezone.now().timestamp())))
    return secret


@pytest.mark.django_db(transaction=True)
def test_from_the_invitation_to_a_session_ended(
    browser: Browser, live_server: LiveServer, settings: object
) -> None:
    """Invite, password, second step, in with a code, another session seen and ended."""
    settings.TOTP = "required"  # type: ignore[attr-defined]
    h = house()
    administrator = user("quan-tri", Role.ADMINISTRATOR, h.authority)
    made = invite(actor=administrator, username="minh.vp", full_name="Lê Minh")
    user("minh.vp", Role.UNIT_CLERK, h.a)
    page = browser.new_context(viewport={"width": 360, "height": 800}, bypass_csp=True).new_page()
    found = []
    page.goto(live_server.url + reverse("take_up", args=[made.token]))
    found += faults_of(page)
    page.get_by_label("Mật khẩu mới", exact=True).fill(PASSWORD)
    page.get_by_label("Gõ lại mật khẩu mới").fill(PASSWORD)
    follow(page.get_by_role("button", name="Đặt mật khẩu và đăng nhập"))
    found += faults_of(page)
    secret = page.locator("strong.code").inner_text().replace(" ", "")
    step = totp.step_of(timezone.now().timestamp())
    page.get_by_label("Mã 6 chữ số").fill(totp.code_at(secret, step))
    follow(page.get_by_role("button", name="Bật xác thực hai bước"))
    found += faults_of(page)
    recovery = page.locator("ol.codes code").all_inner_texts()[0]
    wide = browser.new_context(viewport={"width": 1440, "height": 800}, bypass_csp=True).new_page()
    wide.goto(live_server.url + reverse("sign_in"))
    wide.get_by_label("Tên đăng nhập").fill("minh.vp")
    wide.get_by_label("Mật khẩu").fill(PASSWORD)
    follow(wide.get_by_role("button", name="Đăng nhập"))
    found += faults_of(wide)
    wide.get_by_label("Mã 6 chữ số trong ứng dụng, hoặc một mã dự phòng").fill(recovery)
    follow(wide.get_by_role("button", name="Tiếp tục"))
    follow(wide.get_by_role("link", name="minh.vp").or_(wide.get_by_role("link", name="Lê Minh")).first)
    found += faults_of(wide)
    follow(wide.get_by_role("button", name=re.compile("^Kết thúc phiên")))
    assert wide.get_by_role("status").inner_text().startswith("Đã kết thúc phiên Chrome trên Linux")
    page.goto(live_server.url + reverse("my_account"))
    assert page.url.split("?")[0].endswith(reverse("sign_in"))
    assert found == []


@pytest.mark.django_db(transaction=True)
def test_the_administrators_pages_hold_at_every_width(browser: Browser, live_server: LiveServer) -> None:
    h = house()
    administrator = user("quan-tri", Role.ADMINISTRATOR, h.authority)
    set_password(actor=administrator, user=administrator, password=PASSWORD)
    found = {}
    for width in WIDTHS:
        page = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True).new_page()
        page.goto(live_server.url + reverse("sign_in"))
        page.get_by_label("Tên đăng nhập").fill("quan-tri")
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        follow(page.get_by_role("button", name="Đăng nhập"))
        for name, args in (
            ("accounts", []),
            ("account", [h.office.pk]),
            ("account_invite", []),
            ("security_log", []),
            ("my_account", []),
            ("my_password", []),
        ):
            page.goto(live_server.url + reverse(name, args=args))
            found[name, width] = faults_of(page)
    assert {where: faults for where, faults in found.items() if faults} == {}
