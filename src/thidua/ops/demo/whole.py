"""Everything the demo shows beside its season: accounts, records, the next year, the changes of units after it."""

from __future__ import annotations

from pathlib import Path

from thidua.access.models import User
from thidua.movements.models import Season
from thidua.ops.cli import project_dir
from thidua.ops.demo.accounts import Account, demo_accounts
from thidua.ops.demo.changes import demo_changes
from thidua.ops.demo.records import demo_records
from thidua.ops.demo.year import demo_year


def demo_whole(season: Season, data: Path) -> list[Account]:
    """Add what is not there yet; returns the accounts."""
    accounts = demo_accounts(season, data)
    office = User.objects.get(username="van-phong")
    demo_records(season, office)
    demo_year(season, office, data)
    demo_changes(project_dir() / "demo" / f"{season.code}-changes.yaml", office)
    return accounts
