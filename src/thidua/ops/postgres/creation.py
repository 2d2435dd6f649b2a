"""Make a new cluster beside its final name and rename it: a half cluster is never used."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import tempfile
from pathlib import Path

from thidua.ops.postgres.binaries import Binaries
from thidua.ops.postgres.faults import DatabaseFault, explained
from thidua.ops.postgres.home import Home, written
from thidua.ops.postgres.server import DATABASE, ROLE

EXTENSIONS = ("pg_trgm", "btree_gist", "unaccent")
ROOM_NEEDED = 200 * 1024 * 1024  # bytes: 60 MB of a new cluster, its first WAL files and some air
_LIMIT = 300  # seconds for initdb on a slow disk
_UNFINISHED = "postgres.new-"
# Trigrams of “Nguyễn” need a character type that knows ễ; with plain C it would part the word.
_CHARACTER_TYPES = ("C.UTF-8", "en_US.UTF-8")


def create(home: Home, binaries: Binaries) -> None:
    """Create the cluster with role and database thidua; the extensions also serve databases made later.

    Raises DatabaseFault when the disk has no room or PostgreSQL refuses.
    """
    _check_room(home.folder)
    for leftover in home.folder.glob(_UNFINISHED + "*"):  # of a start that was killed
        shutil.rmtree(leftover, ignore_errors=True)
    written(home.password_file, secrets.token_urlsafe(24))
    fresh = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=home.folder))
    try:
        home.hand_over(fresh)
        _initdb(home, binaries, fresh)
        _furnish(home, binaries, fresh)
        fresh.rename(home.cluster)
        _sync(home.folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _check_room(folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < ROOM_NEEDED:
        raise DatabaseFault(
            f"Ổ đĩa chứa {folder} còn trống {free // 2**20} MB, cần ít nhất {ROOM_NEEDED // 2**20} MB "
            "để tạo cơ sở dữ liệu. Xin giải phóng dung lượng hoặc chọn thư mục dữ liệu khác."
        )


def _initdb(home: Home, binaries: Binaries, fresh: Path) -> None:
    handed = home.folder / "initial-password"  # initdb reads it as the server's account
    written(handed, home.password_file.read_text(encoding="utf-8"))
    home.hand_over(handed)
    output = ""
    try:
        for character_type in _CHARACTER_TYPES:
            command = [binaries.program("initdb"), "--pgdata", str(fresh), "--username", ROLE]
            command += ["--pwfile", str(handed), "--auth-local=scram-sha-256", "--auth-host=scram-sha-256"]
            command += ["--encoding=UTF8", "--data-checksums", "--no-instructions"]
            command += _locale(binaries.major, character_type)
            done, output = _ran(command, home)
            if done:
                return
            if "invalid locale" not in output:
                break
    finally:
        handed.unlink(missing_ok=True)
    raise explained(output, log=home.log)


def _locale(major: int, character_type: str) -> list[str]:
    """Sorting that does not change with the system's libraries; the product sorts names by a stored key."""
    if major < 17:
        return [f"--locale={character_type}"]
    builtin = "PG_UNICODE_FAST" if major >= 18 else "C.UTF-8"
    return [
        "--locale=C",
        f"--lc-ctype={character_type}",
        "--locale-provider=builtin",
        f"--builtin-locale={builtin}",
    ]


def _furnish(home: Home, binaries: Binaries, fresh: Path) -> None:
    statements = [f"CREATE EXTENSION {name};" for name in EXTENSIONS] + [f"CREATE DATABASE {DATABASE};"]
    command = [binaries.program("postgres"), "--single", "-j", "-c", "exit_on_error=true"]
    command += ["-c", "log_checkpoints=off", "-D", str(fresh), "template1"]
    done, output = _ran(command, home, "\n\n".join(statements) + "\n\n")
    if not done:
        raise explained(output, log=home.log)


def _ran(command: list[str], home: Home, text: str = "") -> tuple[bool, str]:
    try:
        result = subprocess.run(
            command,
            input=text.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_LIMIT,
            check=False,
            **home.process(),
        )
    except subprocess.TimeoutExpired:
        raise DatabaseFault(
            f"Tạo cơ sở dữ liệu quá {_LIMIT // 60} phút chưa xong. "
            f"Xin kiểm tra ổ đĩa chứa {home.folder} rồi chạy lại."
        ) from None
    output = result.stdout.decode(errors="replace")
    if result.returncode:
        with home.open_log() as log:
            log.write(result.stdout)
    return result.returncode == 0, output


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
