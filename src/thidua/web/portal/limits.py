"""What keeps machines out of the public's forms: a field nobody sees, and the time a person takes to write."""

from __future__ import annotations

from time import time

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest

from thidua.kernel.issues import Issue, Refused

LEAST, MOST = 3, 6 * 60 * 60  # seconds from the form to its sending
BAIT, STAMP = "trang_web", "mo_luc"


def trap(form: str) -> dict[str, str]:
    """Context of `portal/trap.html`, as `trap`; it stands inside the form of this name."""
    return {"bait": BAIT, "stamp": STAMP, "opened": Signer(salt=_salt(form)).sign(str(int(time())))}


def check_trap(request: HttpRequest, form: str) -> None:
    """Raises Refused when the hidden field was filled in, or the form was sent within 3 seconds, after 6 hours, or was
    never shown. The page that tells it shows the form anew, with what was typed."""
    if request.POST.get(BAIT):
        message = "Ô phải để trống đã có chữ, nên nội dung chưa được nhận."
        raise _refused("bait", message, "Xóa chữ trong ô “Để trống ô này” rồi gửi lại.")
    try:
        opened = int(Signer(salt=_salt(form)).unsign(str(request.POST.get(STAMP, ""))))
    except BadSignature as fault:
        raise _refused("unknown", "Biểu mẫu không còn hiệu lực.", "Bấm gửi lại một lần nữa.") from fault
    took = int(time()) - opened
    if took > MOST:
        raise _refused("late", "Trang đã mở quá 6 giờ.", "Bấm gửi lại một lần nữa; nội dung đã gõ vẫn còn.")
    if took < LEAST:
        raise _refused("early", "Gửi nhanh quá.", "Đọc lại một lượt, vài giây sau bấm gửi lại.")


def _salt(form: str) -> str:
    return f"portal.{form}"


def _refused(code: str, message: str, cure: str) -> Refused:
    return Refused(Issue(f"form.{code}", message, cure))
