"""`running`: a database for as long as somebody needs it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from thidua.ops.postgres import cluster
from thidua.ops.postgres.faults import DatabaseFault, from_system
from thidua.ops.postgres.home import Home, home_of, temporary_dir
from thidua.ops.postgres.server import Server, at_url
from thidua.ops.postgres.sharing import Seat, turn

_TEMPORARY = "thidua-tam-"
_TEMPORARY_MARK = "temporary"
_AS_ROOT = (
    "Cảnh báo: đang chạy bằng quyền root, cơ sở dữ liệu chạy nhờ người dùng {account} tại {folder}. "
    "Cách này chỉ để dùng thử; khi dùng thật xin chạy bằng người dùng thường."
)


@contextmanager
def running(data_dir: Path | None, *, say: Callable[[str], None]) -> Iterator[Server]:
    """A running PostgreSQL for the block: the one DATABASE_URL names, else our own for `data_dir`.

    `data_dir` None is a temporary cluster, removed at the end. Any number of processes may share a
    data_dir: the first starts the server, the last to leave stops it, and one that was killed is cleaned
    up after by the next. A forked child that leaves the block stops nothing. `say` gets Vietnamese
    sentences for the person at the keyboard. Raises DatabaseFault.
    """
    url = os.environ.get("DATABASE_URL", "").strip()
    if url:
        yield at_url(url)
    elif data_dir is None:
        with _temporary(say) as server:
            yield server
    else:
        with _shared(_prepared(data_dir), say, temporary=False) as server:
            yield server


def _prepared(data_dir: Path) -> Path:
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        return data_dir.resolve(strict=True)
    except OSError as error:
        raise from_system(error, data_dir) from None


@contextmanager
def _shared(data_dir: Path, say: Callable[[str], None], *, temporary: bool) -> Iterator[Server]:
    owner = os.getpid()
    try:
        seat = Seat(data_dir)
    except OSError as error:
        raise from_system(error, data_dir) from None
    home: Home | None = None
    try:
        try:
            with turn(data_dir):
                seat.take()
                if temporary:
                    (data_dir / _TEMPORARY_MARK).touch()  # from here on another start may sweep us up
                home = home_of(data_dir)
                server = _up(home, seat, say)
        except OSError as error:
            raise from_system(error, data_dir) from None
        yield server
    finally:
        if home and os.getpid() == owner:
            _leave(home, seat, say)
        seat.close()


def _up(home: Home, seat: Seat, say: Callable[[str], None]) -> Server:
    if home.account:
        say(_AS_ROOT.format(account=home.account.name, folder=home.folder))
    if not home.cluster.exists():
        say("Đang tạo cơ sở dữ liệu lần đầu, mất vài giây.")
    return cluster.up(home, alone=seat.is_alone)


def _leave(home: Home, seat: Seat, say: Callable[[str], None]) -> None:
    with turn(home.data_dir):
        if seat.is_last():
            said = cluster.stop(home)
            if said:
                say(f"Chưa dừng được cơ sở dữ liệu ({said}). Dữ liệu vẫn an toàn; chi tiết ở tệp {home.log}.")
        seat.leave()


@contextmanager
def _temporary(say: Callable[[str], None]) -> Iterator[Server]:
    _sweep()
    data_dir = temporary_dir(_TEMPORARY).resolve()
    owner = os.getpid()
    try:
        with _shared(data_dir, say, temporary=True) as server:
            yield server
    finally:
        if os.getpid() == owner:
            _remove(data_dir)


def _sweep() -> None:
    """Remove the temporary clusters of processes that were killed: their locks are free."""
    for parent in {tempfile.gettempdir(), "/tmp"}:
        for left in Path(parent).glob(_TEMPORARY + "*"):
            with suppress(OSError, DatabaseFault):
                state = left.lstat()
                ours = state.st_uid == os.geteuid() and state.st_mode == 0o040700
                if ours and (left / _TEMPORARY_MARK).exists():
                    _sweep_one(left.resolve())


def _sweep_one(data_dir: Path) -> None:
    seat = Seat(data_dir)
    try:
        with turn(data_dir, wait=False):
            if seat.is_last():
                cluster.stop(home_of(data_dir))
                _remove(data_dir)
    finally:
        seat.close()


def _remove(data_dir: Path) -> None:
    with suppress(DatabaseFault, OSError):
        home_of(data_dir).forget()
    shutil.rmtree(data_dir, ignore_errors=True)
