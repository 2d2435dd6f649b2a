"""`thidua bench portal`: readers of the public pages, in a process of their own, and the bare server beside ours.

Every reader keeps one connection and asks for the next page as soon as it has the last one, whole.
"""

from __future__ import annotations

import json
import select
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from thidua.ops.measuring import percentile

ADDRESSES = ("/", "/vinh-danh/")
READERS, SECONDS, FLOOR_SECONDS, PATIENCE = 16, 20.0, 10.0, 30.0
_READ = 1 << 18


@dataclass
class Reader:
    """One connection: what has come of the answer to the last question, and when that was asked."""

    port: int
    pages: Sequence[bytes]
    turn: int = 0
    asked: float = 0
    come: bytearray = field(default_factory=bytearray)

    def __post_init__(self) -> None:
        self.line = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self) -> None:
        self.come.clear()
        self.asked = time.perf_counter()
        self.line.sendall(self.pages[self.turn % len(self.pages)])
        self.turn += 1

    def take(self) -> bool | None:
        """Read what is there. True: a whole page; None: it is not whole yet; False: anything else than a page."""
        try:
            part = self.line.recv(_READ)
        except OSError:
            return False
        self.come += part
        if not part:
            return False
        head, between, body = self.come.partition(b"\r\n\r\n")
        if not between:
            return None
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0] or -1)
        if not head.startswith(b"HTTP/1.1 200 ") or length < 0:
            return False
        return None if len(body) < length else len(body) == length


def questions(port: int, addresses: Iterable[str]) -> list[bytes]:
    return [
        f"GET {one} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\n\r\n".encode()
        for one in addresses
    ]


def load(port: int, seconds: float, addresses: Iterable[str], readers: int = READERS) -> dict[str, Any]:
    """Let so many readers ask for the pages in turn, for so long."""
    pages = questions(port, addresses)
    waiting: dict[int, Reader] = {}
    poll = select.epoll()
    for place in range(readers):
        _join(Reader(port, pages, place), waiting, poll)
    taken: list[float] = []
    errors, begun = 0, time.perf_counter()
    while time.perf_counter() < begun + seconds:
        for number, _ in poll.poll(1):
            reader = waiting[number]
            whole = reader.take()
            if whole:
                taken.append((time.perf_counter() - reader.asked) * 1000)
                reader.ask()
            elif whole is False:
                errors += 1
                del waiting[number]
                reader.line.close()
                _join(Reader(port, pages, reader.turn), waiting, poll)
    lasted = time.perf_counter() - begun
    errors += sum(time.perf_counter() - one.asked > PATIENCE for one in waiting.values())
    told = {f"p{percent}": percentile(taken, percent) for percent in (50, 95, 99)} if taken else {}
    return {"rate": len(taken) / lasted, "requests": len(taken), "errors": errors, **told}


def _join(reader: Reader, waiting: dict[int, Reader], poll: select.epoll) -> None:
    waiting[reader.line.fileno()] = reader
    poll.register(reader.line.fileno(), select.EPOLLIN)
    reader.ask()


@contextmanager
def served(command: Sequence[object], port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server that answers, for the block."""
    server = subprocess.Popen([sys.executable, "-m", *map(str, command)], stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 120
        while not _answers(port):
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("máy chủ không trả lời")
            time.sleep(0.1)
        yield server
    finally:
        server.terminate()
        server.wait(timeout=60)


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def page(port: int, address: str) -> bytes:
    """The page as the server gives it to one reader."""
    from http.client import HTTPConnection

    line = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    line.request("GET", address)
    answer = line.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{address}: {answer.status}")
    return body


def peak_of(pid: int) -> float:
    """The most memory a process and its children have held, in MB."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024 + sum(peak_of(int(one)) for one in children)


def bare(folder: Path, port: int) -> None:
    """The same server with an application that gives the bytes in the folder, and nothing else."""
    from thidua.ops.commands.serve import run_server

    pages = {address: (folder / f"{place}.html").read_bytes() for place, address in enumerate(ADDRESSES)}

    def application(environ: dict[str, Any], start: Callable[..., object]) -> list[bytes]:
        content = pages[environ["PATH_INFO"]]
        start("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(content)))])
        return [content]

    run_server(application, port)


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        print(json.dumps(load(int(sys.argv[2]), float(sys.argv[3]), ADDRESSES)))
