"""Tries, locks, links, second step and idle accounts, with the clock set by the test."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from builders import System, house, user
from django.utils import timezone

from thidua.access import totp
from thidua.access.actions import (
    create_user,
    invite,
    make_link,
    prove_code,
    prove_password,
    reset_totp,
    review,
    set_password,
    set_totp,
    signed_in,
    turn_off,
    turn_on,
    unlock,
    use_link,
)
from thidua.access.actions.signing import Visitor
from thidua.access.enums import Role
from thidua.access.models import RecoveryCode, SignInFailure, User, WebSession
from thidua.access.queries import accounts_for, open_link
from thidua.audit.models import AuditEntry
from thidua.kernel.issues import Refused
from thidua.ops.commands.account_invite import link_for
from thidua.registry.models import OrgUnit

pytestmark = pytest.mark.django_db
GOOD, OTHER = "sen-hồng-bát-ngát-71", "bốn-con-thuyền-giấy-08"


class Clock:
    """`timezone.now` as the test sets it."""

    def __init__(self) -> None:
        self.at = datetime.now(tz=timezone.get_current_timezone())

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: float) -> None:
        self.at += timedelta(**by)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(timezone, "now", made)
    return made


@pytest.fixture
def lan(clock: Clock, settings: object) -> User:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]
    made = create_user(actor=System(), username="lan.tckt", full_name="Đỗ Thị Lan Hương")
    set_password(actor=System(), user=made, password=GOOD)
    User.objects.update(opened_at=clock.at)
    return made


def tried(password: str = GOOD, name: str = "lan.tckt", address: str = "10.0.0.1") -> bool:
    return prove_password(actor=Visitor(), username=name, password=password, address=address) is not None


def said(*acts: object) -> list[str]:
    return list(AuditEntry.objects.filter(verb__in=acts).order_by("id").values_list("verb", flat=True))


@pytest.mark.parametrize(("wrong", "opens"), [(4, True), (5, False), (6, False)])
def test_the_fifth_wrong_try_locks_for_a_quarter_of_an_hour(
    wrong: int, opens: bool, lan: User, clock: Clock
) -> None:
    assert [tried("sai") for _ in range(wrong)] == [False] * wrong
    assert tried() == opens
    clock.forward(minutes=15, seconds=-1)
    assert tried() == opens
    clock.forward(seconds=1)
    assert tried()
    assert len(said("account.locked")) == (0 if opens else 1)


def test_tries_of_a_quarter_of_an_hour_ago_no_longer_count(lan: User, clock: Clock) -> None:
    for _ in range(4):
        tried("sai")
    clock.forward(minutes=15)
    assert (tried("sai"), tried()) == (False, True)


def test_the_administrator_unlocks_and_the_owner_learns_of_the_tries(lan: User) -> None:
    for _ in range(5):
        tried("sai")
    assert not tried()
    unlock(actor=System(), user=lan)
    assert (tried("sai"), tried()) == (False, True)
    assert (signed_in(actor=lan, address="10.0.0.1", device=""), lan.failures.count()) == (1, 0)
    with pytest.raises(Refused):
        unlock(actor=System(), user=lan)


@pytest.mark.parametrize(("wrong", "opens"), [(19, True), (20, False), (21, False)])
def test_twenty_wrong_tries_of_an_address_hold_it_up_for_the_minute(
    wrong: int, opens: bool, lan: User, clock: Clock
) -> None:
    for number in range(wrong):
        tried(name=f"la-{number}")
    assert (tried(), tried(address="10.0.0.2")) == (opens, True)
    clock.forward(minutes=1)
    assert tried()
    # Beyond the limit nothing more is written: the log cannot be flooded.
    assert len(said("sign_in.failed", "sign_in.slowed")) == min(wrong, 20) + (0 if opens else 1)


def test_a_name_nobody_has_and_a_password_are_never_kept(lan: User) -> None:
    tried(name="mat-khau-cua-toi-nham-o", password="bi-mat-go-sai-123")
    tried(password="bi-mat-go-sai-123")
    kept = str(list(AuditEntry.objects.values())) + str(list(SignInFailure.objects.values()))
    assert ("mat-khau-cua-toi" in kept, "bi-mat-go-sai" in kept, "10.0.0.1" in kept) == (False, False, True)


def test_a_link_works_once_within_seven_days(lan: User, clock: Clock) -> None:
    made = invite(actor=System(), username="Minh.VP", full_name="Minh")
    assert made.token not in str([*User.objects.values(), made.link.token_hash])
    clock.forward(days=7, seconds=-1)
    assert open_link(made.token) == made.link
    clock.forward(seconds=1)
    assert open_link(made.token) is None
    again = make_link(actor=System(), user=made.link.user)
    newer = make_link(actor=System(), user=made.link.user)
    assert (open_link(again.token), open_link(newer.token)) == (None, newer.link)
    with pytest.raises(Refused):
        use_link(actor=made.link.user, token=newer.token, password="ngan")
    assert use_link(actor=made.link.user, token=newer.token, password=GOOD).username == "minh.vp"
    assert open_link(newer.token) is None
    with pytest.raises(Refused):
        use_link(actor=made.link.user, token=newer.token, password=OTHER)
    assert tried(name="minh.vp")


def test_a_reset_keeps_the_old_password_until_it_is_used_and_opens_the_lock(lan: User) -> None:
    for _ in range(5):
        tried("sai")
    made = make_link(actor=System(), user=lan)
    assert made.link.kind == "reset"
    use_link(actor=lan, token=made.token, password=OTHER)
    assert (tried(GOOD), tried(OTHER)) == (False, True)


@pytest.mark.parametrize("name", ["LAN.tckt", "a", "có dấu", "-a-b", "a" * 51, "<b>x</b>"])
def test_a_user_name_that_will_not_do_makes_nothing(name: str, lan: User) -> None:
    with pytest.raises(Refused):
        invite(actor=System(), username=name, full_name="Người mới")
    assert User.objects.count() == 1


def code(secret: str, clock: Clock) -> str:
    return totp.code_at(secret, totp.step_of(clock.at.timestamp()))


def test_the_second_step_takes_a_code_once_and_each_recovery_code_once(lan: User, clock: Clock) -> None:
    secret = totp.new_secret()
    with pytest.raises(Refused):
        set_totp(actor=lan, secret=secret, code="000000x")
    recovery = set_totp(actor=lan, secret=secret, code=code(secret, clock))
    lan.refresh_from_db()
    assert secret.encode() not in bytes(lan.totp_sealed or b"")
    assert len(set(recovery)) == RecoveryCode.objects.count() == 10
    # The code that set it up is used up.
    assert not prove_code(actor=lan, code=code(secret, clock), address="")
    clock.forward(seconds=60)
    now = code(secret, clock)
    assert [prove_code(actor=lan, code=now, address="") for _ in range(2)] == [True, False]
    typed = recovery[0].lower().replace("-", " ")
    assert [prove_code(actor=lan, code=typed, address="") for _ in range(2)] == [True, False]
    reset_totp(actor=System(), user=lan)
    lan.refresh_from_db()
    assert (lan.totp_since, RecoveryCode.objects.count()) == (None, 0)


def test_wrong_codes_lock_like_wrong_passwords(lan: User, clock: Clock) -> None:
    secret = totp.new_secret()
    set_totp(actor=lan, secret=secret, code=code(secret, clock))
    clock.forward(seconds=60)
    assert [prove_code(actor=lan, code="12", address="") for _ in range(5)] == [False] * 5
    assert (prove_code(actor=lan, code=code(secret, clock), address=""), tried()) == (False, False)


@pytest.mark.parametrize(("seconds", "off"), [(-1, False), (0, True), (1, True)])
def test_an_account_is_off_after_45_days(seconds: int, off: bool, lan: User, clock: Clock) -> None:
    machine = create_user(actor=System(), username="may", full_name="Máy")
    WebSession.objects.create(session_key="a", user=lan, expire_date=clock.at + timedelta(days=90))
    clock.forward(days=45, seconds=seconds)
    assert review(actor=System()) == ([lan] if off else [])
    assert (tried(), WebSession.objects.filter(user=lan).exists()) == (not off, not off)
    machine.refresh_from_db()
    assert machine.is_active
    turn_on(actor=System(), user=lan)
    assert (tried(), review(actor=System())) == (True, [])


def test_the_last_administrator_of_a_unit_stays(lan: User, clock: Clock) -> None:
    h = house()
    first, second = (user(name, Role.ADMINISTRATOR, h.authority) for name in ("mot", "hai"))
    for one in (first, second):
        set_password(actor=System(), user=one, password=OTHER)
    with pytest.raises(Refused):
        turn_off(actor=first, user=first, reason="Nghỉ")
    clock.forward(days=46)
    assert first in review(actor=System())
    with pytest.raises(Refused) as told:
        turn_off(actor=System(), user=second, reason="Nghỉ")
    assert "quản trị hệ thống cuối cùng của UBND huyện" in str(told.value)


def test_an_administrator_looks_after_accounts_within_the_own_units(lan: User) -> None:
    h = house()
    top, of_a = user("tren", Role.ADMINISTRATOR, h.authority), user("tai-a", Role.ADMINISTRATOR, h.a)
    inside, both = user("trong-a", Role.UNIT_CLERK, h.a), user("ca-hai", Role.UNIT_CLERK, h.a)
    user("ca-hai", Role.UNIT_CLERK, h.b)
    made = create_user(actor=of_a, username="moi-lap", full_name="Mới lập")
    held = {one.username for one in accounts_for(of_a, "account.manage")}
    assert held == {of_a.username, inside.username, made.username}
    assert {both, lan, top, made} <= set(accounts_for(top, "account.manage"))


def test_the_command_makes_the_first_administrator_or_nothing(lan: User) -> None:
    with pytest.raises(Refused, match="Chưa có đơn vị nào"):
        link_for("quan-tri", "Quản trị", None, administrator=True)
    assert not User.objects.filter(username="quan-tri").exists()
    h = house()
    link = link_for("quan-tri", "Quản trị", None, administrator=True)
    assert open_link(link.rstrip("/").rpartition("/")[2]) is not None
    granted = User.objects.get(username="quan-tri").grants.get()
    assert (granted.role, granted.unit, OrgUnit.objects.count()) == (Role.ADMINISTRATOR, h.authority, 3)
