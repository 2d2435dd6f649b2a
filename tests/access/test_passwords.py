"""A weak password is refused by name of the rule; the old one stays."""

from __future__ import annotations

import pytest
from builders import System

from thidua.access.actions import create_user, set_password
from thidua.access.passwords import password_issues
from thidua.audit.models import AuditEntry
from thidua.kernel.issues import Refused

GOOD = "sen-hồng-bát-ngát-71"
FILLED = "ghế đá xanh bên hồ vắng "


def codes(password: str) -> list[str]:
    return [one.code for one in password_issues(password, "lan.tckt", "Đỗ Thị Lan Hương")]


@pytest.mark.parametrize(
    ("length", "expected"),
    [(13, ["password.short"]), (14, []), (128, []), (129, ["password.long"])],
)
def test_length(length: int, expected: list[str]) -> None:
    assert codes((FILLED * 6)[:length]) == expected


@pytest.mark.parametrize(
    ("password", "rule"),
    [
        ("Internazionale", "common"),
        ("bien-xanh-lan.tckt-9", "name"),
        ("bien-xanh-HUONG-rong", "name"),
        ("biển xanh lan rộng", "name"),
        ("xaxaxaxaxaxaxaxa", "repeated"),
        ("bien-xanh-qwerty-rong", "run"),
        ("bien-xanh-654321-rong", "run"),
        ("Mật khẩu biển xanh", "habit"),
        ("ThiDua@bienxanh!", "habit"),
    ],
)
def test_each_rule(password: str, rule: str) -> None:
    assert codes(password) == [f"password.{rule}"]


@pytest.mark.parametrize("password", [GOOD, "k7mq-x2wd-h9tr-b4zn", "biển xanh lang rộng"])
def test_a_good_one_passes(password: str) -> None:
    assert codes(password) == []


@pytest.mark.django_db
def test_a_weak_one_is_refused_and_the_old_one_stays() -> None:
    user = create_user(actor=System(), username="lan.tckt", full_name="Đỗ Thị Lan Hương")
    set_password(actor=user, user=user, password=GOOD)
    with pytest.raises(Refused) as told:
        set_password(actor=user, user=user, password="ngan-qua-roi!")
    assert str(told.value) == "Mật khẩu ngắn hơn 14 ký tự. Ghép bốn, năm từ không liên quan."
    user.refresh_from_db()
    assert user.check_password(GOOD)
    assert AuditEntry.objects.filter(verb="password.set").count() == 1
