"""Accounts as their administrator looks after them: invited, unlocked, turned off and on."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from thidua.access.actions import end_sessions, invite, make_link, reset_totp, turn_off, turn_on, unlock
from thidua.access.actions.links import Handed
from thidua.access.models import Grant, User
from thidua.access.queries import accounts_for, idle_accounts, in_force, open_sessions
from thidua.access.queries.accounts import IDLE_AFTER
from thidua.kernel.issues import Issue, Refused
from thidua.kernel.text import fold
from thidua.web.shell.fields import choice_of, text_of
from thidua.web.shell.lists import Column, Filter, ListSpec, show_list
from thidua.web.shell.refusals import attempt
from thidua.web.shell.rights import actor_of, needs
from thidua.web.shell.templatetags.vietnamese import moment


def standing(one: User) -> tuple[str, str]:
    """How an account stands now, in words and as a badge."""
    now = timezone.now()
    if not one.is_active:
        return "Đã tắt", "none"
    if one.locked_until is not None and one.locked_until > now:
        return "Tạm khóa", "refused"
    if max(filter(None, (one.last_login, one.opened_at))) <= now - IDLE_AFTER:
        return "Lâu không dùng", "asked"
    if not one.has_usable_password():
        return "Chưa đặt mật khẩu", "asked"
    return "Đang dùng", "met"


def _by_standing(rows: QuerySet[User], value: str) -> QuerySet[User]:
    now = timezone.now()
    chosen = {
        "dang_dung": Q(is_active=True) & ~Q(password__startswith="!"),
        "tam_khoa": Q(is_active=True, locked_until__gt=now),
        "chua_nhan": Q(is_active=True, password__startswith="!"),
        "lau_khong": Q(pk__in=idle_accounts(now).values("pk")),
        "da_tat": Q(is_active=False),
    }
    return rows.filter(chosen[value])


def _roles(one: User) -> str:
    return "; ".join(f"{grant.get_role_display()} ({grant.unit.name})" for grant in one.grants.all())


_SPEC = ListSpec(
    title="Tài khoản",
    noun="tài khoản",
    columns=(
        Column(
            "ten",
            "Họ và tên",
            lambda one: one.full_name,
            "full_name",
            width=28,
            url=lambda one: reverse("account", args=[one.pk]),
        ),
        Column("tai_khoan", "Tên đăng nhập", lambda one: one.username, "username", width=18),
        Column("quyen", "Quyền đang có", _roles, width=44),
        Column(
            "cuoi",
            "Đăng nhập lần cuối",
            lambda one: moment(one.last_login),
            "last_login",
            width=18,
            whole=True,
        ),
        Column(
            "hai_buoc", "Hai bước", lambda one: "Có" if one.totp_since else "Chưa", "totp_since", width=10
        ),
        Column("tinh_trang", "Tình trạng", lambda one: standing(one)[0], badge=lambda one: standing(one)[1]),
    ),
    order=("full_name",),
    search=lambda rows, words: rows.filter(
        Q(folded_name__contains=fold(words)) | Q(username__icontains=words)
    ),
    filters=(
        Filter(
            "tinh_trang",
            "Tình trạng",
            (
                ("dang_dung", "Đang dùng"),
                ("tam_khoa", "Tạm khóa"),
                ("chua_nhan", "Chưa đặt mật khẩu"),
                ("lau_khong", "45 ngày không dùng"),
                ("da_tat", "Đã tắt"),
            ),
            _by_standing,
        ),
        Filter(
            "hai_buoc",
            "Xác thực hai bước",
            (("co", "Đã bật"), ("chua", "Chưa bật")),
            lambda rows, v: rows.filter(totp_since__isnull=v == "chua"),
        ),
    ),
    empty="Chưa có tài khoản nào ở các đơn vị này.",
    file="tai-khoan",
)


@needs("account.manage")
def accounts(request: HttpRequest) -> HttpResponse:
    """Accounts the administrator looks after."""
    held = Prefetch("grants", in_force(Grant.objects.select_related("unit").order_by("from_on")))
    rows = accounts_for(actor_of(request), "account.manage").prefetch_related(held)
    return show_list(request, _SPEC, rows, template="office/accounts.html")


@needs("account.manage")
@never_cache
@require_http_methods(["GET", "POST"])
def account_invite(request: HttpRequest) -> HttpResponse:
    """A new account; its link is shown once."""
    if request.method == "POST" and (made := attempt(request, lambda: _invite(request))):
        return _hand_over(request, made)
    return render(request, "office/account_invite.html", {"given": request.POST})


def _invite(request: HttpRequest) -> Handed:
    name, full_name = text_of(request, "username"), text_of(request, "full_name")
    return invite(actor=actor_of(request), username=name, full_name=full_name)


def _hand_over(request: HttpRequest, made: Handed) -> HttpResponse:
    address = request.build_absolute_uri(reverse("take_up", args=[made.token]))
    return render(request, "office/account_link.html", {"link": made.link, "address": address})


@needs("account.manage")
@never_cache
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: how it stands, and what its administrator may do with it."""
    one = accounts_for(actor_of(request), "account.manage").filter(pk=pk).first()
    if one is None:
        raise Http404
    if request.method == "POST":
        return _act(request, one)
    words, badge = standing(one)
    context = {
        "one": one,
        "words": words,
        "badge": badge,
        "is_me": one == actor_of(request),
        "link": one.links.filter(used_at=None, voided_at=None).first(),
        "sessions": open_sessions(one),
        "grants": in_force(one.grants.select_related("unit").order_by("from_on")),
    }
    return render(request, "office/account.html", context)


def _act(request: HttpRequest, one: User) -> HttpResponse:
    """Do what was asked and say so; a link is shown instead."""
    me = actor_of(request)
    if text_of(request, "viec") == "duong_dan":
        made = attempt(request, lambda: make_link(actor=me, user=one))
        return _hand_over(request, made) if made else redirect("account", one.pk)
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "mo_khoa": (lambda: unlock(actor=me, user=one), "Đã mở tạm khóa."),
        "bo_hai_buoc": (
            lambda: reset_totp(actor=me, user=one),
            "Đã tắt xác thực hai bước; các phiên đã kết thúc.",
        ),
        "het_phien": (lambda: end_sessions(actor=me, user=one), "Đã kết thúc mọi phiên đăng nhập."),
        "tat": (lambda: _turn_off(request, one), "Đã tắt tài khoản; các phiên đã kết thúc."),
        "bat": (lambda: turn_on(actor=me, user=one), "Đã bật tài khoản."),
    }

    def do() -> str:
        act, said = acts[choice_of(request, "viec", "Việc", acts)]
        act()
        return said

    if done := attempt(request, do):
        messages.success(request, done)
    return redirect("account", one.pk)


def _turn_off(request: HttpRequest, one: User) -> None:
    """Confirmed by the user name."""
    if text_of(request, "username") != one.username:
        cure = f"Ghi đúng “{one.username}” để xác nhận."
        raise Refused(Issue("account.confirm", "Tên đăng nhập xác nhận không khớp.", cure))
    turn_off(actor=actor_of(request), user=one, reason=text_of(request, "reason"))
