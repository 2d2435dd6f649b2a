"""What a worker does by the clock: idle accounts are turned off, visits forgotten."""

from __future__ import annotations

from procrastinate.contrib.django import app

from thidua.access.actions import review
from thidua.audit.actor import SystemActor
from thidua.flow.jobs import QUEUE
from thidua.publishing.actions import sweep_visits


# Every hour: a machine that is off at night does it by day.
@app.periodic(cron="23 * * * *")
@app.task(name="access.review", queue=QUEUE)
def review_accounts(timestamp: int) -> None:
    """Turn off the accounts nobody has used for 45 days."""
    review(actor=SystemActor())


@app.periodic(cron="41 * * * *")
@app.task(name="publishing.visits", queue=QUEUE)
def forget_visits(timestamp: int) -> None:
    """Forget what visitors sent more than two days ago."""
    sweep_visits()
