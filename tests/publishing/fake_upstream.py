"""A source that misbehaves on request: a server in a thread whose answers a test sets."""

from __future__ import annotations

import socket
import struct
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

XML = {"Content-Type": "text/xml"}


@dataclass
class Upstream:
    """What the server answers, and the paths it was asked for."""

    port: int
    answer: Callable[[Handler], None]
    asked: list[str] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def address(self) -> str:
        return f"http://{self.host}/gia?appid=khoa-bi-mat"

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"


class Handler(BaseHTTPRequestHandler):
    upstream: Upstream

    def do_GET(self) -> None:
        self.upstream.asked.append(self.path)
        with suppress(OSError):
            self.upstream.answer(self)

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""

    def send(self, body: bytes, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **XML, **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def upstream() -> Iterator[Upstream]:
    """The server, until the test ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Handler.upstream = Upstream(server.server_port, plain(b""))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield Handler.upstream
    finally:
        Handler.upstream.ended.set()
        server.shutdown()
        server.server_close()


def plain(body: bytes, status: int = 200, **headers: str) -> Callable[[Handler], None]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.send(body, status, named)


def slow(body: bytes) -> Callable[[Handler], None]:
    """The body byte by byte, over ten seconds."""

    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        for byte in body:
            if handler.upstream.ended.wait(10 / len(body)):
                return
            handler.wfile.write(bytes([byte]))

    return answer


def hang(handler: Handler) -> None:
    """Takes the question and says nothing."""
    handler.upstream.ended.wait(10)


def reset(handler: Handler) -> None:
    """Breaks the connection off."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def endless(handler: Handler) -> None:
    """100 MB without saying how much."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(1600):
        handler.wfile.write(b" " * 65_536)


def cut(body: bytes) -> Callable[[Handler], None]:
    """Half of what was announced."""

    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body[: len(body) // 2])

    return answer


def gzip_bomb() -> Callable[[Handler], None]:
    """100 MB of blanks that travel as 100 KB."""
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = b"".join(pack.compress(b" " * 1_000_000) for _ in range(100)) + pack.flush()
    return plain(packed, Content_Encoding="gzip")
