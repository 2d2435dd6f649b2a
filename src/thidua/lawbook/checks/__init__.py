"""The named checks: every computable condition of the law, once. YAML names them and gives their numbers."""

from __future__ import annotations

from thidua.lawbook.checks import collective, person, work
from thidua.lawbook.checks.kinds import Check, Said, Seen

CHECKS: dict[str, type[Check]] = {
    check.name: check for check in (*person.CHECKS, *work.CHECKS, *collective.CHECKS)
}

__all__ = ["CHECKS", "Check", "Said", "Seen"]
