"""Sessions ended, accounts unlocked, turned off and on; the review of idle ones."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from thidua.access.enums import Role
from thidua.access.models import SignInFailure, User, WebSession
from thidua.access.queries.accounts import idle_accounts, left_without_administrator, open_sessions
from thidua.audit.actions import record
from thidua.audit.actor import Actor
from thidua.kernel.issues import Issue, Refused

_FAILURES_KEPT = timedelta(days=1)


@transaction.atomic
def end_session(*, actor: User, mark: str) -> WebSession:
    """End one of one's own sessions. Raises Refused when it has ended."""
    one = next((s for s in open_sessions(actor) if s.mark == mark), None)
    if one is None:
        raise Refused(Issue("session.gone", "Phiên này đã kết thúc.", "Không phải làm gì thêm."))
    WebSession.objects.filter(pk=one.pk).delete()
    record(actor=actor, verb="session.ended", subject=f"access.User:{actor.username}", device=one.device)
    return one


@transaction.atomic
def end_sessions(*, actor: Actor, user: User, keep: str = "") -> int:
    """End all sessions of an account but the one of the key; returns how many. For its owner and administrator."""
    ended = open_sessions(user).exclude(session_key=keep).delete()[0]
    if ended:
        record(actor=actor, verb="session.ended", subject=f"access.User:{user.username}", count=ended)
    return ended


@transaction.atomic
def unlock(*, actor: Actor, user: User) -> None:
    """Let an account that wrong tries have locked sign in again. For its administrator.

    Raises Refused when it is not locked.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.locked_until is None or user.locked_until <= timezone.now():
        raise Refused(Issue("account.open", "Tài khoản không bị tạm khóa.", "Không phải làm gì thêm."))
    user.locked_until = None
    user.save(update_fields=["locked_until"])
    user.failures.all().delete()
    record(actor=actor, verb="account.unlocked", subject=f"access.User:{user.username}")


@transaction.atomic
def turn_off(*, actor: Actor, user: User, reason: str) -> None:
    """Turn an account off: its sessions end at once, its links no longer work. For its administrator.

    Raises Refused without a reason, for one that is off, for one's own, and for the last that administers a unit.
    """
    # All administrators are held, so that two cannot turn each other off at once.
    administrators = User.objects.filter(grants__role=Role.ADMINISTRATOR).order_by("pk")
    list(administrators.select_for_update(of=("self",)))
    user = User.objects.select_for_update().get(pk=user.pk)
    if not reason.strip():
        raise Refused(Issue("account.reason", "Chưa ghi lý do.", "Ghi lý do tắt tài khoản."))
    if not user.is_active:
        raise Refused(Issue("account.off", "Tài khoản đã tắt.", "Không phải làm gì thêm."))
    if user == actor:
        raise Refused(Issue("account.self", "Không tự tắt tài khoản của mình.", "Đề nghị quản trị khác tắt."))
    if alone := left_without_administrator(user):
        message = f"Đây là quản trị hệ thống cuối cùng của {alone[0].name}."
        raise Refused(Issue("account.last", message, "Giao quyền quản trị cho người khác trước."))
    user.is_active = False
    user.save(update_fields=["is_active"])
    user.web_sessions.all().delete()
    user.links.filter(used_at=None, voided_at=None).update(voided_at=timezone.now())
    record(
        actor=actor, verb="account.turned_off", subject=f"access.User:{user.username}", reason=reason.strip()
    )


@transaction.atomic
def turn_on(*, actor: Actor, user: User) -> None:
    """Turn an account on again, or keep an idle one on: its idle days count from now. For its administrator."""
    user = User.objects.select_for_update().get(pk=user.pk)
    user.is_active, user.opened_at = True, timezone.now()
    user.save(update_fields=["is_active", "opened_at"])
    record(actor=actor, verb="account.turned_on", subject=f"access.User:{user.username}")


@transaction.atomic
def review(*, actor: Actor, now: datetime | None = None) -> list[User]:
    """Turn off the accounts nobody has used for 45 days and sweep what has expired; returns those turned off.

    Who alone administers a unit stays, however long away.
    """
    moment = now or timezone.now()
    gone = []
    for user in idle_accounts(moment).order_by("pk"):
        if left_without_administrator(user):
            continue
        turn_off(actor=actor, user=user, reason="Không dùng 45 ngày")
        gone.append(user)
    WebSession.objects.filter(expire_date__lte=moment).delete()
    SignInFailure.objects.filter(user=None, at__lte=moment - _FAILURES_KEPT).delete()
    return gone
