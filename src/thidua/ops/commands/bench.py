"""`thidua bench`: our figure beside the floor, both measured in the same run."""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from thidua.ops.cli import project_dir, say
from thidua.ops.installation import ready, set_up_django

SEASON = "thach-that-2023"


@dataclass(frozen=True)
class Measured:
    """Seconds and peak memory of ours (MB; none: of this process), seconds of the floor."""

    seconds: float
    floor_seconds: float
    peak_mb: float | None = None


def call(given: argparse.Namespace) -> int:
    set_up_django()
    measured = BENCHES[given.name]()
    peak = measured.peak_mb or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    result = {
        "name": given.name,
        "seconds": round(measured.seconds, 3),
        "peak_mb": round(peak, 1),
        "floor_seconds": round(measured.floor_seconds, 3),
        "ratio": round(measured.seconds / measured.floor_seconds, 2),
    }
    if not given.json:
        print(
            f"{given.name}: {result['seconds']} giây, sàn {result['floor_seconds']} giây, {result['peak_mb']} MB"
        )
    print(json.dumps(result, ensure_ascii=False))
    return 0


def _timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def bench_import() -> Measured:
    """The demo season's folder to the ledger on a fresh database, schema not counted; the floor only opens
    the same workbooks with the spreadsheet library and reads every cell."""
    from thidua.ops.season.run import SeasonRun

    folder = project_dir() / "demo" / SEASON
    with tempfile.TemporaryDirectory(prefix="thidua-bench-") as scratch, ready(Path(scratch), say=say):
        run = SeasonRun(folder, keep_going=False, say=lambda message: None)
        seconds = _timed(lambda: run.run(run.read()))
    return Measured(seconds, _timed(lambda: _read_cells(folder)))


def _read_cells(folder: Path) -> None:
    from python_calamine import CalamineWorkbook

    for path in sorted(folder.rglob("*.xlsx")):
        book = CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()
    for path in sorted(folder.rglob("*.csv")):
        path.read_bytes().splitlines()


def bench_certificates() -> Measured:
    """All certificates of the demo season's largest decision, from the ledger to the file; the floor only sets
    the same pages with their data ready. Each in a process of its own."""
    from thidua.ops.season.run import SeasonRun

    folder = project_dir() / "demo" / SEASON
    with tempfile.TemporaryDirectory(prefix="thidua-bench-") as scratch:
        data, pages = Path(scratch) / "data", Path(scratch) / "pages.json"
        with ready(data, say=say):
            run = SeasonRun(folder, keep_going=False, say=lambda message: None)
            run.run(run.read())
            ours = _alone("ours", data, pages)
        floor = _alone("floor", data, pages)
    return Measured(ours["seconds"], floor["seconds"], ours["peak_mb"])


def _alone(what: str, *paths: Path) -> dict[str, float]:
    """Run one side of the certificates' bench in a fresh interpreter."""
    command = [sys.executable, "-m", "thidua.ops.printing_bench", what, *map(str, paths)]
    made: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return made


BENCHES: dict[str, Callable[[], Measured]] = {"import": bench_import, "certificates": bench_certificates}
