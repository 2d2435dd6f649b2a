"""`thidua load`: an invented population, for load tests and benches."""

from __future__ import annotations

import argparse
import time

from thidua.kernel.issues import InputFault, Issue
from thidua.kernel.numbers import number
from thidua.ops.cli import project_dir, say
from thidua.ops.installation import ready

MOST_PEOPLE, MOST_YEARS = 20_000_000, 30


def call(given: argparse.Namespace) -> int:
    _check("--people", given.people, MOST_PEOPLE)
    _check("--years", given.years, MOST_YEARS)
    with ready(given.data or project_dir() / ".var", say=say):
        from thidua.ops.population.filling import fill, settle

        start = time.perf_counter()
        fill(people=given.people, years=given.years, say=say)
        settle()
    print(
        f"Đã nạp {number(given.people)} người bịa, {given.years} năm, "
        f"trong {number(round(time.perf_counter() - start))} giây."
    )
    return 0


def _check(option: str, value: int, most: int) -> None:
    if not 1 <= value <= most:
        message = f"{option} {value} không dùng được."
        raise InputFault(Issue("load.size", message, f"Ghi số từ 1 đến {number(most)}."))
