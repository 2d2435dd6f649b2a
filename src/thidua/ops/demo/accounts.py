"""Accounts of the demo: one for each desk, each with a password of its own made on this machine."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from thidua.access.actions import create_user, grant, set_password, turn_on
from thidua.access.enums import Role
from thidua.access.queries import idle_accounts
from thidua.movements.models import Season
from thidua.audit.actor import SystemActor
from thidua.registry.models import OrgUnit

FILE = "accounts.json"
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Account:
    """What a person at the keyboard needs to sign in."""

    username: str
    password: str
    what: str


def demo_accounts(season: Season, data_dir: Path) -> list[Account]:
    """The demo's accounts, made once; their passwords are kept in the data folder, for its owner alone."""
    unit = OrgUnit.objects.filter(sheets__season=season).order_by("code").first() or season.authority
    signing = OrgUnit.objects.filter(covenants__isnull=False).order_by("code").first() or unit
    wanted = (
        ("van-phong", "Cán bộ thường trực (mẫu)", Role.OFFICE, season.authority, "thường trực, toàn huyện"),
        ("don-vi", "Cán bộ đơn vị (mẫu)", Role.UNIT_CLERK, unit, f"đơn vị: {unit.name}"),
        ("thu-truong", "Thủ trưởng đơn vị (mẫu)", Role.UNIT_HEAD, signing, f"thủ trưởng: {signing.name}"),
        ("uy-vien", "Ủy viên hội đồng (mẫu)", Role.COUNCIL_MEMBER, season.authority, "ủy viên hội đồng"),
        ("thu-ky", "Thư ký hội đồng (mẫu)", Role.SECRETARY, season.authority, "thư ký hội đồng"),
        ("bien-tap", "Biên tập viên (mẫu)", Role.EDITOR, season.authority, "viết bài, duyệt bình luận"),
        ("nguoi-ky", "Người ký quyết định (mẫu)", Role.SIGNER, season.authority, "ký, phê duyệt, công bố"),
        (
            "quan-tri",
            "Quản trị hệ thống (mẫu)",
            Role.ADMINISTRATOR,
            season.authority,
            "giao quyền; không có quyền nghiệp vụ",
        ),
    )
    passwords = _passwords(data_dir / FILE, [name for name, *_ in wanted])
    system = SystemActor()
    accounts = []
    for username, full_name, role, where, what in wanted:
        user = create_user(actor=system, username=username, full_name=full_name)
        grant(actor=system, user=user, role=role, unit=where, from_on=season.received_from)
        if not user.check_password(passwords[username]):
            set_password(actor=system, user=user, password=passwords[username])
        if not user.is_active or idle_accounts(timezone.now()).filter(pk=user.pk).exists():
            turn_on(actor=system, user=user)
        accounts.append(Account(username, passwords[username], what))
    return accounts


def _passwords(path: Path, names: list[str]) -> dict[str, str]:
    if path.exists():
        held: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        if set(names) <= set(held):
            return held
    made = {
        name: "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
        for name in names
    }
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(made, file)
    return made
