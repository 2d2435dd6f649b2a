"""Where work begins, and the pages of trouble."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from thidua.access.capabilities import CAPABILITIES
from thidua.access.enums import Role
from thidua.access.queries import roles_of
from thidua.web.shell.rights import actor_of, public


def _first_page(roles: frozenset[Role]) -> str:
    """Where a user's work begins: the overview for those who read figures, else the nominations, else rights."""
    for name, capability in (
        ("dashboard", "figures.read"),
        ("nominations", "nomination.read"),
        ("grants", "grant.read"),
    ):
        if CAPABILITIES[capability] & roles:
            return name
    return "home" if roles else "own_record"


@public
@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """To the first page of the signed-in user's role."""
    if not request.user.is_authenticated:
        return redirect("sign_in")
    return redirect(_first_page(roles_of(actor_of(request))))


def problem(request: HttpRequest, status: int, title: str, reason: str, cure: str) -> HttpResponse:
    """A page that says what is wrong and what to do."""
    context = {"title": title, "reason": reason, "cure": cure}
    return render(request, "shell/problem.html", context, status=status)


@public
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem(
        request,
        404,
        "Không có trang này",
        "Địa chỉ không đúng, hoặc nội dung không còn.",
        "Kiểm tra lại địa chỉ, hoặc đi từ trang đầu.",
    )


@public
def broken(request: HttpRequest) -> HttpResponse:
    return problem(
        request,
        500,
        "Hệ thống gặp trục trặc",
        "Việc vừa làm chưa được ghi.",
        "Thử lại; nếu vẫn vậy, báo cho người quản trị.",
    )


@public
def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    return problem(
        request,
        403,
        "Trang đã để quá lâu",
        "Biểu mẫu không còn hiệu lực, việc vừa làm chưa được ghi.",
        "Mở lại trang rồi làm lại.",
    )
