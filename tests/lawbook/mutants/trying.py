"""Runs the tables of thresholds and the cases against mutants, each in a process of its own.

`python -m mutants.trying` reads ids of mutants, one a line, and writes `id<tab>killed` or `id<tab>survived`. The
tests are collected once; each mutant is a fork in which one function has other code, or one criterion another
number.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator

import pytest

from mutants.law import LawMutant, law_mutants
from mutants.making import MODULES, ROOT, Mutant, mutants
from thidua.lawbook import load

# A change may make a loop endless.
SECONDS = 30
TESTS = [
    *sorted(map(str, (ROOT / "tests/lawbook").glob("test_thresholds_*.py"))),
    str(ROOT / "tests/lawbook/test_lawbook_thresholds.py"),
    str(ROOT / "tests/law/test_law_cases.py"),
]
Trial = Callable[[], object]


class _Collected:
    """Keeps the tests that need no fixture."""

    def __init__(self) -> None:
        self.trials: list[Trial] = []

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        for item in session.items:
            if isinstance(item, pytest.Function):
                given = dict(item.callspec.params) if hasattr(item, "callspec") else {}
                if set(item._fixtureinfo.argnames) <= set(given):
                    self.trials.append(lambda test=item.obj, given=given: test(**given))


def collected() -> list[Trial]:
    kept = _Collected()
    options = ["--collect-only", "-qqq", "--noconftest", "-p", "no:cacheprovider", "-c", os.devnull]
    out, sys.stdout = sys.stdout, sys.stderr
    try:
        pytest.main([*options, "--rootdir", str(ROOT), *TESTS], plugins=[kept])
    finally:
        sys.stdout = out
    return kept.trials


def every_mutant() -> Iterator[Mutant | LawMutant]:
    for module in MODULES:
        yield from mutants(module)
    yield from law_mutants(load(ROOT / "law"))


def killed(mutant: Mutant | LawMutant | None, trials: Iterable[Trial]) -> bool:
    """Whether a test fails, or never ends, with the mutant in place; None: the code as it is."""
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS)
        if mutant is not None:
            mutant.apply()
        os._exit(0 if all(map(_passes, trials)) else 1)
    _, status = os.waitpid(child, 0)
    return status != 0


def _passes(trial: Trial) -> bool:
    try:
        trial()
    except BaseException:
        return False
    return True


def main() -> int:
    wanted = set(sys.stdin.read().splitlines())
    trials = collected()
    if not trials or killed(None, trials):
        print("the code as it is fails its tests", file=sys.stderr)
        return 1
    for mutant in every_mutant():
        if mutant.id in wanted:
            print(f"{mutant.id}\t{'killed' if killed(mutant, trials) else 'survived'}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
