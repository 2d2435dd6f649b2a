"""One's own account: password, second step, sessions."""

from __future__ import annotations

import base64

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from thidua.access import totp
from thidua.access.actions import (
    end_session,
    end_sessions,
    prove_code,
    prove_password,
    renew_recovery_codes,
    set_password,
    set_totp,
)
from thidua.access.models import User
from thidua.access.queries import needs_totp, open_sessions
from thidua.documents.codes import qr_png
from thidua.kernel.issues import Issue, Refused
from thidua.registry.identity import seal, unseal
from thidua.web.shell.doors import password_twice
from thidua.web.shell.fields import text_of
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, signed_in
from thidua.web.shell.visitors import address_of

_ISSUER = "Thi đua - Khen thưởng"


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
def my_account(request: HttpRequest) -> HttpResponse:
    """The account and its sessions; one or all others are ended here."""
    me = actor_of(request)
    if request.method == "POST":
        if done := attempt(request, lambda: _end(request, me)):
            messages.success(request, done)
        return redirect("my_account")
    context = {
        "sessions": open_sessions(me),
        "here": request.session.session_key,
        "codes_left": me.recovery_codes.filter(used_at=None).count(),
        "grants": me.grants.filter(is_revoked=False).select_related("unit").order_by("from_on"),
    }
    return render(request, "shell/my_account.html", context)


def _end(request: HttpRequest, me: User) -> str:
    if mark := text_of(request, "phien"):
        return f"Đã kết thúc phiên {end_session(actor=me, mark=mark).device}."
    ended = end_sessions(actor=me, user=me, keep=request.session.session_key or "")
    return f"Đã kết thúc {ended} phiên khác." if ended else "Không có phiên nào khác."


@signed_in
@never_cache
@sensitive_post_parameters("old", "password", "again")
@require_http_methods(["GET", "POST"])
def my_password(request: HttpRequest) -> HttpResponse:
    """A new password; every other session ends."""
    me = actor_of(request)
    if request.method == "POST" and attempt(request, lambda: _change(request, me)):
        end_sessions(actor=me, user=me, keep=request.session.session_key or "")
        update_session_auth_hash(request, me)
        messages.success(request, "Đã đổi mật khẩu; các phiên khác đã kết thúc.")
        return redirect("my_account")
    return render(request, "shell/my_password.html")


def _change(request: HttpRequest, me: User) -> bool:
    """The old password counts as a try to sign in: a session left open does not let anybody guess it."""
    new, old = password_twice(request), str(request.POST.get("old", ""))
    if prove_password(actor=me, username=me.username, password=old, address=address_of(request)) is None:
        cure = "Gõ lại; sau nhiều lần sai, tài khoản tạm khóa 15 phút."
        raise Refused(Issue("password.old", "Mật khẩu hiện nay không đúng.", cure))
    set_password(actor=me, user=me, password=new)
    return True


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
def my_totp(request: HttpRequest) -> HttpResponse:
    """Set up the second step: the secret as a QR code and in letters, one code back, ten recovery codes."""
    me = actor_of(request)
    if me.totp_since is not None:
        return redirect("my_account")
    if "totp" not in request.session:
        request.session["totp"] = seal(totp.new_secret()).decode()
    secret = unseal(request.session["totp"].encode())
    if request.method == "POST":
        code = text_of(request, "code")
        if codes := attempt(request, lambda: set_totp(actor=me, secret=secret, code=code)):
            del request.session["totp"]
            return render(request, "shell/my_codes.html", {"codes": codes, "is_new": True})
    address = totp.address(secret, me.username, _ISSUER)
    context = {
        "required": needs_totp(me),
        "picture": base64.b64encode(qr_png(address)).decode(),
        "address": address,
        "letters": [secret[at : at + 4] for at in range(0, len(secret), 4)],
    }
    return render(request, "shell/my_totp.html", context)


@signed_in
@never_cache
@require_POST
def my_codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes, against a code of the telephone."""
    me = actor_of(request)
    if not prove_code(actor=me, code=text_of(request, "code"), address=address_of(request)):
        messages.error(request, "Mã không đúng hoặc đã dùng. Chờ mã mới rồi gõ lại.")
        return redirect("my_account")
    if codes := attempt(request, lambda: renew_recovery_codes(actor=me)):
        return render(request, "shell/my_codes.html", {"codes": codes})
    return redirect("my_account")
