"""What can go wrong with the database, told to the person at the keyboard."""

from __future__ import annotations

import errno
import os
from pathlib import Path


class DatabaseFault(Exception):
    """The database cannot be used. The message is Vietnamese: what is wrong, where, and the cure."""


# What PostgreSQL or the system says (its messages are kept in English, LC_ALL=C), and what we say.
_KNOWN = (
    ("No space left on device", "Ổ đĩa đã đầy. Xin giải phóng dung lượng rồi chạy lại."),
    ("Disk quota exceeded", "Đã hết hạn mức ổ đĩa. Xin giải phóng dung lượng rồi chạy lại."),
    ("Cannot allocate memory", "Máy không đủ bộ nhớ. Xin đóng bớt chương trình rồi chạy lại."),
    (
        "too many clients",
        "Cơ sở dữ liệu đã hết chỗ kết nối. Xin dừng bớt tiến trình đang dùng rồi chạy lại.",
    ),
    (
        "lock file",
        "Một máy chủ cơ sở dữ liệu khác còn giữ thư mục này. Xin đợi nó dừng hẳn rồi chạy lại.",
    ),
    (
        "still in use",
        "Tiến trình cũ của cơ sở dữ liệu chưa dừng hẳn. Xin đợi ít phút rồi chạy lại.",
    ),
    (
        "is not available",
        "Bản PostgreSQL này thiếu phần mở rộng pg_trgm, btree_gist hoặc unaccent. "
        "Xin cài gói postgresql-contrib cùng phiên bản.",
    ),
    (
        "password authentication failed",
        "Mật khẩu ghi trong thư mục dữ liệu không đúng với cơ sở dữ liệu. "
        "Xin chép lại tệp postgres-password từ bản sao lưu.",
    ),
    (
        "error while loading shared libraries",
        "Máy thiếu thư viện hệ thống mà PostgreSQL cần. Xin cài PostgreSQL của hệ điều hành (từ bản 15) "
        "rồi đặt THIDUA_POSTGRES=system.",
    ),
    (
        "Permission denied",
        "Không đủ quyền với thư mục của cơ sở dữ liệu. Xin chạy bằng đúng người dùng đã tạo ra nó.",
    ),
)


def explained(output: str, *, log: Path) -> DatabaseFault:
    """The fault for what initdb or the server wrote; unknown causes are quoted from their last lines."""
    cause = next((told for said, told in _KNOWN if said in output), "")
    if not cause:
        lines = [line for line in output.strip().splitlines() if line.strip()]
        fatal = [line for line in lines if "FATAL" in line or "PANIC" in line or "error:" in line]
        cause = "Máy chủ báo: " + ((fatal or lines or ["(không có thông tin)"])[-1]).strip()
    return DatabaseFault(f"Không khởi động được cơ sở dữ liệu. {cause} Chi tiết ở tệp {log}.")


def from_system(error: OSError, where: Path) -> DatabaseFault:
    """The fault for a failed file operation of ours."""
    place = error.filename or where
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DatabaseFault(f"Ổ đĩa đã đầy tại {place}. Xin giải phóng dung lượng rồi chạy lại.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return DatabaseFault(
            f"Không được phép ghi vào {place}. "
            "Xin chọn thư mục dữ liệu khác hoặc chạy bằng người dùng sở hữu nó."
        )
    reason = os.strerror(error.errno) if error.errno else str(error)
    return DatabaseFault(
        f"Không chuẩn bị được thư mục cơ sở dữ liệu tại {place} ({reason}). "
        "Xin kiểm tra đường dẫn rồi chạy lại."
    )
