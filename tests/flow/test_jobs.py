"""Background jobs: queued with their cause, seen while they run, and done once whoever is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction

if not apps.is_installed("thidua.flow"):
    pytest.skip("settings do not install thidua.flow and its queue", allow_module_level=True)

from thidua.access.models import User
from thidua.audit.actions import record
from thidua.audit.models import AuditEntry
from thidua.flow import jobs
from thidua.flow.enums import JobState
from thidua.flow.models import Job
from thidua.kernel.issues import Issue, Place, Refused

ROOT = Path(__file__).resolve().parents[2]
WORKER = """
import sys, time
from thidua.ops.installation import set_up_django
set_up_django()
from thidua.audit.actions import record
from thidua.flow import jobs
from thidua.ops.commands.worker import run_worker

class Clerk:
    username = "can-bo"

@jobs.work("test.slow")
def slow(job, tell):
    record(actor=Clerk(), verb="slow.done", subject=f"flow.Job:{job.pk}")
    tell(1, 2)
    time.sleep(float(sys.argv[1]))
    return {"rows": 2}

run_worker(stalled_seconds=1.0)
"""


@pytest.fixture
def clerk(db: None) -> User:
    return User.objects.create(username="can-bo", full_name="Nguyễn Thị Hoa")


@pytest.fixture
def works() -> Iterator[Callable[..., None]]:
    """Give works for a test; they are forgotten after it."""
    before = dict(jobs._WORKS)
    yield lambda kind, function: jobs.work(kind)(function)
    jobs._WORKS.clear()
    jobs._WORKS.update(before)


def ask(clerk: User, kind: str) -> Job:
    with transaction.atomic():
        return jobs.enqueue(actor=clerk, kind=kind, title="Đọc danh sách")


def effects(job: Job) -> int:
    return AuditEntry.objects.filter(verb="slow.done", subject=f"flow.Job:{job.pk}").count()


def queued(job: Job) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE args->>'job_id' = %s", [str(job.pk)])
        return int(cursor.fetchone()[0])


def test_a_job_is_done_once(clerk: User, works: Callable[..., None]) -> None:
    def work(job: Job, tell: jobs.Progress) -> dict[str, int]:
        record(actor=clerk, verb="slow.done", subject=f"flow.Job:{job.pk}")
        return {"rows": 3}

    works("test.count", work)
    job = ask(clerk, "test.count")
    assert (job.state, queued(job)) == (JobState.WAITING, 1)
    assert (jobs.run(job.pk), jobs.run(job.pk)) == (True, False)
    job.refresh_from_db()
    assert (job.state, job.result, effects(job)) == (JobState.DONE, {"rows": 3}, 1)


def test_a_refused_job_says_why_and_writes_nothing(clerk: User, works: Callable[..., None]) -> None:
    def work(job: Job, tell: jobs.Progress) -> dict[str, int]:
        record(actor=clerk, verb="slow.done", subject=f"flow.Job:{job.pk}")
        raise Refused(Issue("x", "Thiếu họ tên.", "Ghi họ tên.", Place("a.xlsx", row=4)))

    works("test.count", work)
    job = ask(clerk, "test.count")
    assert jobs.run(job.pk) is True
    job.refresh_from_db()
    assert (job.state, job.message) == (JobState.FAILED, "a.xlsx, dòng 4: Thiếu họ tên. Ghi họ tên.")
    assert effects(job) == 0


def test_a_broken_job_is_told_to_the_log_and_in_plain_words(clerk: User, works: Callable[..., None]) -> None:
    def work(job: Job, tell: jobs.Progress) -> dict[str, int]:
        raise ZeroDivisionError("division by zero")

    works("test.count", work)
    job = ask(clerk, "test.count")
    with pytest.raises(ZeroDivisionError):
        jobs.run(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "ZeroDivision" not in job.message
    assert "chưa được ghi" in job.message


def test_the_second_of_two_workers_leaves_no_effect(clerk: User, works: Callable[..., None]) -> None:
    """A worker believed dead comes back after another has finished its job."""

    def work(job: Job, tell: jobs.Progress) -> dict[str, int]:
        record(actor=clerk, verb="slow.done", subject=f"flow.Job:{job.pk}")
        jobs._end(job.pk, JobState.DONE, result={"by": "other"})
        return {"by": "late"}

    works("test.count", work)
    job = ask(clerk, "test.count")
    assert jobs.run(job.pk) is False
    assert effects(job) == 0


def test_a_job_goes_with_the_act_that_asked_for_it(clerk: User, works: Callable[..., None]) -> None:
    works("test.count", lambda job, tell: {})
    job = Job()

    def act() -> None:
        nonlocal job
        with transaction.atomic():
            job = jobs.enqueue(actor=clerk, kind="test.count", title="Đọc danh sách")
            raise Refused(Issue("x", "Không được."))

    with pytest.raises(Refused):
        act()
    assert (Job.objects.filter(pk=job.pk).exists(), queued(job)) == (False, 0)


def test_work_nobody_does_is_not_taken(clerk: User) -> None:
    with pytest.raises(KeyError), transaction.atomic():
        jobs.enqueue(actor=clerk, kind="test.nobody", title="Đọc danh sách")


@pytest.mark.django_db(transaction=True)
def test_a_job_is_asked_for_in_a_transaction(works: Callable[..., None]) -> None:
    works("test.count", lambda job, tell: {})
    clerk = User.objects.create(username="can-bo", full_name="Nguyễn Thị Hoa")
    with pytest.raises(RuntimeError):
        jobs.enqueue(actor=clerk, kind="test.count", title="Đọc danh sách")


def wait_for(job: Job, test: Callable[[Job], bool]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        job.refresh_from_db()
        if test(job):
            return
        time.sleep(0.1)
    raise AssertionError(f"still {job.state}, {job.done}/{job.total}")


def start(seconds: float) -> subprocess.Popen[Any]:
    held = connection.settings_dict
    host = f"?host={held['HOST']}" if held["HOST"] else ""
    url = f"postgresql://{held['USER']}:{held['PASSWORD']}@/{held['NAME']}{host}"
    url += f"&port={held['PORT']}" if held["PORT"] else ""
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, str(seconds)], env={**os.environ, "DATABASE_URL": url}, cwd=ROOT
    )


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_worker_is_killed_is_done_by_another(works: Callable[..., None]) -> None:
    works("test.slow", lambda job, tell: {})
    clerk = User.objects.create(username="can-bo", full_name="Nguyễn Thị Hoa")
    job = ask(clerk, "test.slow")
    first = start(60)
    try:
        wait_for(job, lambda one: one.done == 1)
    finally:
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert (job.state, job.total, effects(job)) == (JobState.RUNNING, 2, 0)
    second = start(0)
    try:
        wait_for(job, lambda one: one.state == JobState.DONE)
    finally:
        second.terminate()
        second.wait(timeout=20)
    assert (job.result, effects(job), jobs.run(job.pk)) == ({"rows": 2}, 1, False)
    assert effects(job) == 1
