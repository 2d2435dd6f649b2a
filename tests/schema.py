"""A database with the whole schema, made once and copied by whoever needs a new one: migrating takes long."""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / ".var" / "tests" / "schema.lock"
_NAME = "schema_"
_MIGRATE = "from thidua.ops.installation import migrate, set_up_django; set_up_django(); migrate()"


def named(url: str, name: str) -> str:
    """The address of another database of the server."""
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def whole_schema(url: str) -> str:
    """The name of a database of the server that no row was ever written to; made when migrations changed.

    Whoever comes first makes it, the others wait. Nobody may connect to it, so that it can always be copied.
    """
    LOCK.parent.mkdir(parents=True, exist_ok=True)
    name = _NAME + _digest()
    with LOCK.open("w") as lock, psycopg.connect(url, autocommit=True) as session:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if session.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
            _forget_earlier(session)
            _make(session, url, name)
    return name


@contextmanager
def copied(url: str) -> Iterator[str]:
    """The address of a new database with the schema; it goes with the block."""
    schema, name = whole_schema(url), f"copy_{secrets.token_hex(6)}"
    with psycopg.connect(url, autocommit=True) as session:
        session.execute(f'CREATE DATABASE "{name}" TEMPLATE "{schema}"'.encode())
        try:
            yield named(url, name)
        finally:
            session.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def _digest() -> str:
    """Of all that says what the schema is: our migrations, and the releases that bring others."""
    made = hashlib.sha256()
    for file in sorted([*ROOT.glob("src/thidua/*/migrations/*.py"), ROOT / "requirements.txt"]):
        made.update(file.relative_to(ROOT).as_posix().encode())
        made.update(file.read_bytes())
    return made.hexdigest()[:16]


def _make(session: psycopg.Connection, url: str, name: str) -> None:
    """Under another name first: a half schema is never copied."""
    half = f"half_{name}"
    session.execute(f'DROP DATABASE IF EXISTS "{half}" WITH (FORCE)'.encode())
    session.execute(f"CREATE DATABASE \"{half}\" TEMPLATE template0 ENCODING 'UTF8'".encode())
    environment = os.environ | {"DATABASE_URL": named(url, half)}
    subprocess.run([sys.executable, "-c", _MIGRATE], env=environment, check=True, timeout=300)
    session.execute(f'ALTER DATABASE "{half}" RENAME TO "{name}"'.encode())
    session.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false'.encode())


def _forget_earlier(session: psycopg.Connection) -> None:
    """Schemas of earlier migrations, on our own server alone: on another one they may be somebody else's."""
    if os.environ.get("DATABASE_URL"):
        return
    found = session.execute("SELECT datname FROM pg_database WHERE datname LIKE 'schema\\_%'").fetchall()
    for (name,) in found:
        session.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())
