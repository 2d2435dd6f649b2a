"""`thidua law coverage`: what the law's files judge, and by what."""

from __future__ import annotations

import argparse

from thidua.lawbook.coverage import page
from thidua.ops.cli import project_dir


def call(given: argparse.Namespace) -> int:
    text = page(project_dir() / "law")
    if given.out:
        given.out.write_text(text, encoding="utf-8")
        print(f"Đã ghi {given.out}.")
    else:
        print(text, end="")
    return 0
