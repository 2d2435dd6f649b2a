"""The log of what happened to accounts: sign-ins, failures, locks, links, rights."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse

from thidua.access.models import User
from thidua.access.queries import security_events
from thidua.access.wordings import SECURITY_WORDS
from thidua.audit.models import AuditEntry
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.rights import actor_of, needs
from thidua.web.shell.templatetags.vietnamese import moment

# Why a try failed, in words.
_WHY = {
    "name": "không có tên này",
    "password": "sai mật khẩu",
    "code": "sai mã",
    "locked": "đang tạm khóa",
    "off": "tài khoản đã tắt",
}


def _detail(one: AuditEntry) -> str:
    held: dict[str, Any] = one.detail
    told = [
        _WHY.get(held.get("why", ""), ""),
        held.get("device", ""),
        f"từ {held['address']}" if held.get("address") else "",
        held.get("reason", ""),
        f"{held['count']} phiên" if "count" in held else "",
    ]
    return ", ".join(part for part in told if part)


def _groups(rows: QuerySet[AuditEntry], value: str) -> QuerySet[AuditEntry]:
    beginnings = {
        "dang_nhap": ("sign_in.done", "sign_out", "session"),
        "sai": ("sign_in.failed", "sign_in.slowed", "account.locked"),
        "tai_khoan": ("user.", "account.", "link.", "password.", "totp.", "sign_in.recovery"),
        "quyen": ("grant.",),
    }
    wanted = Q()
    for beginning in beginnings[value]:
        wanted |= Q(verb__startswith=beginning)
    return rows.filter(wanted)


_SPEC = ListSpec(
    title="Nhật ký bảo mật",
    noun="sự kiện",
    columns=(
        Column("luc", "Lúc", lambda one: moment(one.at), "at", width=18, whole=True),
        Column(
            "su_kien",
            "Sự kiện",
            lambda one: SECURITY_WORDS[one.verb][0],
            "verb",
            width=40,
            badge=lambda one: SECURITY_WORDS[one.verb][1],
        ),
        Column("tai_khoan", "Tài khoản", lambda one: one.subject.partition(":")[2], "subject", width=20),
        Column("ai", "Người làm", lambda one: one.actor or "chưa đăng nhập", "actor", width=20),
        Column("them", "Chi tiết", _detail, width=44),
    ),
    order=("-at",),
    search=lambda rows, words: rows.filter(
        Q(subject__icontains=words) | Q(actor__icontains=words) | Q(detail__address__icontains=words)
    ),
    filters=(
        Filter(
            "loai",
            "Loại",
            (
                ("dang_nhap", "Đăng nhập, thoát"),
                ("sai", "Đăng nhập sai, tạm khóa"),
                ("tai_khoan", "Tài khoản, mật khẩu"),
                ("quyen", "Quyền"),
            ),
            _groups,
        ),
    ),
    empty="Chưa có sự kiện nào ở các tài khoản này.",
    file="nhat-ky-bao-mat",
)


@needs("security.read")
def security_log(request: HttpRequest) -> HttpResponse:
    """Events of the accounts the reader looks after."""
    me: User = actor_of(request)
    return show_list(request, _SPEC, security_events(me, list(SECURITY_WORDS)))
