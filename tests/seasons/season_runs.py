"""Runs of `thidua season run` in a process of its own, as an office starts them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from thidua.ops.postgres import running

ROOT = Path(__file__).resolve().parents[2]
_LIMIT = 900  # seconds, for a machine that has other work; a run takes half a minute
DEMO = ROOT / "demo" / "thach-that-2023"
LEDGER = """
    SELECT a.honour, p.code, u.code, a.year, a.decision_number, a.decided_on::text, a.source, a.name_written
    FROM honours_award a LEFT JOIN registry_person p ON p.id = a.person_id
    LEFT JOIN registry_orgunit u ON u.id = a.unit_id ORDER BY 1, 2, 3, 4, 5
"""


@dataclass(frozen=True)
class Store:
    """What a run goes on with: its data folder, and a running server's database or, without, the folder's own."""

    data: Path
    url: str = ""

    def query(self, *statements: str) -> list[list[tuple[Any, ...]]]:
        """The rows of each statement."""
        if self.url:
            return _rows(self.url, statements)
        held = os.environ.pop("DATABASE_URL", None)
        try:
            with running(self.data, say=lambda message: None) as server:
                return _rows(server.url, statements)
        finally:
            if held is not None:
                os.environ["DATABASE_URL"] = held

    def ledger(self) -> list[tuple[Any, ...]]:
        return self.query(LEDGER)[0]


def _rows(url: str, statements: Sequence[str]) -> list[list[tuple[Any, ...]]]:
    with psycopg.connect(url) as session:
        return [session.execute(sql.encode()).fetchall() for sql in statements]


@dataclass(frozen=True)
class Outcome:
    """How a run ended: exit status, the faults it told on stderr, everything it said, what it summed up."""

    code: int
    faults: list[str]
    said: str
    out: Path
    seconds: float = 0.0

    @property
    def summary(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.out / "summary.json").read_text(encoding="utf-8"))
        return found


def start(
    folder: Path, out: Path, store: Store | None = None, *more: str, papers: bool = True
) -> subprocess.Popen[str]:
    """Begin a run; without a store the database goes with it, without papers nothing is printed."""
    program = ["-m", "thidua.ops.cli"] if papers else [str(Path(__file__).with_name("without_papers.py"))]
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, *program, *_words(folder, out, store, *more)],
        stdout=pipe,
        stderr=pipe,
        text=True,
        env=_environment(store),
    )


def run_season(
    folder: Path, out: Path, store: Store | None = None, *more: str, papers: bool = True
) -> Outcome:
    """Run the folder to its end."""
    began = time.monotonic()
    with start(folder, out, store, *more, papers=papers) as run:
        try:
            told, said = run.communicate(timeout=_LIMIT)
        finally:
            run.kill()
    return _outcome(run.returncode, said, told, out, time.monotonic() - began)


def run_seasons(seasons: Sequence[tuple[Path, Path]], store: Store) -> list[Outcome]:
    """Run folders one after another in one process, each to an OUT of its own, all on one store."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("one_process.py"))],
        input=json.dumps([_words(folder, out, store) for folder, out in seasons]),
        capture_output=True,
        text=True,
        env=_environment(store),
        timeout=_LIMIT,
        check=True,
    )
    ends = json.loads(done.stdout)
    return [
        _outcome(end["code"], end["said"], end["told"], out)
        for end, (_, out) in zip(ends, seasons, strict=True)
    ]


def _words(folder: Path, out: Path, store: Store | None, *more: str) -> list[str]:
    kept = ["--data", str(store.data)] if store else []
    return ["season", "run", str(folder), "--out", str(out), *kept, *more]


def _environment(store: Store | None) -> dict[str, str]:
    plain = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    return plain | ({"DATABASE_URL": store.url} if store and store.url else {})


def _outcome(code: int, said: str, told: str, out: Path, seconds: float = 0.0) -> Outcome:
    faults = [line.removeprefix("Lỗi: ") for line in said.splitlines() if line.startswith("Lỗi")]
    return Outcome(code, faults, said + told, out, seconds)


def without_timings(summary: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in summary.items() if key != "timings"}
