"""The second step of signing in: set up, recovery codes anew, taken away when a telephone is lost."""

from __future__ import annotations

import secrets

from django.db import transaction
from django.utils import timezone

from thidua.access.actions.signing import recovery_hash
from thidua.access.models import RecoveryCode, User
from thidua.access.totp import matching_step
from thidua.audit.actions import record
from thidua.audit.actor import Actor
from thidua.kernel.issues import Issue, Refused
from thidua.registry.identity import seal

RECOVERY_CODES = 10
# No sign that is read as another; twelve of 32 are 60 bits.
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_LENGTH = 12


@transaction.atomic
def set_totp(*, actor: User, secret: str, code: str) -> list[str]:
    """Turn the second step on for oneself; one code shows that the telephone holds the secret.

    Returns ten recovery codes, which are shown once. Raises Refused for a wrong code and when it is on.
    """
    user = User.objects.select_for_update().get(pk=actor.pk)
    if user.totp_since is not None:
        message = "Xác thực hai bước đã bật."
        raise Refused(Issue("totp.on", message, "Đổi điện thoại: đề nghị quản trị tắt rồi bật lại."))
    now = timezone.now()
    step = matching_step(secret, "".join(code.split()), now.timestamp(), after=0)
    if step is None:
        cure = "Chờ mã mới trong ứng dụng rồi gõ lại; nếu vẫn sai, chỉnh giờ điện thoại cho đúng."
        raise Refused(Issue("totp.code", "Mã không đúng.", cure))
    user.totp_sealed, user.totp_since, user.totp_step = seal(secret), now, step
    user.save(update_fields=["totp_sealed", "totp_since", "totp_step"])
    record(actor=actor, verb="totp.set", subject=f"access.User:{user.username}")
    return _new_codes(user)


@transaction.atomic
def renew_recovery_codes(*, actor: User) -> list[str]:
    """Ten new recovery codes for oneself; the old ones no longer work. The caller has proved a code."""
    user = User.objects.select_for_update().get(pk=actor.pk)
    if user.totp_since is None:
        raise Refused(Issue("totp.off", "Chưa bật xác thực hai bước.", "Bật trước khi lấy mã dự phòng."))
    record(actor=actor, verb="totp.codes", subject=f"access.User:{user.username}")
    return _new_codes(user)


def _new_codes(user: User) -> list[str]:
    plain = ["".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(RECOVERY_CODES)]
    user.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(
        [RecoveryCode(user=user, code_hash=recovery_hash(user, one)) for one in plain]
    )
    return [f"{one[:4]}-{one[4:8]}-{one[8:]}" for one in plain]


@transaction.atomic
def reset_totp(*, actor: Actor, user: User) -> None:
    """Take the second step off an account whose telephone is lost; its sessions end. For the administrator.

    Raises Refused when it is not on, and for one's own: whoever holds the session alone must not weaken it.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if user == actor:
        cure = "Đề nghị một quản trị hệ thống khác."
        raise Refused(Issue("totp.self", "Không tự tắt xác thực hai bước của mình.", cure))
    if user.totp_since is None:
        raise Refused(Issue("totp.off", "Tài khoản chưa bật xác thực hai bước.", "Không phải làm gì thêm."))
    user.totp_since = user.totp_sealed = None
    user.save(update_fields=["totp_since", "totp_sealed"])
    user.recovery_codes.all().delete()
    user.web_sessions.all().delete()
    record(actor=actor, verb="totp.reset", subject=f"access.User:{user.username}")
