"""Seconds and memory, for the benches."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path


def peak_mb() -> float:
    """The most memory this program has held, in MB.

    Read from /proc: what `getrusage` tells begins with the size of the process that started this one.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def percentile(values: Sequence[float], percent: int) -> float:
    """The value that so many percent do not pass, to a tenth."""
    return round(sorted(values)[-(-len(values) * percent // 100) - 1], 1)


def median_seconds(act: Callable[[], object], times: int) -> float:
    """The median of so many runs."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)
