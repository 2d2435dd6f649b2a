"""The screening bench from the command line: figures told as agreed, both sides counting the same people."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.soak
CHAINS = {"ldtt", "cstd_co_so", "cstd_bo_tinh", "bk_bo_tinh", "bk_ttg", "hcld_3", "hcld_2"}


def bench(data: Path, people: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "thidua.ops.cli", "bench", "screen", "--json"]
    command += ["--people", str(people), "--data", str(data)]
    alone = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(command, env=alone, capture_output=True, text=True, timeout=600, check=False)


def test_the_figures_of_a_small_province(tmp_path: Path) -> None:
    done = bench(tmp_path / "data", 20_000)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert (told["name"], told["people"], set(told["counts"])) == ("screen", 20_000, CHAINS)
    assert min(told["counts"].values()) > 0
    assert told["peak_mb"] <= 600
    assert {"seconds", "floor_seconds", "ratio", "explain_p95_ms"} <= set(told)
    refused = bench(tmp_path / "data", 10_000)
    said = "Lỗi: thư mục dữ liệu giữ 20.000 người bịa, không phải 10.000. "
    assert refused.returncode == 2
    assert refused.stderr.splitlines()[-1] == said + "Ghi đúng --people hoặc chọn thư mục khác."
