"""Signing in and out, and the pages of trouble."""

from __future__ import annotations

from django.contrib.auth import login, logout
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.access.capabilities import CAPABILITIES
from thidua.access.enums import Role
from thidua.access.queries import roles_of
from thidua.web.shell.rights import actor_of, public


@public
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password; one message for every way to be wrong."""
    form = AuthenticationForm(request, data=request.POST or None)
    form.error_messages["invalid_login"] = "Tên đăng nhập hoặc mật khẩu không đúng."
    target = request.POST.get("next") or request.GET.get("next") or ""
    if request.method == "POST" and form.is_valid():
        login(request, form.get_user())
        safe = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
        return HttpResponseRedirect(target) if safe else redirect("work")
    return render(request, "shell/sign_in.html", {"form": form, "next": target})


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("home")


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


def _problem(request: HttpRequest, status: int, title: str, reason: str, cure: str) -> HttpResponse:
    context = {"title": title, "reason": reason, "cure": cure}
    return render(request, "shell/problem.html", context, status=status)


@public
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _problem(
        request,
        404,
        "Không có trang này",
        "Địa chỉ không đúng, hoặc nội dung không còn.",
        "Kiểm tra lại địa chỉ, hoặc đi từ trang đầu.",
    )


@public
def broken(request: HttpRequest) -> HttpResponse:
    return _problem(
        request,
        500,
        "Hệ thống gặp trục trặc",
        "Việc vừa làm chưa được ghi.",
        "Thử lại; nếu vẫn vậy, báo cho người quản trị.",
    )


@public
def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _problem(
        request,
        403,
        "Trang đã để quá lâu",
        "Biểu mẫu không còn hiệu lực, việc vừa làm chưa được ghi.",
        "Mở lại trang rồi làm lại.",
    )
