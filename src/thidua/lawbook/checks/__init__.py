"""The named checks: every computable condition of the law, once. YAML names them and gives their numbers."""

from __future__ import annotations

from thidua.lawbook.checks import chains, collective, devotion, earlier, grades, person, record, work, works
from thidua.lawbook.checks.kinds import Check, Said, Seen

_FAMILIES = (person, grades, record, work, works, chains, earlier, devotion, collective)
CHECKS: dict[str, type[Check]] = {check.name: check for family in _FAMILIES for check in family.CHECKS}

__all__ = ["CHECKS", "Check", "Said", "Seen"]
