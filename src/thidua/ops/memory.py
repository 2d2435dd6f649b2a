"""Memory of this process, for the benches."""

from __future__ import annotations

from pathlib import Path


def peak_mb() -> float:
    """The most memory this program has held, in MB.

    Read from /proc: what `getrusage` tells begins with the size of the process that started this one.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024
