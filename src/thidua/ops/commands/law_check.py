"""`thidua law check`: the law's files, linted; every pack, or the one of `--place`."""

from __future__ import annotations

import argparse

from thidua.lawbook import lint
from thidua.ops.cli import project_dir


def call(given: argparse.Namespace) -> int:
    faults = lint.check(project_dir() / "law", given.place)
    for fault in faults:
        print(fault)
    print(f"{len(faults)} lỗi.")
    return 1 if faults else 0
