"""Background jobs: asked for inside the caller's transaction, done by a worker, with effects once.

The queue is procrastinate's, in the same database. A job's effects and its mark `done` are one transaction,
so a worker killed at any moment leaves either nothing or everything, and running a done job again does
nothing. Progress is told on a connection of its own, because it must be seen before the effects are.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from django.db import connection, connections, transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from thidua.access.models import User
from thidua.flow.enums import OPEN_JOBS, JobState
from thidua.flow.models import Job
from thidua.kernel.issues import InputFault, Refused
from thidua.registry.models import OrgUnit

QUEUE = "thidua"
# Rows may pass faster than anybody reads; a progress bar needs no more than this.
_TELL_EVERY_SECONDS = 0.25
_BROKEN = "Hệ thống gặp trục trặc, việc này chưa được ghi. Làm lại; nếu vẫn vậy, báo cho người quản trị."

Progress = Callable[[int, int], None]
Work = Callable[[Job, Progress], Mapping[str, Any]]
_WORKS: dict[str, Work] = {}


def work(kind: str) -> Callable[[Work], Work]:
    """Say which function does jobs of a kind. It runs in a transaction; what it returns is the result.

    It may raise InputFault or Refused: the job has then failed with that message, and nothing is written.
    """

    def known(function: Work) -> Work:
        _WORKS[kind] = function
        return function

    return known


def enqueue(*, actor: User, kind: str, title: str, unit: OrgUnit | None = None, **arguments: Any) -> Job:
    """Ask for a job inside the caller's transaction: it is queued if and only if that commits.

    Raises KeyError for a kind nobody does, and RuntimeError outside a transaction.
    """
    if kind not in _WORKS:
        raise KeyError(f"no work of kind {kind}")
    if not connection.in_atomic_block:
        raise RuntimeError(f"job {kind} asked for outside a transaction")
    job = Job.objects.create(
        kind=kind, title=title[:300], actor=actor.username, unit=unit, arguments=arguments
    )
    perform.defer(job_id=job.pk)
    return job


@app.task(name="flow.perform", queue=QUEUE)
def perform(*, job_id: int) -> None:
    """What a worker runs for every job."""
    run(job_id)


def run(job_id: int) -> bool:
    """Do a job unless it has ended; True when this call did it.

    Two workers may run one job (one was believed dead): the second to finish finds it ended and its own
    effects are undone. An exception that is no refusal marks the job failed and is raised on for the log.
    """
    started = Job.objects.filter(pk=job_id, state__in=OPEN_JOBS).update(
        state=JobState.RUNNING, started_at=timezone.now(), done=0
    )
    if not started:
        return False
    job = Job.objects.select_related("unit").get(pk=job_id)
    telling = _Telling(job_id)
    try:
        with transaction.atomic():
            result = _WORKS[job.kind](job, telling)
            telling.close()
            _end(job_id, JobState.DONE, result=dict(result))
    except _EndedMeanwhile:
        return False
    except (InputFault, Refused) as fault:
        _fail(job_id, " ".join(map(str, fault.issues)))
    except Exception:
        _fail(job_id, _BROKEN)
        raise
    finally:
        telling.close()
    return True


class _EndedMeanwhile(Exception):
    """Another worker finished the job first."""


def _end(job_id: int, state: JobState, **written: Any) -> None:
    ended = Job.objects.filter(pk=job_id, state__in=OPEN_JOBS).update(
        state=state, finished_at=timezone.now(), **written
    )
    if not ended:
        raise _EndedMeanwhile


def _fail(job_id: int, message: str) -> None:
    try:
        _end(job_id, JobState.FAILED, message=message)
    except _EndedMeanwhile:
        return


class _Telling:
    """Progress of one job on a connection of its own, opened when there is something to tell."""

    def __init__(self, job_id: int) -> None:
        self._job_id = job_id
        self._connection: Any = None
        self._told_at = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Tell that `done` of `total` is done. Quick repetitions are passed over, the last one is not."""
        now = time.monotonic()
        if done < total and now - self._told_at < _TELL_EVERY_SECONDS:
            return
        self._told_at = now
        if self._connection is None:
            self._connection = connections.create_connection("default")
        with self._connection.cursor() as cursor:
            cursor.execute(
                "UPDATE flow_job SET done = least(%s, %s), total = %s WHERE id = %s AND state = %s",
                [done, total, total, self._job_id, JobState.RUNNING],
            )

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
