"""What every page shows around its content: place, navigation by role, how much waits for an answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse

from thidua.access.capabilities import CAPABILITIES
from thidua.access.models import User
from thidua.access.queries import granted_units, needs_totp, roles_of
from thidua.movements.queries.seasons import latest_season
from thidua.nominations.models import Nomination
from thidua.personnel.enums import TransferState
from thidua.personnel.models import Transfer
from thidua.publishing.queries.comments import waiting_comments
from thidua.publishing.queries.feeds import waiting_figures
from thidua.publishing.queries.notices import standing_notices
from thidua.registry.queries.tree import lying_below
from thidua.reports.season import OPEN


@dataclass(frozen=True)
class Item:
    label: str
    url: str
    current: bool
    count: int = 0


@dataclass(frozen=True)
class Group:
    label: str
    items: tuple[Item, ...]


# Label, address name, capability (none: for everybody who signs in); a group without any item is left out.
_MENU: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "Đợt xét",
        (
            ("Tổng quan", "dashboard", "figures.read"),
            ("Danh sách đề nghị", "nominations", "nomination.read"),
            ("Cần trả lời", "questions", "nomination.read"),
            ("Danh sách đã gửi", "sheets", "sheet.read"),
            ("Gửi danh sách", "sheet_upload", "sheet.submit"),
            ("Quyết định", "decisions", "decision.read"),
        ),
    ),
    (
        "Năm thi đua",
        (
            ("Phong trào", "movements", "movement.read"),
            ("Nhiệm vụ", "tasks", "movement.read"),
            ("Lịch năm", "year_calendar", "movement.read"),
            ("Đăng ký thi đua", "registrations", "registration.read"),
            ("Cụm, khối", "clusters", "score.read"),
            ("Chấm điểm", "score_rounds", "score.read"),
            ("Giao ước", "covenants", "covenant.read"),
            ("Sáng kiến", "applications", "initiative.read"),
            ("Chấm sáng kiến", "marking", "initiative.mark"),
            ("Hội nghị", "conferences", "conference.read"),
        ),
    ),
    (
        "Cổng thông tin",
        (
            ("Bài viết", "articles", "article.read"),
            ("Bình luận", "comments", "comment.moderate"),
            ("Thư công dân", "letters", "letter.read"),
            ("Gương điển hình", "exemplars", "exemplar.read"),
            ("Giá, thời tiết", "quotes", "quote.read"),
            ("Tạm dừng hệ thống", "notices", "notice.write"),
        ),
    ),
    (
        "Tra cứu",
        (
            ("Người", "people", "person.read"),
            ("Đơn vị", "units", "person.read"),
            ("Trùng hồ sơ", "duplicates", "person.merge"),
            ("Nhận hồ sơ", "claims", "claim.answer"),
            ("Báo sai sót", "fault_reports", "fault.answer"),
            ("Chuyển công tác", "transfers", "transfer.read"),
            ("Ai có thể đề nghị", "screenings", "screening.read"),
            ("Sổ khen thưởng", "awards", "award.read"),
            ("Tạm dừng xét", "holds", "hold.read"),
            ("Nhập dữ liệu", "intakes", "intake.manage"),
            ("Luật", "law", ""),
            ("Việc chạy nền", "jobs", "job.read"),
        ),
    ),
    ("Của tôi", (("Hồ sơ của tôi", "own_record", ""),)),
    (
        "Quyền",
        (
            ("Phân quyền", "grants", "grant.read"),
            ("Ủy quyền", "grant_delegate", "grant.delegate"),
            ("Tài khoản", "accounts", "account.manage"),
            ("Nhật ký bảo mật", "security_log", "security.read"),
        ),
    ),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of the shell. Errors before sign-in middleware have no user and get no navigation."""
    user = getattr(request, "user", None)
    season = latest_season()
    around: dict[str, Any] = {
        "place": season.place if season else "",
        "trial": season is not None and not season.signer_name,
        "notices": standing_notices(),
        "navigation": [],
        "may_search": False,
    }
    if isinstance(user, User) and user.is_active and not needs_totp(user):
        around["navigation"] = _navigation(user, request.path)
        around["may_search"] = bool(CAPABILITIES["search.use"] & roles_of(user))
    return around


def _navigation(user: User, path: str) -> list[Group]:
    roles = roles_of(user)
    groups = []
    for label, entries in _MENU:
        items = [
            Item(text, url, path == url, _count(user, name))
            for text, name, capability in entries
            if not capability or CAPABILITIES[capability] & roles
            for url in [reverse(name)]
        ]
        if items:
            groups.append(Group(label, tuple(items)))
    return groups


def _count(user: User, name: str) -> int:
    """How much waits for the user behind an entry."""
    counts = {
        "questions": _waiting,
        "transfers": _unanswered,
        "comments": waiting_comments,
        "quotes": waiting_figures,
    }
    return counts[name](user) if name in counts else 0


def _unanswered(user: User) -> int:
    """Transfers that wait for the answer of a unit the user may answer for."""
    waiting = Transfer.objects.filter(state=TransferState.PROPOSED).order_by()
    return _of_units(user, "transfer.answer", waiting.values_list("to_unit_id").annotate(count=Count("id")))


def _waiting(user: User) -> int:
    """Nominations that wait for an answer, of the units the user may read."""
    waiting = Nomination.objects.filter(state__in=OPEN).order_by()
    by_unit = waiting.values_list("submitting_unit_id").annotate(count=Count("id"))
    return _of_units(user, "nomination.read", by_unit)


def _of_units(user: User, capability: str, by_unit: Iterable[tuple[int, int]]) -> int:
    """How much of what waits lies in units on which the user has the capability. Every page asks: the units that
    wait are few, those below the user's may be all of a province."""
    counts = dict(by_unit)
    if not counts:
        return 0
    return sum(counts[unit] for unit in lying_below(counts, granted_units(user, capability)))
