"""kill -9 at any moment leaves nothing half: the next worker does the whole again."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from files import HEAD, book, counts, line, tables, work_off

from tests.builders import House, born, house, people
from thidua.flow.enums import JobState
from thidua.flow.models import Job
from thidua.honours.models import Award
from thidua.intake.actions import assign_columns, send
from thidua.intake.actions.files import ask
from thidua.intake.models import CellFault, Intake, WrittenRow

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]
# A worker as the product has it, or one that stops in the middle of what it is told to stop in.
WORKER = """
import sys, time
from thidua.ops.installation import set_up_django
set_up_django()
import thidua.intake.jobs as jobs
from thidua.intake.actions import files
from thidua.ops.commands.worker import run_worker

def stopping(room, name):
    whole = getattr(room, name)
    def then_stop(*given):
        made = whole(*given)
        print("stopped", flush=True)
        time.sleep(60)
        return made
    setattr(room, name, then_stop)

if sys.argv[1] == "check":
    stopping(jobs, "_preview")
elif sys.argv[1] == "accept":
    stopping(files, "write")
run_worker(stalled_seconds=1.0)
"""


def start(stop_in: str) -> subprocess.Popen[str]:
    held = connection.settings_dict
    host = f"?host={held['HOST']}" if held["HOST"] else ""
    url = f"postgresql://{held['USER']}:{held['PASSWORD']}@/{held['NAME']}{host}"
    url += f"&port={held['PORT']}" if held["PORT"] else ""
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, stop_in],
        env={**os.environ, "DATABASE_URL": url},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def kill_when_stopped(stop_in: str) -> None:
    worker = start(stop_in)
    try:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "stopped\n"
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()


def wait_for(test: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if test():
            return
        time.sleep(0.1)
    raise AssertionError(list(Job.objects.values_list("kind", "state", "done", "total")))


def district() -> House:
    made = house()
    people(
        born("CB1", "Nguyễn Thị Hoa", "A", date(1980, 3, 2)),
        born("CB2", "Trần Thị Lan", "A", date(1985, 6, 5)),
    )
    return made


def checked(made: House, data: bytes) -> Intake:
    """Sent and its columns named; the check waits for a worker."""
    one = send(actor=made.office, kind="awards", sender=made.a, file="a.xlsx", content=data)
    work_off()
    one.refresh_from_db()
    fields = {c["heading"]: c["field"] for c in one.columns or ()}
    assign_columns(actor=made.office, intake=one, fields=fields)
    return one


def fresh(one: Intake) -> Intake:
    return Intake.objects.get(pk=one.pk)


def test_a_worker_killed_in_the_check_and_in_the_acceptance_leaves_nothing(tmp_path: Path) -> None:
    made = district()
    stranger = line(3, "Đỗ Văn Lạ", "01/01/1970")
    data = book(
        tmp_path, HEAD, line(1, "Nguyễn Thị Hoa", "02/03/1980"), line(2, "Trần Thị Lan", "05/06/1985")
    )
    faulty = checked(made, book(tmp_path, HEAD, stranger))
    kill_when_stopped("check")
    assert (fresh(faulty).draft, CellFault.objects.count()) == (None, 0)
    one = checked(made, data)
    before = tables()
    second = start("accept")
    try:
        wait_for(lambda: fresh(one).draft is not None and fresh(faulty).draft is not None)
        assert (counts(fresh(one)), CellFault.objects.count()) == ((2, 0, 0, 0), 1)
        ask(actor=made.office, intake=one, kind="intake.accept")
        assert second.stdout is not None
        assert second.stdout.readline() == "stopped\n"
    finally:
        second.send_signal(signal.SIGKILL)
        second.wait()
    assert (tables(), fresh(one).state, WrittenRow.objects.count()) == (before, "draft", 0)
    third = start("nothing")
    try:
        wait_for(lambda: fresh(one).state == "accepted")
    finally:
        third.terminate()
        third.wait(timeout=20)
    assert (Award.objects.count(), WrittenRow.objects.count(), counts(fresh(one))) == (2, 2, (2, 0, 0, 0))


@pytest.mark.soak
def test_twenty_workers_killed_at_any_moment_leave_nothing_half(tmp_path: Path) -> None:
    """Checking and writing go on until the file is in, whenever workers die; only ever nothing or all is in."""
    made = district()
    rows = [line(n, "Nguyễn Thị Hoa", "02/03/1980", 2019, number=f"{n}/QĐ") for n in range(1, 3001)]
    one = checked(made, book(tmp_path, HEAD, *rows))
    before, chance, killed = tables(), random.Random(20), 0
    while killed < 20:
        worker: subprocess.Popen[Any] = start("nothing")
        time.sleep(chance.uniform(1.0, 4.0))
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        killed += 1
        now = fresh(one)
        if now.state == "accepted":
            assert (Award.objects.count(), WrittenRow.objects.count()) == (3000, 3000)
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM honours_award")
                cursor.execute("DELETE FROM intake_writtenrow")
            Job.objects.all().delete()
            Intake.objects.all().delete()
            one = checked(made, book(tmp_path, HEAD, *rows))
            continue
        assert (tables(), WrittenRow.objects.count()) == (before, 0)
        if now.draft is not None:
            ask(actor=made.office, intake=now, kind="intake.accept")
    last = start("nothing")
    try:
        wait_for(lambda: fresh(one).draft is not None)
        ask(actor=made.office, intake=one, kind="intake.accept")
        wait_for(lambda: fresh(one).state == "accepted")
    finally:
        last.terminate()
        last.wait(timeout=20)
    assert (Award.objects.count(), WrittenRow.objects.count()) == (3000, 3000)
    assert not Job.objects.filter(state=JobState.FAILED).exists()
