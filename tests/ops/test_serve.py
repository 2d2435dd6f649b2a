"""`thidua serve`: one worker beside the server, as long as the server lives."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from thidua.ops.postgres import running
from thidua.ops.postgres.home import home_of


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder with a database of its own, which is stopped and removed wherever it lies.

    The first server makes it, whoever was killed is cleaned up after by the next.
    """
    folder = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        yield folder
        with running(folder, say=lambda message: None):
            pass
    home_of(folder).forget()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def workers_of(server: int) -> list[int]:
    """Workers whose parent is the server."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue  # ended meanwhile
        if parent == server and b"worker" in words:
            found.append(int(folder.name))
    return found


def wait_for(test: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline:
        if test():
            return
        time.sleep(0.1)
    raise AssertionError(f"{what} did not come")


def served(data: Path) -> subprocess.Popen[str]:
    """A server that is up, with its worker."""
    port = free_port()
    command = [sys.executable, "-m", "thidua.ops.cli", "serve", "--data", str(data), "--port", str(port)]
    server = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert server.stdout is not None
    assert server.stdout.readline().startswith(f"Mở http://127.0.0.1:{port}")
    wait_for(lambda: len(workers_of(server.pid)) == 1, "a worker")
    return server


def test_the_worker_is_replaced_when_it_dies_and_ends_with_its_server(data: Path) -> None:
    server = served(data)
    try:
        (first,) = workers_of(server.pid)
        os.kill(first, signal.SIGKILL)
        wait_for(lambda: workers_of(server.pid) not in ([], [first]), "another worker")
        (second,) = workers_of(server.pid)
    finally:
        server.kill()
        server.wait()
    wait_for(lambda: not Path(f"/proc/{second}").exists(), "the end of the worker")


def test_control_c_ends_both_without_a_noise(data: Path) -> None:
    server = served(data)
    (worker,) = workers_of(server.pid)
    with running(data, say=lambda message: None) as database, psycopg.connect(database.url) as ask:
        at_work = "SELECT count(*) FROM procrastinate_workers"
        wait_for(lambda: ask.execute(at_work).fetchone() == (1,), "a worker at its queue")
    os.killpg(server.pid, signal.SIGINT)
    _, told = server.communicate(timeout=60)
    wait_for(lambda: not Path(f"/proc/{worker}").exists(), "the end of the worker")
    expected = ("Cảnh báo: đang chạy bằng quyền root", "Đang tạo cơ sở dữ liệu lần đầu")
    assert [line for line in told.splitlines() if not line.startswith(expected)] == []
