"""`thidua law judge`: executable cases, run against the law."""

from __future__ import annotations

import argparse
import json

from thidua.lawbook import cases, load
from thidua.ops.cli import project_dir


def call(given: argparse.Namespace) -> int:
    book = load(project_dir() / "law", given.place)
    results = list(cases.run(book, given.paths))
    if given.json:
        print(json.dumps([vars(r) for r in results], ensure_ascii=False, indent=1))
    for one in results:
        if one.contested:
            print(f"{one.id}  để ngỏ  {one.title}: {one.detail}")
        elif one.status == "failed":
            print(f"{one.id}  SAI  {one.title}: {one.detail}")
    counts = cases.tally(results)
    if counts.not_covered:
        ids = " ".join(r.id for r in results if r.status == "not_covered")
        print(f"Chưa có trong bộ luật ({counts.not_covered}): {ids}")
    print(f"{counts.passed} passed, {counts.failed} failed")
    return 1 if counts.failed else 0
