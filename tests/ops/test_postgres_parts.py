"""Parts of the launcher that need no running server: addresses, faults, staging, locks."""

from __future__ import annotations

import errno
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path

import pytest

from thidua.ops.postgres import DatabaseFault, binaries, cluster, creation, running
from thidua.ops.postgres.faults import explained, from_system
from thidua.ops.postgres.home import Home, written
from thidua.ops.postgres.server import on_socket
from thidua.ops.postgres.sharing import Seat, turn

Usage = namedtuple("Usage", "total used free")


def silent(_: str) -> None:
    pass


def refused_url(url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(DatabaseFault) as caught, running(None, say=silent):
        pass
    return str(caught.value)


def test_url_of_a_socket_is_encoded_and_hides_its_password() -> None:
    server = on_socket("/a b/é", "p/w@", 18)
    assert server.url == "postgresql://thidua:p%2Fw%40@/thidua?host=%2Fa%20b%2F%C3%A9&port=5432"
    assert "p/w@" not in repr(server)
    assert "p%2Fw" not in repr(server)


def test_unreachable_address_names_host_and_port(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: connections are refused
        port = taken.getsockname()[1]
        said = refused_url(f"postgresql://a:hidden@127.0.0.1:{port}/b", monkeypatch)
    assert said == (
        f"Không kết nối được cơ sở dữ liệu theo DATABASE_URL (127.0.0.1, cổng {port}). "
        "Máy chủ không trả lời. Xin kiểm tra máy chủ đã chạy chưa, đúng cổng chưa."
    )


def test_silent_address_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()  # takes the connection and never answers
        port = mute.getsockname()[1]
        said = refused_url(f"postgresql://a:hidden@127.0.0.1:{port}/b?connect_timeout=2", monkeypatch)
    assert said.endswith("Máy chủ không trả lời trong thời hạn. Xin kiểm tra mạng và tường lửa.")


@pytest.mark.parametrize(
    ("url", "cure"),
    [
        (
            "postgresql://a:hidden@localhost:port/b",
            "Cổng không phải là số. Xin sửa DATABASE_URL.",
        ),
        ("postgresql://a:hidden@localhost:99999/b", "Số cổng không hợp lệ. Xin sửa DATABASE_URL."),
        (
            "postgresql://a:hidden@localhost/b?connect_timeout=x",
            "Thời hạn không phải là số. Xin sửa DATABASE_URL.",
        ),
        (
            "postgresql://a:hid%zz@localhost/b",
            "postgresql://nguoi_dung:mat_khau@may_chu:5432/ten_co_so_du_lieu.",
        ),
        (
            "postgresql://a:hid%de@localhost/b",
            "postgresql://nguoi_dung:mat_khau@may_chu:5432/ten_co_so_du_lieu.",
        ),
        ("hidden", "postgresql://nguoi_dung:mat_khau@may_chu:5432/ten_co_so_du_lieu."),
    ],
)
def test_unreadable_address_is_explained_without_its_password(
    url: str, cure: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = refused_url(url, monkeypatch)
    assert said.endswith(cure)
    assert "hid" not in said


@pytest.mark.parametrize(
    ("output", "cause"),
    [
        ('FATAL:  could not write lock file "postmaster.pid": No space left on device', "Ổ đĩa đã đầy."),
        ('FATAL:  lock file "postmaster.pid" already exists', "Một máy chủ cơ sở dữ liệu khác còn giữ"),
        ("FATAL:  pre-existing shared memory block is still in use", "Tiến trình cũ của cơ sở dữ liệu"),
        ('ERROR:  extension "unaccent" is not available', "Bản PostgreSQL này thiếu phần mở rộng"),
        ("LOG:  a\nFATAL:  strange\nLOG:  b\n", "Máy chủ báo: FATAL:  strange"),
        ("", "Máy chủ báo: (không có thông tin)"),
    ],
)
def test_words_of_the_server_are_explained_and_the_log_named(output: str, cause: str) -> None:
    said = str(explained(output, log=Path("/d/postgres.log")))
    assert said.startswith(f"Không khởi động được cơ sở dữ liệu. {cause}")
    assert said.endswith("Chi tiết ở tệp /d/postgres.log.")


def test_full_disk_and_closed_folder_are_told_with_their_place() -> None:
    full = OSError(errno.ENOSPC, "x", "/d/a")
    closed = OSError(errno.EACCES, "x")
    assert str(from_system(full, Path("/d"))).startswith("Ổ đĩa đã đầy tại /d/a.")
    assert str(from_system(closed, Path("/d"))).startswith("Không được phép ghi vào /d.")


@pytest.mark.parametrize(("free", "fits"), [(-1, False), (0, True), (1, True)])
def test_room_needed_for_a_new_cluster(
    free: int, fits: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = Usage(0, 0, creation.ROOM_NEEDED + free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    monkeypatch.setattr(creation, "_initdb", lambda *_: None)
    monkeypatch.setattr(creation, "_furnish", lambda *_: None)
    home = Home(tmp_path, tmp_path, tmp_path)
    if fits:
        creation.create(home, binaries.Binaries(tmp_path, "18", True))
        assert home.cluster.is_dir()
    else:
        with pytest.raises(DatabaseFault, match=r"còn trống 199 MB, cần ít nhất 200 MB"):
            creation.create(home, binaries.Binaries(tmp_path, "18", True))
        assert not home.cluster.exists()


def test_no_binaries_and_a_wrong_wish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "_SYSTEM", ("nowhere/*/bin",))
    monkeypatch.setenv("THIDUA_POSTGRES", "system")
    with pytest.raises(
        DatabaseFault, match=r"^Máy chưa có PostgreSQL \(từ bản 15\) theo THIDUA_POSTGRES=system\."
    ):
        binaries.chosen(None)
    monkeypatch.setenv("THIDUA_POSTGRES", "docker")
    with pytest.raises(DatabaseFault, match="không nhận “docker”"):
        binaries.chosen(None)


@pytest.mark.parametrize(("major", "taken"), [(14, []), (15, [15]), (16, [16])])
def test_oldest_system_version(
    major: int, taken: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / str(major) / "bin"
    folder.mkdir(parents=True)
    for name in ("postgres", "initdb", "pg_ctl"):
        (folder / name).touch()
    monkeypatch.setattr(binaries, "_SYSTEM", (f"{str(tmp_path)[1:]}/*/bin",))
    assert [b.major for b in binaries._system()] == taken


@pytest.fixture
def place() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="thidua-place-", dir="/tmp"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


def test_staged_programs_run_for_an_account_that_cannot_reach_the_wheel(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.geteuid() != 0:
        pytest.skip("staging is for root only")
    monkeypatch.setenv("THIDUA_POSTGRES", "embedded")
    source = binaries.chosen(None)
    (place / ".bin-killed").mkdir()
    old = os.umask(0o077)
    try:
        copied = binaries.staged(source, place)
    finally:
        os.umask(old)
    nobody = pwd.getpwnam("nobody").pw_uid
    for program in ("initdb", "postgres", "pg_ctl"):
        done = subprocess.run(
            [copied.program(program), "--version"],
            user=nobody,
            extra_groups=[],
            cwd="/",
            env={},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout == f"{program} (PostgreSQL) {'.'.join(source.release.split('.')[:2])}\n"
    assert sorted(p.name for p in place.iterdir()) == [".staging", f"bin-{source.release}"]
    assert binaries.staged(source, place) == copied


def test_long_recovery_is_waited_for_and_never_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(tmp_path, tmp_path, tmp_path)
    home.cluster.mkdir()
    home.password_file.touch()
    server = on_socket("/s", "p", 18)
    recovering = (None, "FATAL:  the database system is starting up")
    answers = iter([(None, "no socket"), recovering, recovering, (server, "")])
    unstuck: list[object] = []
    monkeypatch.setattr(cluster, "_binaries", lambda _: binaries.Binaries(tmp_path, "18", True))
    monkeypatch.setattr(cluster, "_greet", lambda _: next(answers))
    monkeypatch.setattr(cluster, "_start", lambda *_: "pg_ctl: server did not start in time")
    monkeypatch.setattr(cluster, "_unstick", lambda *_: unstuck.append(_))
    monkeypatch.setattr(cluster, "_STALE", -1)  # patience with remains is over at once
    assert cluster.up(home, alone=lambda: True) == server
    assert unstuck == []


def test_only_the_last_seat_is_last(tmp_path: Path) -> None:
    one, two = Seat(tmp_path), Seat(tmp_path)
    one.take()
    two.take()
    assert one.is_alone() is False
    assert two.is_alone() is False  # asking kept the seat of the one
    assert one.is_last() is False
    assert two.is_alone() is True  # the one gave its seat up
    assert two.is_last() is True
    one.close()
    two.close()


def test_turn_is_for_one_at_a_time(tmp_path: Path) -> None:
    with turn(tmp_path), pytest.raises(BlockingIOError), turn(tmp_path, wait=False):
        pass
    with turn(tmp_path, wait=False):
        pass


def test_written_file_is_private_and_replaces_whole(tmp_path: Path) -> None:
    written(tmp_path / "a", "one")
    written(tmp_path / "a", "two")
    assert (tmp_path / "a").read_text() == "two"
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["a"]
