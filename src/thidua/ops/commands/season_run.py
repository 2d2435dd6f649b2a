"""`thidua season run`: a season's folder, unattended."""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path
from typing import Any

from thidua.kernel.issues import InputFault, Issue, Place
from thidua.ops.cli import say
from thidua.ops.installation import ready, set_up_django

ASKED = 3


def call(given: argparse.Namespace) -> int:
    summary = run_season(
        given.folder, given.out, answers=given.answers, data_dir=given.data, keep_going=given.keep_going
    )
    tell(summary)
    return ASKED if summary["asked"] else 0


def run_season(
    folder: Path, out: Path, *, answers: Path | None, data_dir: Path | None, keep_going: bool
) -> dict[str, Any]:
    """Read, run, write OUT. Returns the summary. Raises InputFault before anything is written."""
    start = time.perf_counter()
    set_up_django()
    from thidua.ops.season.answers import read_answers
    from thidua.ops.season.run import SeasonRun

    run = SeasonRun(folder, keep_going=keep_going, say=say)
    held = run.read()
    if answers is not None:
        held.answers = read_answers(answers)
    for folder in filter(None, (out, data_dir)):
        _demand_writable(folder)
    with ready(data_dir, say=say):
        return _run_and_write(run, held, out, start)


def _demand_writable(folder: Path) -> None:
    """Before anything runs: a folder that is there or can be made. Raises InputFault."""
    held = next(one for one in (folder.absolute(), *folder.absolute().parents) if os.path.lexists(one))
    if not held.is_dir() or not os.access(held, os.W_OK | os.X_OK):
        cure = "Chọn thư mục khác hoặc cấp quyền ghi."
        raise InputFault(Issue("folder.closed", "không ghi được vào đây.", cure, Place(str(folder))))


def _run_and_write(run: Any, held: Any, out: Path, start: float) -> dict[str, Any]:
    from thidua.ops.season.outputs import write_lists, write_summary
    from thidua.ops.season.papers import write_papers
    from thidua.ops.season.summary import summarise

    result = run.run(held)
    say(f"Sổ khen thưởng đã ghi xong sau {time.perf_counter() - start:.1f} giây.")
    printing = time.perf_counter()
    certificates = write_papers(result.season, out, say=say)
    write_lists(result.season, out)
    timings = {**result.timings, "certificates": time.perf_counter() - printing}
    timings["total"] = time.perf_counter() - start
    summary = {
        **summarise(result.season),
        "warnings": result.warnings,
        "certificates": certificates,
        "timings": {step: round(seconds, 3) for step, seconds in timings.items()},
    }
    write_summary(out, summary)
    return summary


def tell(summary: dict[str, Any]) -> None:
    """What came of it, on stderr; each row that asks on a line of its own."""
    for warning in summary["warnings"]:
        say(f"Lưu ý: {warning}")
    for one in summary["asked"]:
        people = f" (có thể là {', '.join(one['candidates'])})" if one["candidates"] else ""
        place = f"{one['file']}, trang “{one['sheet']}”, dòng {one['row']}"
        say(f"Cần trả lời: {place}: {one['why']}{people}")
    say(f"Trả lại {len(summary['refused'])} dòng, cần trả lời {len(summary['asked'])} dòng.")
