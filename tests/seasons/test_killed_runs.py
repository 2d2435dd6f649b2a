"""A season run that is killed and started again comes to the same ledger: nothing lost, nothing doubled.

One kill runs in `make test`; `make soak` runs ten single kills and chains of ten, each result kept in
.var/soak so that a stopped soak goes on where it was.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psycopg
import pytest

from thidua.ops.postgres import running

ROOT = Path(__file__).resolve().parents[2]
SEASON = ROOT / "demo" / "thach-that-2023"
LEDGER = """
    SELECT a.honour, p.code, u.code, a.year, a.decision_number, a.decided_on::text, a.source, a.name_written
    FROM honours_award a LEFT JOIN registry_person p ON p.id = a.person_id
    LEFT JOIN registry_orgunit u ON u.id = a.unit_id ORDER BY 1, 2, 3, 4, 5
"""
COUNTS = {
    "decisions": "SELECT number, serial FROM decisions_decision ORDER BY number",
    "lines": "SELECT count(*) FROM decisions_decisionline",
    "states": "SELECT state, honour, count(*) FROM nominations_nomination GROUP BY 1, 2 ORDER BY 1, 2",
    "tallies": "SELECT count(*) FROM councils_tally",
    "numbers": "SELECT series, year, next FROM decisions_numberseries",
    "issued": "SELECT count(*) FROM audit_auditentry WHERE verb = 'decision.issued'",
}


def start(data: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "thidua.ops.cli", "season", "run", str(SEASON)]
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    return subprocess.Popen(
        [*command, "--out", str(out), "--data", str(data)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment,
    )


def finish(data: Path, out: Path) -> float:
    """Run to the end; returns the seconds it took."""
    began = time.monotonic()
    run = start(data, out)
    _, said = run.communicate(timeout=300)
    assert run.returncode == 0, said.decode()
    return time.monotonic() - began


def state_of(data: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Everything that must not depend on interruptions."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with running(data, say=lambda message: None) as server, psycopg.connect(server.url) as session:
        found: dict[str, Any] = {name: session.execute(query).fetchall() for name, query in COUNTS.items()}
        found["ledger"] = session.execute(LEDGER).fetchall()
    return found


def without_timings(out: Path) -> dict[str, Any]:
    summary: dict[str, Any] = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    del summary["timings"]
    return summary


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], dict[str, Any], float]:
    """Ledger, summary and duration of a run nobody disturbed."""
    folder = tmp_path_factory.mktemp("undisturbed")
    seconds = finish(folder / "data", folder / "out")
    with pytest.MonkeyPatch.context() as patch:
        return state_of(folder / "data", patch), without_timings(folder / "out"), seconds


def kill_and_finish(
    moments: list[float], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Kill a run at each moment (seconds after its start), then let one finish."""
    for moment in moments:
        run = start(folder / "data", folder / "out")
        time.sleep(moment)
        run.send_signal(signal.SIGKILL)
        run.communicate()
    finish(folder / "data", folder / "out")
    return state_of(folder / "data", monkeypatch), without_timings(folder / "out")


@pytest.mark.slow
def test_killed_and_started_again(
    undisturbed: tuple[dict[str, Any], dict[str, Any], float],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    state, summary, seconds = undisturbed
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    moments = [chance.uniform(0.2, 0.9) * seconds]
    print(f"seed {seed}: killed after {moments}")
    assert kill_and_finish(moments, tmp_path, monkeypatch) == (state, summary)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_many_kills(
    seed: int,
    undisturbed: tuple[dict[str, Any], dict[str, Any], float],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Even seeds: one kill anywhere in the run. Odd seeds: ten kills, one after another."""
    done = ROOT / ".var" / "soak" / f"killed-{seed}"
    if done.exists():
        print(f"seed {seed} held in an earlier soak")
        return
    state, summary, seconds = undisturbed
    chance = random.Random(seed)
    moments = [chance.uniform(0, seconds) for _ in range(10 if seed % 2 else 1)]
    assert kill_and_finish(moments, tmp_path, monkeypatch) == (state, summary)
    done.parent.mkdir(parents=True, exist_ok=True)
    done.touch()
