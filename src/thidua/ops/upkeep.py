"""What a worker does by the clock: idle accounts are turned off."""

from __future__ import annotations

from procrastinate.contrib.django import app

from thidua.access.actions import review
from thidua.flow.jobs import QUEUE
from thidua.ops.season.desk import SystemActor


# Every hour: a machine that is off at night does it by day.
@app.periodic(cron="23 * * * *")
@app.task(name="access.review", queue=QUEUE)
def review_accounts(timestamp: int) -> None:
    """Turn off the accounts nobody has used for 45 days."""
    review(actor=SystemActor())
