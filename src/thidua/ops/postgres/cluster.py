"""Start, adopt and stop the server of a home."""

from __future__ import annotations

import os
import shlex
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from thidua.ops.postgres.binaries import Binaries, chosen, staged
from thidua.ops.postgres.creation import create
from thidua.ops.postgres.faults import DatabaseFault, explained
from thidua.ops.postgres.home import Home
from thidua.ops.postgres.server import DATABASE, PORT, ROLE, Server, on_socket

_SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    "fsync": "on",
    "shared_buffers": "128MB",
    "max_connections": "60",
    "jit": "off",
    "logging_collector": "off",
    "log_checkpoints": "off",
    # names and numbers of persons stay out of the log: no statement, no DETAIL line
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
_STALE = 15  # seconds for the remains of a killed server to go away
_RECOVERY = 600  # seconds for the server to replay its log after a crash
_PAUSE = 0.2
_BUSY = ("starting up", "shutting down", "in recovery mode", "not yet accepting connections")
_PASSING = ("lock file", "still in use", "Address already in use")
_SLOW = "did not start in time"  # pg_ctl stopped waiting; the server is still replaying its log
_STARTS = 3  # starts that went well and were followed by silence


def up(home: Home, *, alone: Callable[[], bool]) -> Server:
    """The running server of a home: adopted when it answers, else started, else created. Call in `turn`.

    `alone` tells whether no other process uses the data folder; it is asked before remains are cleared away.
    Raises DatabaseFault, naming the log, when no start succeeds.
    """
    binaries = _binaries(home)
    if not home.cluster.exists():
        create(home, binaries)
    if not home.password_file.exists():
        raise DatabaseFault(
            f"Thiếu tệp mật khẩu {home.password_file} của cơ sở dữ liệu. Xin chép lại từ bản sao lưu."
        )
    stale = time.monotonic() + _STALE
    recovery = time.monotonic() + _RECOVERY
    unstuck, starts = False, 0
    while True:
        server, said = _greet(home)
        if server:
            return server
        if any(word in said for word in _BUSY) and time.monotonic() < recovery:
            stale = time.monotonic() + _STALE
            time.sleep(_PAUSE)
            continue
        output = _start(home, binaries)
        if output is None or _SLOW in output:
            starts += 1
            if starts > _STARTS:
                raise explained(output or said, log=home.log)
            stale = time.monotonic() + _STALE
            continue
        if not any(word in output for word in _PASSING):
            raise explained(output, log=home.log)
        if time.monotonic() > stale:
            if unstuck or not _unstick(home, binaries, alone):
                raise explained(output, log=home.log)
            unstuck = True
            stale = time.monotonic() + _STALE
        time.sleep(_PAUSE)


def stop(home: Home) -> str:
    """Stop the server fast, rolling open transactions back. Returns what PostgreSQL said when it failed."""
    if not (home.cluster / "postmaster.pid").exists():
        return ""
    return _stop(home, _binaries(home))


def _binaries(home: Home) -> Binaries:
    version = home.cluster / "PG_VERSION"
    binaries = chosen(int(version.read_text()) if version.exists() else None)
    if binaries.embedded and home.place:
        return staged(binaries, home.place)
    return binaries


def _greet(home: Home) -> tuple[Server | None, str]:
    """The server when it answers, else what the attempt said. A stranger behind our socket is a fault."""
    sockets, password = str(home.sockets), home.password_file.read_text(encoding="utf-8")
    if not (home.sockets / f".s.PGSQL.{PORT}").exists():
        return None, "no socket"
    try:
        with psycopg.connect(
            host=sockets, port=PORT, user=ROLE, password=password, dbname=DATABASE, connect_timeout=5
        ) as connection:
            row = connection.execute("SELECT current_setting('data_directory')").fetchone()
            version = connection.info.server_version // 10000
    except psycopg.OperationalError as error:
        said = str(error)
        if "password authentication failed" in said or "too many clients" in said:
            raise explained(said, log=home.log) from None
        return None, said
    if row is None or not os.path.samefile(row[0], home.cluster):
        raise DatabaseFault(
            f"Ổ cắm {home.sockets} đang do cơ sở dữ liệu của thư mục khác dùng. "
            "Xin dừng chương trình đang chạy ở thư mục kia rồi chạy lại."
        )
    return on_socket(sockets, password, version), ""


def _start(home: Home, binaries: Binaries) -> str | None:
    """One attempt to start. None on success, else what was written to the log meanwhile."""
    settings = _SETTINGS | {"unix_socket_directories": f'"{home.sockets}"'}
    options = " ".join(f"-c {name}={shlex.quote(value)}" for name, value in settings.items())
    command = [binaries.program("pg_ctl"), "start", "--silent", "--wait", "--timeout=60", "-o", options]
    with home.open_log() as log:
        before = home.log.stat().st_size
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False, **home.process()
        )
    if done.returncode == 0:
        return None
    with home.log.open("rb") as written:
        written.seek(before)
        return written.read().decode(errors="replace") or "(pg_ctl)"


def _stop(home: Home, binaries: Binaries) -> str:
    command = [binaries.program("pg_ctl"), "stop", "--silent", "--mode=fast", "--wait", "--timeout=60"]
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        **home.process(),
    )
    return done.stdout.decode(errors="replace").strip() if done.returncode else ""


def _unstick(home: Home, binaries: Binaries, alone: Callable[[], bool]) -> bool:
    """Last resort, after 15 seconds: True when the way is free for one more start.

    A server that lost its socket is stopped. A `postmaster.pid` whose number now belongs to a dead or foreign
    process (after a power cut, in a container) is removed, but only on proof that no process lives in the
    cluster (every PostgreSQL process has it as working directory) and that no other user, who may sit in
    another container where we cannot see the processes, holds a seat.
    """
    if not Path("/proc/self/cwd").exists():
        return False
    if _lives_in(home.cluster):
        return _stop(home, binaries) == ""
    if not alone():
        return False
    (home.cluster / "postmaster.pid").unlink(missing_ok=True)
    return True


def _lives_in(cluster: Path) -> bool:
    place = cluster.stat()
    for process in Path("/proc").iterdir():
        if not process.name.isdigit():
            continue
        try:
            working = os.stat(process / "cwd")
        except OSError:  # gone, a zombie, or another user's, who could not run our server
            continue
        if (working.st_dev, working.st_ino) == (place.st_dev, place.st_ino):
            return True
    return False
