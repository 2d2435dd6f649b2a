"""`thidua bench`: our figure beside the floor, both measured in the same run."""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from thidua.kernel.issues import Issue, Refused
from thidua.kernel.numbers import number
from thidua.ops.cli import project_dir, say
from thidua.ops.installation import ready, set_up_django

SEASON = "thach-that-2023"


@dataclass(frozen=True)
class Measured:
    """Seconds and peak memory of ours (MB; none: of this process), seconds of the floor, what else is told."""

    seconds: float
    floor_seconds: float
    peak_mb: float | None = None
    more: Mapping[str, object] = field(default_factory=dict)


def call(given: argparse.Namespace) -> int:
    set_up_django()
    measured = BENCHES[given.name](given)
    peak = measured.peak_mb or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    result = {
        "name": given.name,
        "seconds": round(measured.seconds, 3),
        "peak_mb": round(peak, 1),
        "floor_seconds": round(measured.floor_seconds, 3),
        "ratio": round(measured.seconds / measured.floor_seconds, 2),
        **measured.more,
    }
    if not given.json:
        print(
            f"{given.name}: {result['seconds']} giây, sàn {result['floor_seconds']} giây, {result['peak_mb']} MB"
        )
    print(json.dumps(result, ensure_ascii=False))
    return 0


@contextmanager
def _demo_season() -> Iterator[tuple[Path, Any]]:
    """A data folder with a running database, and the demo season ready to be run on it; both removed after."""
    from thidua.ops.postgres.home import home_of
    from thidua.ops.season.run import SeasonRun

    with tempfile.TemporaryDirectory(prefix="thidua-bench-") as scratch:
        data = Path(scratch)
        try:
            with ready(data, say=say):
                yield (
                    data,
                    SeasonRun(project_dir() / "demo" / SEASON, keep_going=False, say=lambda told: None),
                )
        finally:
            home_of(data).forget()


def bench_import(given: argparse.Namespace) -> Measured:
    """An old list of 50,000 awards of an invented population: kept, read, looked at, taken into the ledger. The floor
    reads the same file bare and copies its rows into a table without index. Memory is the worker's."""
    from thidua.ops.intake_bench import PEOPLE

    with tempfile.TemporaryDirectory(prefix="thidua-bench-") as scratch:
        data = given.data or Path(scratch)
        file = data / "so-cu.xlsx"
        with ready(data, say=say):
            _populate(PEOPLE)
            made, sent, ours, floor = (
                _alone("intake_bench", side, data, file) for side in ("make", "send", "ours", "floor")
            )
    more = {"lines": made["lines"], "parts": {"send": round(sent["seconds"], 2), **ours["parts"]}}
    return Measured(sent["seconds"] + ours["seconds"], floor["seconds"], ours["peak_mb"], more)


def bench_certificates(given: argparse.Namespace) -> Measured:
    """All certificates of the demo season's largest decision, from the ledger to the file; the floor only sets
    the same pages with their data ready. Each in a process of its own."""
    with _demo_season() as (data, run):
        run.run(run.read())
        pages = data / "pages.json"
        ours = _alone("printing_bench", "ours", data, pages)
        floor = _alone("printing_bench", "floor", data, pages)
    return Measured(ours["seconds"], floor["seconds"], ours["peak_mb"])


def bench_screen(given: argparse.Namespace) -> Measured:
    """An invented population by every honour of persons that is computed, read from the database; the floor is
    the merit chains alone, written by hand as one SQL statement. Both must count the same people.

    The better of two rounds each. Raises Refused when the data folder holds another population.
    """
    with tempfile.TemporaryDirectory(prefix="thidua-bench-") as scratch:
        data = given.data or Path(scratch)
        with ready(data, say=say):
            _populate(given.people)
            rounds = [
                (_alone("screening_bench", "ours", data), _alone("screening_bench", "floor", data))
                for _ in range(2)
            ]
            explained = _alone("screening_bench", "explained", data)
    ours, floor = (min(side, key=lambda one: float(one["seconds"])) for side in zip(*rounds, strict=True))
    counts = {code: ours["met"][code] for code in floor["met"]}
    if counts != floor["met"]:
        message = f"hai cách đếm khác nhau: {counts} và {floor['met']}."
        raise Refused(Issue("bench.counts", message, "Sửa một trong hai trước khi đo."))
    more = {"people": ours["people"], "counts": counts, "explain_p95_ms": round(explained["p95_ms"], 1)}
    return Measured(ours["seconds"], floor["seconds"], ours["peak_mb"], more)


def bench_search(given: argparse.Namespace) -> Measured:
    """Five hundred searches among an invented population, each as a whole page of two readers: seconds and the
    floor's are the 95th percentile of one search. The floor is the bare index, no order, no rights, no page.
    Beside it the tree of 40,000 units.

    Raises Refused when the data folder holds another population.
    """
    with tempfile.TemporaryDirectory(prefix="thidua-bench-") as scratch:
        data = given.data or Path(scratch)
        with ready(data, say=say):
            _populate(given.people)
            ours = _alone("search_bench", "ours", data)
            floor = _alone("search_bench", "floor", data)
    with tempfile.TemporaryDirectory(prefix="thidua-bench-") as scratch, ready(Path(scratch), say=say):
        tree = _alone("tree_bench", scratch)
    more = {
        "people": given.people,
        "p50_ms": ours["p50"],
        "p95_ms": ours["p95"],
        "by": ours["by"],
        "tree": tree,
    }
    return Measured(ours["p95"] / 1000, floor["p95"] / 1000, ours["peak_mb"], more)


def _populate(people: int) -> None:
    """The invented people of the data folder, made when it is empty."""
    from thidua.ops.population.filling import fill, population, settle

    held = population()
    if not held:
        fill(people=people, years=10, say=say)
        settle()
    elif held != people:
        message = f"thư mục dữ liệu giữ {number(held)} người bịa, không phải {number(people)}."
        raise Refused(Issue("bench.people", message, "Ghi đúng --people hoặc chọn thư mục khác."))


def bench_pages(given: argparse.Namespace) -> Measured:
    """The slowest page of the demo, in server time; the floor is its SQL, bare, and its bytes ready made."""
    with _demo_season() as (data, run):
        run.run(run.read())
        found = _alone("pages_bench", data, project_dir() / "demo" / SEASON / "article.json")
    for line in found["pages"]:
        say(line)
    return Measured(found["seconds"], found["floor_seconds"], found["peak_mb"])


def bench_scorecard(given: argparse.Namespace) -> Measured:
    """The grid of 126 communes by 60 criteria with totals, as its page; the floor is one bare SQL sum."""
    with tempfile.TemporaryDirectory(prefix="thidua-bench-") as scratch, ready(Path(scratch), say=say):
        found = _alone("score_bench", scratch)
    return Measured(found["seconds"], found["floor_seconds"], found["peak_mb"])


def bench_roll(given: argparse.Namespace) -> Measured:
    """Three hundred searches of a public roll of two million honours, each as a whole page: seconds and the floor's are
    the 95th percentile of one search. The floor is the bare index: fifty lines in no order, not counted.

    Raises Refused when the data folder holds another population.
    """
    from thidua.ops.roll_bench import PEOPLE

    with tempfile.TemporaryDirectory(prefix="thidua-bench-") as scratch:
        data = given.data or Path(scratch)
        with ready(data, say=say):
            _populate(PEOPLE)
            ours, floor = (_alone("roll_bench", side, data) for side in ("ours", "floor"))
    more = {"lines": ours["lines"], "p50_ms": ours["p50"], "p95_ms": ours["p95"], "by": ours["by"]}
    return Measured(ours["p95"] / 1000, floor["p95"] / 1000, ours["peak_mb"], more)


def bench_portal(given: argparse.Namespace) -> Measured:
    """The front page and the roll of the demo season, read by sixteen readers at once from the server as `thidua serve`
    starts it: seconds are those of a thousand pages. The floor is the same server with the bare bytes. Memory is
    that of the server with its worker."""
    from thidua.ops import portal_bench as portal

    with _demo_season() as (data, run):
        run.run(run.read())
        port = portal.free_port()
        with portal.served(["thidua.ops.cli", "serve", "--data", data, "--port", port], port) as server:
            for place, address in enumerate(portal.ADDRESSES):
                (data / f"{place}.html").write_bytes(portal.page(port, address))
            ours = _alone("portal_bench", "load", port, portal.SECONDS)
            peak = portal.peak_of(server.pid)
        port = portal.free_port()
        with portal.served(["thidua.ops.portal_bench", "bare", data, port], port):
            floor = _alone("portal_bench", "load", port, portal.FLOOR_SECONDS)
    more = {
        "requests_per_second": round(ours["rate"]),
        "p50_ms": ours["p50"],
        "p95_ms": ours["p95"],
        "p99_ms": ours["p99"],
        "errors": ours["errors"],
        "floor_requests_per_second": round(floor["rate"]),
    }
    return Measured(1000 / ours["rate"], 1000 / floor["rate"], peak, more)


def bench_similar(given: argparse.Namespace) -> Measured:
    """One initiative against 5,000 texts, copies planted among them; the floor is a plain overlap of word sets."""
    with tempfile.TemporaryDirectory(prefix="thidua-bench-") as scratch:
        found = _alone("likeness_bench", scratch)
    more = {"found": found["found"]}
    return Measured(found["seconds"], found["floor_seconds"], found["peak_mb"], more)


def _alone(module: str, *words: object) -> dict[str, Any]:
    """Run one side of a bench in a fresh interpreter."""
    command = [sys.executable, "-m", f"thidua.ops.{module}", *map(str, words)]
    made: dict[str, Any] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return made


BENCHES: dict[str, Callable[[argparse.Namespace], Measured]] = {
    "import": bench_import,
    "certificates": bench_certificates,
    "pages": bench_pages,
    "screen": bench_screen,
    "search": bench_search,
    "scorecard": bench_scorecard,
    "similar": bench_similar,
    "roll": bench_roll,
    "portal": bench_portal,
}
