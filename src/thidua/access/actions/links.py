"""Invitations and resets: a link handed over once, by which somebody sets the password of an account."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from thidua.access.actions.users import create_user, set_password
from thidua.access.enums import LinkKind
from thidua.access.models import AccountLink, User
from thidua.access.queries.accounts import token_hash
from thidua.audit.actions import record
from thidua.audit.actor import Actor
from thidua.kernel.issues import Issue, Refused

VALID_FOR = timedelta(days=7)
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,49}")
LONGEST_NAME = 200


@dataclass(frozen=True)
class Handed:
    """An account and the token of its link, which is shown once and kept nowhere."""

    link: AccountLink
    token: str


@transaction.atomic
def invite(*, actor: Actor, username: str, full_name: str) -> Handed:
    """Make an account without a password and a link to set one. For the administrator (`account.manage`).

    Raises Refused for a user name of other signs than a-z, 0-9, dot and hyphens, one that is taken, and no name.
    """
    username, full_name = username.strip().lower(), full_name.strip()
    issues = []
    if not _USERNAME.fullmatch(username):
        cure = "Dùng 3 đến 50 chữ thường không dấu, chữ số, dấu chấm, gạch nối; bắt đầu bằng chữ hoặc số."
        issues.append(Issue("account.username", f"Tên đăng nhập “{username[:60]}” không dùng được.", cure))
    elif User.objects.filter(username__iexact=username).exists():
        cure = "Chọn tên khác, hoặc mở tài khoản đang có để cấp lại đường dẫn."
        issues.append(Issue("account.taken", f"Tên đăng nhập “{username}” đã có người dùng.", cure))
    if not full_name or len(full_name) > LONGEST_NAME:
        issues.append(
            Issue("account.name", "Chưa ghi họ và tên, hoặc ghi quá 200 ký tự.", "Ghi lại họ và tên.")
        )
    if issues:
        raise Refused(*issues)
    user = create_user(actor=actor, username=username, full_name=full_name)
    return make_link(actor=actor, user=user)


@transaction.atomic
def make_link(*, actor: Actor, user: User) -> Handed:
    """A new link for an account: an invitation until it has a password, a reset after. Older links no longer work.

    For the administrator of the account. The password in use holds until the link is used. Raises Refused for an
    account that is off, and for one's own.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        raise Refused(Issue("account.off", "Tài khoản đang tắt.", "Bật tài khoản rồi cấp đường dẫn."))
    if user == actor:
        message = "Không tự cấp đường dẫn đặt mật khẩu cho mình."
        raise Refused(Issue("account.self", message, "Đổi mật khẩu ở trang Tài khoản của tôi."))
    now = timezone.now()
    AccountLink.objects.filter(user=user, used_at=None, voided_at=None).update(voided_at=now)
    token = secrets.token_urlsafe(32)
    link = AccountLink.objects.create(
        user=user,
        kind=LinkKind.RESET if user.has_usable_password() else LinkKind.INVITATION,
        token_hash=token_hash(token),
        made_by=actor.username,
        made_at=now,
        until=now + VALID_FOR,
    )
    record(actor=actor, verb="link.made", subject=f"access.User:{user.username}", kind=link.kind)
    return Handed(link, token)


@transaction.atomic
def use_link(*, actor: User, token: str, password: str) -> User:
    """Set the password by a link, which is then used up: sessions end, wrong tries are forgotten.

    `actor` is the owner of the link. Raises Refused for a link that may not be used (any more), without saying
    why, and for a weak password; the link then holds on.
    """
    now = timezone.now()
    user = User.objects.select_for_update().get(pk=actor.pk)
    link = AccountLink.objects.filter(
        user=user, token_hash=token_hash(token), used_at=None, voided_at=None, until__gt=now
    ).first()
    if link is None or not user.is_active:
        raise Refused(Issue("link.gone", "Đường dẫn không dùng được.", "Đề nghị quản trị cấp đường dẫn mới."))
    set_password(actor=user, user=user, password=password)
    link.used_at = user.opened_at = now
    user.locked_until = None
    link.save(update_fields=["used_at"])
    user.save(update_fields=["opened_at", "locked_until"])
    user.failures.all().delete()
    user.web_sessions.all().delete()
    record(actor=user, verb="link.used", subject=f"access.User:{user.username}", kind=link.kind)
    return user
