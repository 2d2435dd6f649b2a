"""`thidua comment check`: one comment a line on stdin; `ok`, `hint` or `rewrite` a line on stdout."""

from __future__ import annotations

import argparse
import sys

from thidua.kernel.diacritics import judge


def call(given: argparse.Namespace) -> int:
    for line in sys.stdin.buffer:
        print(judge(line.decode("utf-8", errors="replace").rstrip("\r\n")), flush=False)
    return 0
