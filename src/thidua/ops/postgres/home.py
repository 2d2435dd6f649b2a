"""Where the cluster of a data folder lives and which account runs it.

A normal user: in the data folder. Root: PostgreSQL refuses root, so an existing account without rights runs
it from a folder of its own that this account can reach. Nothing outside that folder changes owner or mode.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from thidua.ops.postgres.faults import DatabaseFault

_PLACES = ("/var/lib/thidua", "/opt/thidua", "/srv/thidua", "/usr/local/lib/thidua")
_ACCOUNTS = ("nobody", "daemon")
_RECORD = "postgres-home"
_SOCKET_RECORD = "postgres-socket"
_SOCKET_LIMIT = 107 if sys.platform == "linux" else 103  # bytes of sockaddr_un.sun_path
_LOG_LIMIT = 10 * 1024 * 1024  # bytes; the log before is kept as postgres.log.1
_SOCKET_FILE = "/.s.PGSQL.5432"


@dataclass(frozen=True)
class Account:
    """The account that runs the server in root's place."""

    name: str
    uid: int
    gid: int


@dataclass(frozen=True)
class Home:
    """The cluster of one data folder. `place` holds the staged binaries and is None for a normal user."""

    data_dir: Path
    folder: Path
    sockets: Path
    account: Account | None = None
    place: Path | None = None

    @property
    def cluster(self) -> Path:
        return self.folder / "postgres"

    @property
    def log(self) -> Path:
        return self.data_dir / "postgres.log"

    @property
    def password_file(self) -> Path:
        return self.data_dir / "postgres-password"

    def process(self) -> dict[str, Any]:
        """Keywords of `subprocess.run` for the server's programs: own session, bare environment, account."""
        keywords: dict[str, Any] = {
            "cwd": "/",
            "start_new_session": True,  # Ctrl-C at the terminal is for the program, not for its database
            "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "PGDATA": str(self.cluster)},
        }
        if self.account:
            keywords |= {"user": self.account.uid, "group": self.account.gid, "extra_groups": []}
        return keywords

    def hand_over(self, path: Path) -> None:
        """Give a file or folder just made inside the home to the account that runs the server."""
        if self.account:
            os.chown(path, self.account.uid, self.account.gid, follow_symlinks=False)

    def open_log(self) -> BinaryIO:
        """The server's log for appending: ours, 0600; the server writes by the open file it inherits."""
        if self.log.exists() and self.log.stat().st_size > _LOG_LIMIT:
            self.log.replace(self.log.with_name(self.log.name + ".1"))
        handle = os.open(
            self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600
        )
        return open(handle, "ab", buffering=0)

    def forget(self) -> None:
        """Remove what lies outside the data folder. For temporary clusters only."""
        for outside in (self.sockets, self.folder):
            if not outside.is_relative_to(self.data_dir):
                shutil.rmtree(outside, ignore_errors=True)


def home_of(data_dir: Path) -> Home:
    """The home of a data folder, made when it has none yet. Call in `turn`.

    Raises DatabaseFault when the folder's cluster belongs to another user, was copied from another
    folder, or has been lost.
    """
    return _home_for_root(data_dir) if os.geteuid() == 0 else _home_for_user(data_dir)


def temporary_dir(prefix: str) -> Path:
    """A fresh 0700 folder, in /tmp when the configured place makes paths too long for a socket."""
    for parent in (tempfile.gettempdir(), "/tmp"):
        if _fits(Path(parent) / (prefix + "x" * 12)):
            return Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
    return Path(tempfile.mkdtemp(prefix=prefix))


def written(path: Path, text: str) -> None:
    """Write a small 0600 file whole or not at all."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


# --- a normal user ---------------------------------------------------------------------------------------


def _home_for_user(data_dir: Path) -> Home:
    if (data_dir / _RECORD).exists():
        raise DatabaseFault(
            f"Cơ sở dữ liệu của thư mục {data_dir} do quyền root tạo ra. "
            "Xin chạy bằng root, hoặc dùng thư mục dữ liệu khác rồi khôi phục từ bản sao lưu."
        )
    cluster = data_dir / "postgres"
    if cluster.exists() and cluster.stat().st_uid != os.geteuid():
        raise _of_another(data_dir, cluster.stat().st_uid)
    return Home(data_dir, data_dir, _sockets(data_dir))


def _sockets(data_dir: Path) -> Path:
    """The socket folder: in the data folder when its path is short and plain enough, else a temporary one."""
    inside = data_dir / "socket"
    if _fits(inside):
        inside.mkdir(mode=0o700, exist_ok=True)
        return inside
    record = data_dir / _SOCKET_RECORD
    if record.exists():
        known = Path(record.read_text(encoding="utf-8"))
        # a copied data folder brings the record along: the claim tells whose sockets these are
        if _is_private(known) and _claims(known, data_dir):
            return known
    fresh = temporary_dir("thidua-socket-")
    _claim(fresh, data_dir)
    written(record, str(fresh))
    return fresh


def _fits(folder: Path) -> bool:
    """Libpq reads a comma in a host as a list; PostgreSQL folds quotes and backslashes in its settings."""
    path = str(folder) + _SOCKET_FILE
    return len(os.fsencode(path)) <= _SOCKET_LIMIT and not set(path) & set(",'\"\\\n")


def _is_private(folder: Path) -> bool:
    try:
        state = folder.lstat()
    except OSError:
        return False
    return state.st_mode == 0o040700 and state.st_uid == os.geteuid()


def _of_another(data_dir: Path, uid: int) -> DatabaseFault:
    try:
        name = pwd.getpwuid(uid).pw_name
    except KeyError:
        name = str(uid)
    return DatabaseFault(
        f"Cơ sở dữ liệu trong {data_dir} thuộc về người dùng {name}. "
        "Xin chạy bằng người dùng đó, hoặc chọn thư mục dữ liệu khác."
    )


# --- root ------------------------------------------------------------------------------------------------


def _home_for_root(data_dir: Path) -> Home:
    if (data_dir / "postgres").exists():
        raise _of_another(data_dir, (data_dir / "postgres").stat().st_uid)
    account = _account()
    record = data_dir / _RECORD
    if record.exists():
        folder = _recorded(record, data_dir)
    else:
        folder = _place() / secrets.token_hex(8)
        folder.mkdir(mode=0o700)
        folder.chmod(0o711)  # ours and new: the account passes through, lists nothing
        _claim(folder, data_dir)
        written(record, str(folder))
    home = Home(data_dir, folder, folder / "socket", account, folder.parent)
    if not home.sockets.exists():
        home.sockets.mkdir(mode=0o700)
        home.hand_over(home.sockets)
    return home


def _recorded(record: Path, data_dir: Path) -> Path:
    folder = Path(record.read_text(encoding="utf-8"))
    start_anew = f"hoặc xóa tệp {record} để bắt đầu với cơ sở dữ liệu trống"
    known = any(folder.parent == Path(place).resolve() for place in _PLACES)
    if not known or not folder.is_dir() or not _is_safe(folder):
        raise DatabaseFault(
            f"Không tìm thấy cơ sở dữ liệu của {data_dir} tại {folder}. "
            f"Xin đưa thư mục ấy về chỗ cũ, {start_anew}."
        )
    if not _claims(folder, data_dir):
        raise DatabaseFault(
            f"Thư mục {data_dir} là bản sao của một thư mục dữ liệu khác; "
            f"cơ sở dữ liệu ở {folder} thuộc về thư mục gốc. "
            f"Xin dùng thư mục gốc, {start_anew} rồi khôi phục từ bản sao lưu."
        )
    return folder


def _account() -> Account:
    for name in _ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(name, entry.pw_uid, entry.pw_gid)
    raise DatabaseFault(
        "PostgreSQL không chạy bằng quyền root và máy không có người dùng nobody. "
        "Xin chạy phần mềm bằng người dùng thường, hoặc đặt DATABASE_URL."
    )


def _place() -> Path:
    """The first root-owned folder that every account can pass through and run programs from."""
    for name in _PLACES:
        place = Path(name).resolve()
        try:
            if _is_safe(place.parent) and not place.exists():
                place.mkdir(mode=0o700)
                place.chmod(0o755)
            if _is_safe(place) and not os.statvfs(place).f_flag & os.ST_NOEXEC:
                return place
        except OSError:
            continue
    raise DatabaseFault(
        f"Không lập được thư mục cơ sở dữ liệu ở {', '.join(_PLACES)}. "
        "Xin chạy phần mềm bằng người dùng thường, hoặc đặt DATABASE_URL."
    )


def _is_safe(folder: Path) -> bool:
    """Root owns the folder and all above it, nobody else may write there, everybody may pass."""
    for step in (folder, *folder.parents):
        try:
            state = step.lstat()
        except OSError:
            return False
        if state.st_uid != 0 or state.st_mode & 0o022 or not state.st_mode & 0o001:
            return False
    return True


# --- claims: which data folder an outside folder serves ---------------------------------------------------


def _claim(folder: Path, data_dir: Path) -> None:
    state = data_dir.stat()
    written(folder / "owner", f"{state.st_dev}:{state.st_ino}\n{data_dir}")


def _claims(folder: Path, data_dir: Path) -> bool:
    """True for the folder the claim names, also after a move; a moved folder gets its claim rewritten."""
    try:
        number, _, path = (folder / "owner").read_text(encoding="utf-8").partition("\n")
    except OSError:
        return False
    if path == str(data_dir):
        return True
    state = data_dir.stat()
    moved = number == f"{state.st_dev}:{state.st_ino}" or not Path(path).exists()
    if moved:
        _claim(folder, data_dir)
    return moved
