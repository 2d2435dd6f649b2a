"""A data folder made ready: keys, running database, Django, schema."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from thidua.ops.keys import key_file
from thidua.ops.postgres import Server, running


@contextmanager
def ready(data_dir: Path | None, *, say: Callable[[str], None]) -> Iterator[Server]:
    """Keys, database and Django with an up-to-date schema for the block; none: a temporary installation.

    Raises DatabaseFault.
    """
    with tempfile.TemporaryDirectory(prefix="thidua-khoa-") as scratch:
        keys = key_file(data_dir or Path(scratch))
        os.environ["THIDUA_KEYS"] = str(keys)
        os.environ["THIDUA_SECRET_KEY"] = json.loads(keys.read_text(encoding="utf-8"))["web"]
        with running(data_dir, say=say) as server, _own_database(server, data_dir) as url:
            set_up_django()
            _point_at(url, keys)
            migrate()
            try:
                yield server
            finally:
                from django.db import connections

                connections.close_all()


def set_up_django() -> None:
    """Django without a database: enough to read files and the law."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.settings")
    import django

    django.setup()


def _point_at(url: str, keys: Path) -> None:
    """Files are read before a database runs, so Django learns its address only now."""
    from django.conf import settings
    from django.db import connections

    from thidua.settings import database

    connections.close_all()
    connections["default"].settings_dict.update(database(url))
    settings.KEYS_FILE = str(keys)
    settings.SECRET_KEY = os.environ["THIDUA_SECRET_KEY"]


def migrate() -> None:
    """Bring the schema up to date; nothing is written when it is."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)


@contextmanager
def _own_database(server: Server, data_dir: Path | None) -> Iterator[str]:
    """The server's database; on a server that is not ours and without a data folder, one made for this run."""
    if data_dir is not None or not os.environ.get("DATABASE_URL"):
        yield server.url
        return
    import secrets
    from urllib.parse import urlsplit

    import psycopg

    name = f"thidua_{secrets.token_hex(6)}"
    parts = urlsplit(server.url)
    with psycopg.connect(server.url, autocommit=True) as session:
        session.execute(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")
    try:
        yield parts._replace(path=f"/{name}").geturl()
    finally:
        from django.db import connections

        connections.close_all()
        with psycopg.connect(server.url, autocommit=True) as session:
            session.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
