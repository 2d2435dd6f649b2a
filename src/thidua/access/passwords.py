"""What makes a password too weak, told with its cure. Nothing is asked of the network."""

from __future__ import annotations

import re
from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator

from thidua.kernel.issues import Issue
from thidua.kernel.text import fold

SHORTEST, LONGEST = 14, 128
_RUN = 6  # signs in a row, along a keyboard or the digits, that make a password guessable
_ROWS = ("01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz")
_HABITS = ("matkhau", "thidua", "password")
_FEWEST_SIGNS = 4  # different ones


def password_issues(password: str, username: str, full_name: str) -> list[Issue]:
    """Everything wrong with the password for this user; empty when it may be used."""
    plain = fold.__wrapped__(password)  # past its cache: a password is not kept in memory
    compact = re.sub(r"[\W_]", "", plain)
    found = []
    if len(password) < SHORTEST:
        found.append(
            _issue("short", f"Mật khẩu ngắn hơn {SHORTEST} ký tự.", "Ghép bốn, năm từ không liên quan.")
        )
    if len(password) > LONGEST:
        found.append(_issue("long", f"Mật khẩu dài hơn {LONGEST} ký tự.", "Rút ngắn lại."))
    if password.lower().strip() in _common():
        found.append(_issue("common", "Mật khẩu này rất nhiều người dùng.", "Chọn mật khẩu khác hẳn."))
    joined = fold(username).replace(" ", "")
    if _names(f"{joined} {full_name}", plain, compact):
        found.append(_issue("name", "Mật khẩu chứa tên đăng nhập hoặc họ tên.", "Bỏ phần tên đi."))
    if len(set(password)) < _FEWEST_SIGNS:
        found.append(_issue("repeated", "Mật khẩu chỉ lặp lại vài ký tự.", "Dùng nhiều ký tự khác nhau."))
    if _has_run(compact):
        message = "Mật khẩu có dãy phím hoặc dãy số liền nhau, như “qwerty”, “123456”."
        found.append(_issue("run", message, "Thay dãy đó bằng từ khác."))
    if compact.startswith(_HABITS):
        message = "Mật khẩu bắt đầu bằng “matkhau”, “thidua” hoặc “password”."
        found.append(_issue("habit", message, "Bắt đầu bằng từ khác."))
    return found


def _issue(rule: str, message: str, cure: str) -> Issue:
    return Issue(f"password.{rule}", message, cure)


@cache
def _common() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords)


def _names(names: str, plain: str, compact: str) -> bool:
    """Whether a word of the names is in it; a short word (Lê, An) counts only where it stands alone."""
    alone = set(plain.split())
    return any(word in alone or (len(word) > 3 and word in compact) for word in fold(names).split())


def _has_run(compact: str) -> bool:
    rows = [*_ROWS, *(row[::-1] for row in _ROWS)]
    parts = {compact[at : at + _RUN] for at in range(len(compact) - _RUN + 1)}
    return any(part in row for part in parts for row in rows)
