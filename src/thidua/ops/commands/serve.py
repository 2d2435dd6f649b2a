"""`thidua serve`: the web server."""

from __future__ import annotations

import argparse
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from thidua.ops.cli import project_dir, say
from thidua.ops.installation import ready


def call(given: argparse.Namespace) -> int:
    data = given.data or project_dir() / ".var"
    with ready(data, say=say):
        serve(given.port, data)
    return 0


@contextmanager
def background_worker(data: Path) -> Iterator[None]:
    """One worker process for a single machine. It ends with this one, however this one ends: it stops when the
    pipe to it closes. One that dies is started again."""
    over = threading.Event()
    command = [sys.executable, "-m", "thidua.ops.cli", "worker", "--data", str(data), "--until-stdin-ends"]

    def keep() -> None:
        while not over.is_set():
            worker = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
            while worker.poll() is None and not over.wait(0.5):
                pass
            if worker.stdin:
                worker.stdin.close()
            worker.wait(timeout=30)
            over.wait(1)

    keeper = threading.Thread(target=keep, daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join(timeout=40)


def serve(port: int, data: Path, *, article: Path | None = None) -> None:
    """Serve on 127.0.0.1 until stopped, inside the caller's database block, with one worker beside."""
    from django.conf import settings
    from django.db import connections

    settings.ARTICLE = article
    from thidua.web.wsgi import application

    connections.close_all()
    print(f"Mở http://127.0.0.1:{port} (dừng bằng Ctrl-C).", flush=True)
    with background_worker(data):
        run_server(application, port)


def run_server(application: Any, port: int) -> None:
    """One process and eight threads on 127.0.0.1, until stopped."""
    from gunicorn.app.base import BaseApplication

    options: dict[str, Any] = {
        "bind": f"127.0.0.1:{port}",
        "workers": 1,
        "threads": 8,
        "worker_class": "gthread",
        "worker_tmp_dir": None,
        "loglevel": "warning",
        "proc_name": "thidua",
        "control_socket_disable": True,
    }

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for key, value in options.items():
                if value is not None and key in self.cfg.settings:
                    self.cfg.set(key, value)

        def load(self) -> Any:
            return application

    Server().run()
