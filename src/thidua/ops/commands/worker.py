"""`thidua worker`: does background jobs until stopped."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import threading
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

from thidua.ops.cli import project_dir, say
from thidua.ops.installation import ready

if TYPE_CHECKING:
    from procrastinate.manager import JobManager

# Rooms whose jobs this installation does; importing them makes their works known.
WORKS = (
    "thidua.intake.jobs",
    "thidua.eligibility.jobs",
    "thidua.nominations.jobs",
    "thidua.personnel.jobs",
    "thidua.publishing.jobs",
    "thidua.ops.upkeep",
)
# A worker that was killed is missed after this many seconds, and its job goes to another.
HEARTBEAT_SECONDS = 2.0
STALLED_SECONDS = 10.0


def call(given: argparse.Namespace) -> int:
    # Beside a server the server has already said everything.
    tell = (lambda message: None) if given.until_stdin_ends else say
    if given.until_stdin_ends:
        _stop_with_parent()
    with ready(given.data or project_dir() / ".var", say=tell):
        tell("Đang nhận việc chạy nền (dừng bằng Ctrl-C).")
        run_worker()
    return 0


def run_worker(*, wait: bool = True, stalled_seconds: float = STALLED_SECONDS) -> None:
    """Work until stopped, or until the queue is empty; inside the caller's database block."""
    for room in WORKS:
        import_module(room)
    asyncio.run(_work(wait, stalled_seconds))


async def _work(wait: bool, stalled_seconds: float) -> None:
    from procrastinate.contrib.django import app

    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
    with app.replace_connector(connector) as workers:
        async with workers.open_async():
            await _rescue(workers.job_manager, stalled_seconds)
            watch = asyncio.create_task(_keep_rescuing(workers.job_manager, stalled_seconds))
            try:
                await workers.run_worker_async(
                    wait=wait,
                    concurrency=1,
                    update_heartbeat_interval=HEARTBEAT_SECONDS,
                    stalled_worker_timeout=stalled_seconds,
                    shutdown_graceful_timeout=10,
                    delete_jobs="successful",
                )
            finally:
                watch.cancel()
                with suppress(asyncio.CancelledError):
                    await watch


async def _rescue(jobs: JobManager, stalled_seconds: float) -> None:
    """Put the jobs of workers that give no sign of life back into the queue."""
    for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=stalled_seconds):
        await jobs.retry_job(job)


async def _keep_rescuing(jobs: JobManager, stalled_seconds: float) -> None:
    while True:
        await asyncio.sleep(HEARTBEAT_SECONDS)
        await _rescue(jobs, stalled_seconds)


def _stop_with_parent() -> None:
    """Stop when standard input ends: the parent holds its other end and is gone, even when it was killed."""

    def watch() -> None:
        # Not sys.stdin: its lock would be held when the interpreter ends by another cause, and break that.
        while os.read(0, 1024):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()
