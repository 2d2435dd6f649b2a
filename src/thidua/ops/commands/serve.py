"""`thidua serve`: the web server."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from thidua.ops.cli import project_dir, say
from thidua.ops.installation import ready


def call(given: argparse.Namespace) -> int:
    with ready(given.data or project_dir() / ".var", say=say):
        serve(given.port)
    return 0


def serve(port: int, *, article: Path | None = None) -> None:
    """Serve on 127.0.0.1 until stopped: one process, eight threads, inside the caller's database block."""
    from django.conf import settings
    from gunicorn.app.base import BaseApplication

    settings.ARTICLE = article
    from thidua.web.wsgi import application

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

    from django.db import connections

    connections.close_all()
    print(f"Mở http://127.0.0.1:{port} (dừng bằng Ctrl-C).", flush=True)
    Server().run()
