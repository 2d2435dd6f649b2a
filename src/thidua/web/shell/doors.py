"""Signing in and out, by password, code or a link that was handed over."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from thidua.access.actions import prove_code, prove_password, signed_in, signed_out, use_link
from thidua.access.actions.signing import Visitor
from thidua.access.models import User
from thidua.access.queries import needs_totp, open_link
from thidua.kernel.issues import Issue, Refused
from thidua.web.shell.fields import text_of
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import public
from thidua.web.shell.sessions import begin
from thidua.web.shell.views import problem
from thidua.web.shell.visitors import address_of, device_of

# One sentence for every way to be wrong: nobody learns which name exists or which account is locked.
WRONG = "Tên đăng nhập hoặc mật khẩu không đúng. Sau nhiều lần sai, tài khoản tạm khóa 15 phút."
_WRONG_CODE = (
    "Mã không đúng hoặc đã dùng. Chờ mã mới rồi gõ lại; sau nhiều lần sai, tài khoản tạm khóa 15 phút."
)
_CODE_WITHIN = 5 * 60  # seconds from the password to the code


@public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The first step: name and password."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    if request.method == "GET":
        return render(request, "shell/sign_in.html", {"next": target})
    username = text_of(request, "username")[:150]
    password = str(request.POST.get("password", ""))
    user = prove_password(actor=Visitor(), username=username, password=password, address=address_of(request))
    if user is None:
        context = {"next": target, "username": username, "wrong": WRONG}
        return render(request, "shell/sign_in.html", context)
    return _after_password(request, user, target)


def _after_password(request: HttpRequest, user: User, target: str) -> HttpResponse:
    """To the code where the account has the second step, else in."""
    if user.totp_since is None:
        return _enter(request, user, target)
    request.session.flush()
    request.session["pending"] = {
        "user": user.pk,
        "at": timezone.now().timestamp(),
        "password": user.get_session_auth_hash(),
        "next": target,
    }
    request.session.set_expiry(_CODE_WITHIN)
    return redirect("sign_in_code")


@public
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """The second step: a code of the telephone, or a recovery code."""
    user = _pending(request)
    if user is None:
        return redirect("sign_in")
    if request.method == "GET":
        return render(request, "shell/sign_in_code.html")
    if not prove_code(actor=user, code=text_of(request, "code"), address=address_of(request)):
        return render(request, "shell/sign_in_code.html", {"wrong": _WRONG_CODE})
    return _enter(request, user, request.session["pending"]["next"])


def _pending(request: HttpRequest) -> User | None:
    """Whose password was right a moment ago; none when it was changed or the account turned off since."""
    held = request.session.get("pending")
    if not held or timezone.now().timestamp() >= held["at"] + _CODE_WITHIN:
        return None
    user = User.objects.filter(pk=held["user"], is_active=True).first()
    if user is None or not constant_time_compare(user.get_session_auth_hash(), held["password"]):
        return None
    return user


def _enter(request: HttpRequest, user: User, target: str) -> HttpResponse:
    """A session of their own for somebody who has passed every step."""
    failed = signed_in(actor=user, address=address_of(request), device=device_of(request))
    request.session.flush()
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    begin(request, user)
    if failed:
        said = f"Từ lần đăng nhập trước có {failed} lần nhập sai mật khẩu hoặc mã của tài khoản này."
        messages.warning(request, f"{said} Nếu không phải bạn, đổi mật khẩu và báo quản trị.")
    if needs_totp(user):
        return redirect("my_totp")
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    return HttpResponseRedirect(target) if safe else redirect("work")


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, User):
        signed_out(actor=request.user, address=address_of(request))
    logout(request)
    return redirect("home")


@public
@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
def take_up(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind an invitation or a reset: a password of one's own, then in."""
    link = open_link(token)
    if link is None:
        return problem(
            request,
            404,
            "Đường dẫn không dùng được",
            "Đường dẫn mời hoặc đặt lại mật khẩu chỉ dùng một lần, trong 7 ngày.",
            "Nếu đã đặt mật khẩu, hãy đăng nhập; nếu chưa, đề nghị quản trị hệ thống cấp đường dẫn mới.",
        )
    if request.method == "POST" and (user := attempt(request, lambda: _take(request, link.user, token))):
        messages.success(request, "Đã đặt mật khẩu.")
        return _after_password(request, user, "")
    return render(request, "shell/take_up.html", {"link": link})


def _take(request: HttpRequest, user: User, token: str) -> User:
    return use_link(actor=user, token=token, password=password_twice(request))


def password_twice(request: HttpRequest) -> str:
    """The new password, typed the same twice."""
    typed = str(request.POST.get("password", ""))
    if typed != str(request.POST.get("again", "")):
        raise Refused(Issue("password.twice", "Hai lần gõ mật khẩu không giống nhau.", "Gõ lại cả hai ô."))
    return typed
