"""Runs of `thidua season run` in a process of its own, as an office starts them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from thidua.ops.postgres import running

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "demo" / "thach-that-2023"
LEDGER = """
    SELECT a.honour, p.code, u.code, a.year, a.decision_number, a.decided_on::text, a.source, a.name_written
    FROM honours_award a LEFT JOIN registry_person p ON p.id = a.person_id
    LEFT JOIN registry_orgunit u ON u.id = a.unit_id ORDER BY 1, 2, 3, 4, 5
"""


@dataclass(frozen=True)
class Outcome:
    """How a run ended: exit status, the faults it told on stderr, everything it said, what it summed up."""

    code: int
    faults: list[str]
    said: str
    out: Path

    @property
    def summary(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.out / "summary.json").read_text(encoding="utf-8"))
        return found


def run_season(folder: Path, out: Path, data: Path | None = None, *more: str) -> Outcome:
    """Run the folder to its end, on the database of `data` or one of its own."""
    command = [sys.executable, "-m", "thidua.ops.cli", "season", "run", str(folder), "--out", str(out), *more]
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    done = subprocess.run(
        [*command, "--data", str(data)] if data else command,
        capture_output=True,
        env=environment,
        timeout=300,
        check=False,
    )
    said = done.stderr.decode()
    faults = [line.removeprefix("Lỗi: ") for line in said.splitlines() if line.startswith("Lỗi")]
    return Outcome(done.returncode, faults, said + done.stdout.decode(), out)


def query(data: Path, sql: str) -> list[tuple[Any, ...]]:
    """Rows of the database of a data folder."""
    held = os.environ.pop("DATABASE_URL", None)
    try:
        with running(data, say=lambda message: None) as server, psycopg.connect(server.url) as session:
            return session.execute(sql.encode()).fetchall()
    finally:
        if held is not None:
            os.environ["DATABASE_URL"] = held


def without_timings(summary: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in summary.items() if key != "timings"}
